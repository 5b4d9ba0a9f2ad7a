import {
  CORNERS,
  cross,
  end,
  endRow,
  enter,
  first,
  firstRow,
  SLOPES,
  x0,
  x1Share,
  x2Share,
  y0,
  y1Share,
  y2Share,
} from './triangle';

/** Draws height and slopes where no part of the surface that is there already lies nearer the viewer. */
export function drawNearest(
  corners: usize,
  slopes: usize,
  from: i32,
  to: i32,
  scale: f64,
  width: i32,
  rows: i32,
  top: i32,
  z: usize,
  p: usize,
  q: usize,
): void {
  const bytes = ((width * rows) as usize) << 2;
  for (let at: usize = 0; at < bytes; at += 16) v128.store(z + at, f32x4.splat(-Infinity));
  for (let t = from; t < to; t++) {
    const corner = corners + (t as usize) * CORNERS;
    if (!enter(corner, scale, width, rows, top)) continue;
    const slope = slopes + (t as usize) * SLOPES;
    const z0 = load<f32>(corner, 8) as f64;
    const p0 = load<f32>(slope, 0) as f64;
    const q0 = load<f32>(slope, 4) as f64;
    const z1 = (load<f32>(corner, 20) as f64) - z0;
    const z2 = (load<f32>(corner, 32) as f64) - z0;
    const p1 = (load<f32>(slope, 8) as f64) - p0;
    const p2 = (load<f32>(slope, 16) as f64) - p0;
    const q1 = (load<f32>(slope, 12) as f64) - q0;
    const q2 = (load<f32>(slope, 20) as f64) - q0;
    const zStep = z1 * x1Share + z2 * x2Share;
    const pStep = p1 * x1Share + p2 * x2Share;
    const qStep = q1 * x1Share + q2 * x2Share;
    const zDown = z1 * y1Share + z2 * y2Share;
    const pDown = p1 * y1Share + p2 * y2Share;
    const qDown = q1 * y1Share + q2 * y2Share;
    for (let row = firstRow, last = endRow; row < last; row++) {
      if (!cross(row, width)) continue;
      const right = (first as f64) - x0;
      const down = (row as f64) - y0;
      const at = ((row * width + first) as usize) << 2;
      drawRun(
        z + at,
        p + at,
        q + at,
        end - first,
        (z0 + zStep * right + zDown * down) as f32,
        (p0 + pStep * right + pDown * down) as f32,
        (q0 + qStep * right + qDown * down) as f32,
        zStep as f32,
        pStep as f32,
        qStep as f32,
      );
    }
  }
}

function drawRun(
  planeZ: usize,
  planeP: usize,
  planeQ: usize,
  length: i32,
  z: f32,
  p: f32,
  q: f32,
  zStep: f32,
  pStep: f32,
  qStep: f32,
): void {
  const count = f32x4.splat(length as f32);
  let k = f32x4(0, 1, 2, 3);
  for (let at: usize = 0, bytes = (length as usize) << 2; at < bytes; at += 16) {
    const height = f32x4.add(f32x4.splat(z), f32x4.mul(f32x4.splat(zStep), k));
    const there = v128.load(planeZ + at);
    const nearer = v128.and(f32x4.gt(height, there), f32x4.lt(k, count));
    v128.store(planeZ + at, v128.bitselect(height, there, nearer));
    const slopeX = f32x4.add(f32x4.splat(p), f32x4.mul(f32x4.splat(pStep), k));
    v128.store(planeP + at, v128.bitselect(slopeX, v128.load(planeP + at), nearer));
    const slopeY = f32x4.add(f32x4.splat(q), f32x4.mul(f32x4.splat(qStep), k));
    v128.store(planeQ + at, v128.bitselect(slopeY, v128.load(planeQ + at), nearer));
    k = f32x4.add(k, f32x4.splat(4));
  }
}
