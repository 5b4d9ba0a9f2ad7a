import { Multiply, Plan } from './records';
import { CODE_SHIFT } from './sampler';

/** Lays one sampled block of row `y` over the paper; without `coverage` the block is covered wholly. */
export function printMultiplied(plan: Plan, multiply: Multiply, y: i32, from: i32, to: i32, coverage: usize): void {
  const vignette = multiply.vignette;
  const down = load<f32>(vignette.down + ((y as usize) << 2)) * vignette.scale;
  const factors = multiply.factors;
  const opaque = plan.channels === 3;
  let pixel = plan.paper + (((y * plan.width + from) * 3) as usize);
  for (let x = from; x < to; x++) {
    const at = (x as usize) << 2;
    const i = ((x - from) as usize) << 2;
    let cover: f32 = coverage === 0 ? 1 : load<f32>(coverage + at);
    if (cover > 0 && !opaque) cover *= load<f32>(plan.opacity + i);
    const red = load<u8>(pixel) as f32;
    const green = load<u8>(pixel + 1) as f32;
    const blue = load<u8>(pixel + 2) as f32;
    const luma = (0.299 * red + 0.587 * green + 0.114 * blue + 0.5) as i32;
    const vertical = load<f32>(vignette.across + at) * down + vignette.offset;
    const factor = load<f32>(factors + ((luma as usize) << 2)) * vertical;
    const paper = f32x4(red, green, blue, 0);
    const codes = i32x4.extend_low_i16x8_u(v128.load64_zero(plan.codes + (i << 1)));
    const art = f32x4.mul(f32x4.convert_i32x4_u(codes), f32x4.splat(1.0 / ((16 << CODE_SHIFT) as f32)));
    const mixed = f32x4.add(paper, f32x4.mul(f32x4.splat(cover), f32x4.sub(art, paper)));
    const code = f32x4.add(f32x4.mul(mixed, f32x4.splat(factor)), f32x4.splat(0.5));
    const whole = i32x4.trunc_sat_f32x4_s(code);
    store<u8>(pixel, i32x4.extract_lane(whole, 0) as u8);
    store<u8>(pixel + 1, i32x4.extract_lane(whole, 1) as u8);
    store<u8>(pixel + 2, i32x4.extract_lane(whole, 2) as u8);
    pixel += 3;
  }
}
