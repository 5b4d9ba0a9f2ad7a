const LAST: f32 = 16383;
const STEPS_OF_ONE: f32 = 4096;

/**
 * Writes a row of the picture, RGB.
 * @param codes red, green, blue of each step of luminance in the lowest bytes of an integer
 * @param noise of each pixel, in steps
 */
export function develop(
  luminance: usize,
  tone: usize,
  noise: usize,
  width: i32,
  codes: usize,
  byRed: f32,
  byGreen: f32,
  byBlue: f32,
  target: usize,
): void {
  let to = target;
  for (let at: usize = 0, end = (width as usize) << 2; at < end; at += 16) {
    const level = f32x4.add(f32x4.mul(v128.load(luminance + at), f32x4.splat(STEPS_OF_ONE)), v128.load(noise + at));
    const stain = v128.load(tone + at);
    const plain = stepsOf(level);
    if (v128.any_true(stain)) {
      const stained = f32x4.mul(level, stain);
      const red = stepsOf(f32x4.add(level, f32x4.mul(f32x4.splat(byRed), stained)));
      const green = stepsOf(f32x4.add(level, f32x4.mul(f32x4.splat(byGreen), stained)));
      const blue = stepsOf(f32x4.add(level, f32x4.mul(f32x4.splat(byBlue), stained)));
      write(to, codes, i32x4.extract_lane(red, 0), i32x4.extract_lane(green, 0), i32x4.extract_lane(blue, 0));
      write(to + 3, codes, i32x4.extract_lane(red, 1), i32x4.extract_lane(green, 1), i32x4.extract_lane(blue, 1));
      write(to + 6, codes, i32x4.extract_lane(red, 2), i32x4.extract_lane(green, 2), i32x4.extract_lane(blue, 2));
      write(to + 9, codes, i32x4.extract_lane(red, 3), i32x4.extract_lane(green, 3), i32x4.extract_lane(blue, 3));
    } else {
      // The fourth byte of each is overwritten by the next pixel.
      store<u32>(to, load<u32>(codes + (i32x4.extract_lane(plain, 0) as usize)));
      store<u32>(to + 3, load<u32>(codes + (i32x4.extract_lane(plain, 1) as usize)));
      store<u32>(to + 6, load<u32>(codes + (i32x4.extract_lane(plain, 2) as usize)));
      store<u32>(to + 9, load<u32>(codes + (i32x4.extract_lane(plain, 3) as usize)));
    }
    to += 12;
  }
}

/** Offsets in the table of codes. */
function stepsOf(level: v128): v128 {
  const held = f32x4.max(f32x4.splat(0), f32x4.min(f32x4.splat(LAST), level));
  return i32x4.shl(i32x4.trunc_sat_f32x4_s(held), 2);
}

function write(to: usize, codes: usize, red: i32, green: i32, blue: i32): void {
  store<u8>(to, load<u8>(codes + (red as usize)));
  store<u8>(to + 1, load<u8>(codes + (green as usize) + 1));
  store<u8>(to + 2, load<u8>(codes + (blue as usize) + 2));
}
