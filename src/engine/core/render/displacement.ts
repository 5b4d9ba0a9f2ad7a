import { createPlane, type Plane, type Point } from '../raster.js';

/** Where, on the flat sheet, a point that lies one unit higher is seen: towards the viewer, below and to the right. Unit length. */
export const DISPLACEMENT_DIRECTION: Point = { x: 0.5, y: Math.sqrt(0.75) };

/** Greatest displacement of a point one deviation high, in pixels of a picture whose longer side is 1024. */
export const FULL_FOLD = 10;

/** Least singular value of the mapping's Jacobian; its determinant is then at least as great. */
export const LEAST_SCALING = 0.3;
/** Allowance for slopes between the points where they are measured, in shares of the slope. */
const ALLOWANCE = 0.22;
const WEIGHT = LEAST_SCALING + ALLOWANCE;

/**
 * The height that art follows: paper is too stiff to follow single samples, so they are smoothed by the binomial 1-4-6-4-1.
 * That also bounds how much slopes can change between samples.
 */
export function stiffened(plane: Plane): Plane {
  const { width, height } = plane;
  const smooth = createPlane(width, height);
  const columns = new Float32Array(width + 4);
  for (let y = 0; y < height; y++) stiffenRow(plane, y, columns, smooth.data);
  return smooth;
}

/** @param columns room for a row and two more on either side */
function stiffenRow({ width, height, data }: Plane, y: number, columns: Float32Array, target: Float32Array): void {
  const row = (offset: number) => Math.min(height - 1, Math.max(0, y + offset)) * width;
  const [a, b, c, d, e] = [row(-2), row(-1), row(0), row(1), row(2)];
  for (let x = 0; x < width; x++) {
    columns[x + 2] = data[a + x]! + data[e + x]! + 4 * (data[b + x]! + data[d + x]!) + 6 * data[c + x]!;
  }
  columns.fill(columns[2]!, 0, 2);
  columns.fill(columns[width + 1]!, width + 2);
  for (let x = 0, i = y * width; x < width; x++, i++) {
    const outer = columns[x]! + columns[x + 4]!;
    target[i] = (outer + 4 * (columns[x + 1]! + columns[x + 3]!) + 6 * columns[x + 2]!) / 256;
  }
}

/**
 * Greatest displacement, in grid steps of the plane per unit of height, with which the art folds over nowhere.
 *
 * Displacement by a·h along d has the Jacobian I + a·d·∇hᵀ, whose least singular value is s or more where
 * 1/a ≥ (s·|∇h| − d·∇h) / (1 − s²). The height is the cubic B-spline surface over the plane; slopes are taken at its grid
 * points and at the middles between them.
 *
 * @param height as {@link stiffened} gives it
 */
export function greatestAmplitude(height: Plane): number {
  let need = 0;
  forEachSplineRow(height, (values, slopes) => {
    need = steepestNeed(values, slopes, need);
  });
  return need > 0 ? (1 - LEAST_SCALING ** 2) / need : Infinity;
}

/** The least of (1 − s²) ÷ amplitude with which a slope does not fold over, where an allowance is made for what lies beside it. */
export function amplitudeNeed(across: number, down: number): number {
  const { x, y } = DISPLACEMENT_DIRECTION;
  return WEIGHT * Math.sqrt(across * across + down * down) - x * across - y * down;
}

/**
 * The same where a mesh displaces besides, and leaves no less than `leastScaling` of any length. With its Jacobian A the whole
 * has the determinant det A · (1 + a·∇hᵀA⁻¹d), and |A⁻¹d| is 1 / leastScaling at most.
 */
export function amplitudeOnMesh(height: Plane, leastScaling: number): number {
  const steepest = steepestSlope(height);
  return steepest > 0 ? ((1 - LEAST_SCALING) * leastScaling) / steepest : Infinity;
}

