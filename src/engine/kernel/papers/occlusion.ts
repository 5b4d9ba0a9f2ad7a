/** Raises each point's horizon to what lies `dx`, `dy` pixels away; beyond the plane lies nothing. */
export function raiseHorizon(
  height: usize,
  width: i32,
  rows: i32,
  dx: i32,
  dy: i32,
  perLength: f32,
  horizon: usize,
): void {
  const slope = f32x4.splat(perLength);
  const shift = (((dy * width + dx) as isize) << 2) as usize;
  const lastRow = min(rows, rows - dy);
  for (let y = max(0, -dy); y < lastRow; y++) {
    const row = y * width;
    let at = ((row + max(0, -dx)) as usize) << 2;
    const end = ((row + min(width, width - dx)) as usize) << 2;
    for (; at + 16 <= end; at += 16) {
      const here = height + at;
      const tangent = f32x4.mul(f32x4.sub(v128.load(here + shift), v128.load(here)), slope);
      v128.store(horizon + at, f32x4.max(v128.load(horizon + at), tangent));
    }
    for (; at < end; at += 4) {
      const here = height + at;
      const tangent = (load<f32>(here + shift) - load<f32>(here)) * perLength;
      store<f32>(horizon + at, max(load<f32>(horizon + at), tangent));
    }
  }
}

/** Adds what a sky of the given share gives past the horizon, by its tangent. */
export function addSky(horizon: usize, count: i32, share: f32, result: usize): void {
  const one = f32x4.splat(1);
  const whole = f32x4.splat(share);
  for (let at: usize = 0, end = (count as usize) << 2; at < end; at += 16) {
    const tangent = v128.load(horizon + at);
    const seen = f32x4.div(whole, f32x4.add(one, f32x4.mul(tangent, tangent)));
    v128.store(result + at, f32x4.add(v128.load(result + at), seen));
  }
}

/** The same of a lamp whose middle stands at a tangent, spread up and down by `breadth`. */
export function addLight(horizon: usize, count: i32, tangent: f32, breadth: f32, share: f32, result: usize): void {
  for (let at: usize = 0, end = (count as usize) << 2; at < end; at += 16) {
    const over = f32x4.div(f32x4.sub(f32x4.splat(tangent), v128.load(horizon + at)), f32x4.splat(breadth));
    const clear = f32x4.max(f32x4.splat(0), f32x4.min(f32x4.splat(1), f32x4.add(f32x4.splat(0.5), over)));
    const smooth = f32x4.mul(f32x4.mul(clear, clear), f32x4.sub(f32x4.splat(3), f32x4.add(clear, clear)));
    v128.store(result + at, f32x4.add(v128.load(result + at), f32x4.mul(f32x4.splat(share), smooth)));
  }
}
