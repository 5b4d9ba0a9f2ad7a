/** Value at `point`; writes the gradient there to `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Writes an approximation of the inverse Hessian times `gradient` to `direction`; symmetric and positive definite. */
export type Preconditioner = (gradient: Float64Array, direction: Float64Array) => void;

/** Pairs of steps and gradient changes that shape the next direction. */
const MEMORY = 6;
/** Share of the first-order decrease that a step must reach (Armijo 1966). */
const SUFFICIENT = 1e-4;
const SHORTEST_STEP = 1 / 64;

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly curvature: number;
}

/**
 * Lowers `objective` from `point`, which is changed in place, by preconditioned L-BFGS (Nocedal 1980) with a
 * backtracking line search, within the given number of evaluations. Returns the value reached.
 */
export function minimise(
  objective: Objective,
  precondition: Preconditioner,
  point: Float64Array,
  evaluations: number,
): number {
  const size = point.length;
  const pairs: Pair[] = [];
  const direction = new Float64Array(size);
  let gradient = new Float64Array(size);
  let nextGradient = new Float64Array(size);
  let next = new Float64Array(size);
  let value = objective(point, gradient);
  let remaining = evaluations - 1;
  while (remaining > 0) {
    descent(gradient, pairs, precondition, direction);
    const slope = dot(gradient, direction);
    if (!(slope > 0)) return value;
    let length = 1;
    let nextValue: number;
    for (;;) {
      for (let i = 0; i < size; i++) next[i] = point[i]! - length * direction[i]!;
      nextValue = objective(next, nextGradient);
      remaining--;
      if (nextValue <= value - SUFFICIENT * length * slope) break;
      length /= 2;
      if (length < SHORTEST_STEP || remaining <= 0) return value;
    }
    remember(pairs, point, next, gradient, nextGradient);
    point.set(next);
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
  }
  return value;
}

/** Two-loop recursion: inverse Hessian from the preconditioner and the pairs, times the gradient. */
function descent(
  gradient: Float64Array,
  pairs: readonly Pair[],
  precondition: Preconditioner,
  direction: Float64Array,
): void {
  const rest = gradient.slice();
  const shares: number[] = [];
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, curvature } = pairs[k]!;
    const share = dot(step, rest) / curvature;
    shares[k] = share;
    add(rest, change, -share);
  }
  precondition(rest, direction);
  for (let k = 0; k < pairs.length; k++) {
    const { step, change, curvature } = pairs[k]!;
    add(direction, step, shares[k]! - dot(change, direction) / curvature);
  }
}

function remember(
  pairs: Pair[],
  point: Float64Array,
  next: Float64Array,
  gradient: Float64Array,
  nextGradient: Float64Array,
): void {
  const step = next.slice();
  const change = nextGradient.slice();
  add(step, point, -1);
  add(change, gradient, -1);
  const curvature = dot(step, change);
  if (!(curvature > 0)) return;
  pairs.push({ step, change, curvature });
  if (pairs.length > MEMORY) pairs.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function add(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}