/** An upper bound of the spline's slope: it is a mean of the differences between neighbours. */
function steepestSlope({ width, height, data }: Plane): number {
  let [across, down] = [0, 0];
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (x > 0) across = Math.max(across, Math.abs(data[i]! - data[i - 1]!));
      if (y > 0) down = Math.max(down, Math.abs(data[i]! - data[i - width]!));
    }
  }
  return Math.hypot(across, down);
}

/**
 * Visits the spline's values and vertical slopes along every grid row and every middle between two, from half a row above the
 * first; horizontally they are still coefficients, one repeated at either end.
 */
function forEachSplineRow(plane: Plane, visit: (values: Float32Array, slopes: Float32Array) => void): void {
  const values = new Float32Array(plane.width + 2);
  const slopes = new Float32Array(plane.width + 2);
  for (let y = -1; y < plane.height; y++) {
    for (const write of [splineRow, splineRowBetween]) {
      write(plane, y, values, slopes);
      for (const row of [values, slopes]) {
        row[0] = row[1]!;
        row[plane.width + 1] = row[plane.width]!;
      }
      visit(values, slopes);
    }
  }
}

function splineRow({ width, height, data }: Plane, y: number, values: Float32Array, slopes: Float32Array): void {
  const above = rowBefore(y - 1, width, height);
  const here = rowBefore(y, width, height);
  const below = rowBefore(y + 1, width, height);
  for (let x = 1; x <= width; x++) {
    values[x] = (data[above + x]! + 4 * data[here + x]! + data[below + x]!) / 6;
    slopes[x] = (data[below + x]! - data[above + x]!) / 2;
  }
}

/** The middle between a row and the next. */
function splineRowBetween({ width, height, data }: Plane, y: number, values: Float32Array, slopes: Float32Array): void {
  const above = rowBefore(y - 1, width, height);
  const here = rowBefore(y, width, height);
  const below = rowBefore(y + 1, width, height);
  const further = rowBefore(y + 2, width, height);
  for (let x = 1; x <= width; x++) {
    const outer = data[further + x]! + data[above + x]!;
    values[x] = (outer + 23 * (data[here + x]! + data[below + x]!)) / 48;
    slopes[x] = (data[further + x]! - data[above + x]! + 5 * (data[below + x]! - data[here + x]!)) / 8;
  }
}

/** The place before a row's first value; of the nearest row where there is none. */
const rowBefore = (y: number, width: number, height: number) => Math.min(height - 1, Math.max(0, y)) * width - 1;

/** The greatest of `need` and {@link amplitudeNeed} along one row. */
function steepestNeed(values: Float32Array, slopes: Float32Array, need: number): number {
  const last = values.length - 1;
  let greatest = need;
  for (let x = 0; x < last; x++) {
    const left = Math.max(0, x - 1);
    const right = Math.min(last, x + 1);
    const further = Math.min(last, x + 2);
    greatest = greaterNeed(
      greatest,
      (values[right]! - values[left]!) / 2,
      (slopes[left]! + 4 * slopes[x]! + slopes[right]!) / 6,
    );
    greatest = greaterNeed(
      greatest,
      (values[further]! - values[left]! + 5 * (values[right]! - values[x]!)) / 8,
      (slopes[left]! + slopes[further]! + 23 * (slopes[x]! + slopes[right]!)) / 48,
    );
  }
  return greatest;
}

function greaterNeed(need: number, across: number, down: number): number {
  const along = need + DISPLACEMENT_DIRECTION.x * across + DISPLACEMENT_DIRECTION.y * down;
  // Roots are taken where they are greater alone.
  if (along >= 0 && WEIGHT * WEIGHT * (across * across + down * down) <= along * along) return need;
  return amplitudeNeed(across, down);
}

/** Least and greatest of some values; a B-spline surface over them stays between. */
export function rangeOf(values: Float32Array): { least: number; greatest: number } {
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < least) least = values[i]!;
    if (values[i]! > greatest) greatest = values[i]!;
  }
  return { least, greatest };
}
