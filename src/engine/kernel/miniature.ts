import { Miniature, Plan } from './records';

/** Reduces rows that are done, as `src/engine/core/render/miniature.ts` does; `from` is a multiple of the factor. */
export function reduceRows(plan: Plan, miniature: Miniature, from: i32, to: i32): void {
  const factor = miniature.factor;
  for (let y = from; y + factor <= to; y += factor) {
    sumColumns(plan, miniature, y);
    averageRow(miniature, y / factor);
  }
}

/** Sums of `factor` rows, 16 bits for each channel of each pixel. */
function sumColumns(plan: Plan, miniature: Miniature, y: i32): void {
  const bytes = (plan.width * 3) as usize;
  const factor = miniature.factor;
  const sums = miniature.sums;
  const start = plan.paper + (y as usize) * bytes;
  for (let x: usize = 0; x < bytes; x += 16) {
    let low = i16x8.splat(0);
    let high = i16x8.splat(0);
    let p = start + x;
    for (let row = 0; row < factor; row++, p += bytes) {
      const codes = v128.load(p);
      low = i16x8.add(low, i16x8.extend_low_i8x16_u(codes));
      high = i16x8.add(high, i16x8.extend_high_i8x16_u(codes));
    }
    v128.store(sums + (x << 1), low);
    v128.store(sums + (x << 1), high, 16);
  }
}

/** Sums of `factor` columns, divided by the area. */
function averageRow(miniature: Miniature, y: i32): void {
  const factor = miniature.factor;
  const half = (factor * factor) >> 1;
  const shift = 2 * ctz(factor);
  let p = miniature.sums;
  let target = miniature.data + ((y * miniature.width * 3) as usize);
  for (let x = 0; x < miniature.width; x++) {
    let red = half;
    let green = half;
    let blue = half;
    for (let column = 0; column < factor; column++) {
      red += load<u16>(p);
      green += load<u16>(p, 2);
      blue += load<u16>(p, 4);
      p += 6;
    }
    store<u8>(target, red >> shift);
    store<u8>(target + 1, green >> shift);
    store<u8>(target + 2, blue >> shift);
    target += 3;
  }
}
