/** Adds two uniform values from the halves of one hash to the slopes of each pixel. */
export function addRoughness(p: usize, q: usize, width: i32, rows: i32, top: i32, seed: i32, step: f32): void {
  const steps = f32x4.splat(step);
  const middle = f32x4.splat(32767.5);
  for (let row = 0; row < rows; row++) {
    const ofRow = i32x4.splat(((row + top) * 0x85ebca77) ^ seed);
    const start = ((row * width) as usize) << 2;
    let column = i32x4(0, 1, 2, 3);
    for (let at = start, end = start + ((width as usize) << 2); at < end; at += 16) {
      const bits = mixed(v128.xor(i32x4.mul(column, i32x4.splat(0x9e3779b1)), ofRow));
      const low = f32x4.sub(f32x4.convert_i32x4_s(v128.and(bits, i32x4.splat(0xffff))), middle);
      const high = f32x4.sub(f32x4.convert_i32x4_s(i32x4.shr_u(bits, 16)), middle);
      if (end - at >= 16) {
        v128.store(p + at, f32x4.add(v128.load(p + at), f32x4.mul(steps, low)));
        v128.store(q + at, f32x4.add(v128.load(q + at), f32x4.mul(steps, high)));
      } else {
        // The next row begins where this one ends.
        const inside = i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(((end - at) >> 2) as i32));
        v128.store(p + at, f32x4.add(v128.load(p + at), v128.and(f32x4.mul(steps, low), inside)));
        v128.store(q + at, f32x4.add(v128.load(q + at), v128.and(f32x4.mul(steps, high), inside)));
      }
      column = i32x4.add(column, i32x4.splat(4));
    }
  }
}

function mixed(value: v128): v128 {
  let bits = i32x4.mul(v128.xor(value, i32x4.shr_u(value, 16)), i32x4.splat(0x85ebca6b));
  bits = i32x4.mul(v128.xor(bits, i32x4.shr_u(bits, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(bits, i32x4.shr_u(bits, 16));
}
