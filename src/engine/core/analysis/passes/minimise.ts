/** Value at `point`; writes the gradient there to `gradient`. */
export type Objective<Vector> = (point: Vector, gradient: Vector) => number;

/** Writes an approximation of the inverse Hessian times `gradient` to `direction`; symmetric and positive definite. */
export type Preconditioner<Vector> = (gradient: Vector, direction: Vector) => void;

/** Arithmetic on vectors of one length. */
export interface Vectors<Vector> {
  /** Zeros. */
  create(): Vector;
  dot(a: Vector, b: Vector): number;
  addScaled(target: Vector, source: Vector, factor: number): void;
  /** target = a + factor · b */
  combine(target: Vector, a: Vector, b: Vector, factor: number): void;
}

/**
 * Lowers `objective` from `point`, which is changed in place, within the given number of evaluations. Returns the value
 * reached.
 */
export type Minimiser<Vector> = (
  objective: Objective<Vector>,
  precondition: Preconditioner<Vector>,
  point: Vector,
  evaluations: number,
) => number;

/** Pairs of steps and gradient changes that shape the next direction. */
const MEMORY = 6;
/** Share of the first-order decrease that a step must reach (Armijo 1966). */
const SUFFICIENT = 1e-4;
const SHORTEST_STEP = 1 / 64;

interface Pair<Vector> {
  readonly step: Vector;
  readonly change: Vector;
  curvature: number;
}

/**
 * Preconditioned L-BFGS (Nocedal 1980) with a backtracking line search. Owns its work space, so that minimising
 * allocates nothing.
 */
export function createMinimiser<Vector>(vectors: Vectors<Vector>): Minimiser<Vector> {
  const { create, dot, addScaled, combine } = vectors;
  const direction = create();
  const rest = create();
  const spare = { gradients: [create(), create()] as const, point: create() };
  const room = Array.from({ length: MEMORY }, (): Pair<Vector> => ({ step: create(), change: create(), curvature: 0 }));
  const shares = new Float64Array(MEMORY);

  /** Two-loop recursion: inverse Hessian from the preconditioner and the pairs, latest last, times the gradient. */
  const descent = (gradient: Vector, pairs: readonly Pair<Vector>[], precondition: Preconditioner<Vector>): void => {
    combine(rest, gradient, gradient, 0);
    for (let k = pairs.length - 1; k >= 0; k--) {
      const { step, change, curvature } = pairs[k]!;
      shares[k] = dot(step, rest) / curvature;
      addScaled(rest, change, -shares[k]!);
    }
    precondition(rest, direction);
    for (const [k, { step, change, curvature }] of pairs.entries()) {
      addScaled(direction, step, shares[k]! - dot(change, direction) / curvature);
    }
  };

  return (objective, precondition, point, evaluations) => {
    const pairs: Pair<Vector>[] = [];
    let [gradient, nextGradient] = spare.gradients;
    const next = spare.point;
    let value = objective(point, gradient);
    let remaining = evaluations - 1;
    while (remaining > 0) {
      descent(gradient, pairs, precondition);
      const slope = dot(gradient, direction);
      if (!(slope > 0)) return value;
      let length = 1;
      let nextValue: number;
      for (;;) {
        combine(next, point, direction, -length);
        nextValue = objective(next, nextGradient);
        remaining--;
        if (nextValue <= value - SUFFICIENT * length * slope) break;
        length /= 2;
        if (length < SHORTEST_STEP || remaining <= 0) return value;
      }
      const pair = pairs.length === MEMORY ? pairs.shift()! : room.find((free) => !pairs.includes(free))!;
      combine(pair.step, next, point, -1);
      combine(pair.change, nextGradient, gradient, -1);
      pair.curvature = dot(pair.step, pair.change);
      if (pair.curvature > 0) pairs.push(pair);
      combine(point, next, next, 0);
      [gradient, nextGradient] = [nextGradient, gradient];
      value = nextValue;
    }
    return value;
  };
}
