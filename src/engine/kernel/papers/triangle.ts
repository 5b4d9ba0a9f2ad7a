/** The triangle at hand and the row of it, in pixels of a strip; see {@link enter} and {@link cross}. */
export let x0: f64 = 0;
export let y0: f64 = 0;
let x1: f64 = 0;
let y1: f64 = 0;
/** Steps along x from row to row of the edge from top to bottom, and of the two on its other side. */
let long: f64 = 0;
let upper: f64 = 0;
let lower: f64 = 0;
/** A value that is linear over the triangle changes along x and y by these shares of its differences to the top corner. */
export let x1Share: f64 = 0;
export let x2Share: f64 = 0;
export let y1Share: f64 = 0;
export let y2Share: f64 = 0;
export let firstRow: i32 = 0;
export let endRow: i32 = 0;
/** Columns of the row that the triangle covers. */
export let first: i32 = 0;
export let end: i32 = 0;

/** Bytes of a triangle's corners, x, y, z of each in order of y, and of their slopes. */
export const CORNERS: usize = 36;
export const SLOPES: usize = 24;

/**
 * Makes a triangle the one at hand; false where it lies outside.
 * @param above the strip's first row, in pixels of the picture
 */
export function enter(corner: usize, scale: f64, width: i32, rows: i32, above: i32): bool {
  const offset = (above as f64) + 0.5;
  y0 = (load<f32>(corner, 4) as f64) * scale - offset;
  const y2 = (load<f32>(corner, 28) as f64) * scale - offset;
  if (y2 < 0 || y0 >= (rows as f64)) return false;
  x0 = (load<f32>(corner, 0) as f64) * scale - 0.5;
  x1 = (load<f32>(corner, 12) as f64) * scale - 0.5;
  const x2 = (load<f32>(corner, 24) as f64) * scale - 0.5;
  if (max(x0, max(x1, x2)) < 0 || min(x0, min(x1, x2)) >= (width as f64)) return false;
  y1 = (load<f32>(corner, 16) as f64) * scale - offset;
  const determinant = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
  if (abs(determinant) < 1e-9) return false;
  const area = 1 / determinant;
  x1Share = (y2 - y0) * area;
  x2Share = (y0 - y1) * area;
  y1Share = (x0 - x2) * area;
  y2Share = (x1 - x0) * area;
  long = (x2 - x0) / (y2 - y0);
  upper = (x1 - x0) / (y1 - y0);
  lower = (x2 - x1) / (y2 - y1);
  firstRow = max(0, Math.ceil(y0) as i32);
  endRow = min(rows, Math.ceil(y2) as i32);
  return true;
}

/** Finds the columns of a row that the triangle at hand covers; false where there are none. */
export function cross(row: i32, width: i32): bool {
  const y = row as f64;
  const one = x0 + long * (y - y0);
  const other = y < y1 ? x0 + upper * (y - y0) : x1 + lower * (y - y1);
  first = max(0, Math.ceil(min(one, other)) as i32);
  end = min(width, Math.ceil(max(one, other)) as i32);
  return first < end;
}
