import { GRID_SIDE, type HeightGrid } from './height-grid.js';

/** Triangles over the grid's vertices. */
export interface Mesh {
  /** Vertices in use, as indices into the grid. */
  readonly vertices: Uint32Array;
  /** Three a triangle, counter-clockwise as seen from the front, as indices into `vertices`. */
  readonly triangles: Uint32Array;
}

/** Rounds in which the error that gives the wanted number of triangles is looked for. */
const ROUNDS = 14;
/** Errors below this share of the longer side show nowhere. */
const NEGLIGIBLE = 2e-5;

const LAST = GRID_SIDE - 1;

/**
 * Few triangles where the sheet is flat, many at folds: a right-triangulated irregular network (Evans, Kirkpatrick and
 * Townsend 1997), which has no cracks. Triangles are halved where the surface misses their longest side's middle by more than
 * the least error that `maxTriangles` allow.
 */
export function adaptiveMesh(grid: HeightGrid, maxTriangles: number): Mesh {
  const errors = middleErrors(grid.z);
  let low = NEGLIGIBLE * Math.max(grid.width, grid.height);
  if (count(errors, low) > maxTriangles) {
    let high = errors.reduce((most, error) => Math.max(most, error), low) * 1.01;
    for (let round = 0; round < ROUNDS; round++) {
      const middle = Math.sqrt(low * high);
      if (count(errors, middle) > maxTriangles) low = middle;
      else high = middle;
    }
    low = high;
  }
  return collect(errors, low);
}

type Visit = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number) => void;

/**
 * Greatest error of the middle of each longest side, those of all smaller triangles that depend on it included. From the
 * smallest triangles up, so that halving one never leaves a neighbour with a vertex on its side.
 */
function middleErrors(z: Float32Array): Float32Array {
  const errors = new Float32Array(z.length);
  const divisible = 2 * LAST * LAST - 2;
  for (let i = divisible - 1; i >= 0; i--) {
    const [ax, ay, bx, by] = triangleOf(i + 2);
    const mx = (ax + bx) >> 1;
    const my = (ay + by) >> 1;
    const [cx, cy] = [mx + my - ay, my + ax - mx];
    const middle = my * GRID_SIDE + mx;
    const flat = (z[ay * GRID_SIDE + ax]! + z[by * GRID_SIDE + bx]!) / 2;
    let error = Math.max(errors[middle]!, Math.abs(flat - z[middle]!));
    if (i < divisible - LAST * LAST) {
      const left = ((ay + cy) >> 1) * GRID_SIDE + ((ax + cx) >> 1);
      const right = ((by + cy) >> 1) * GRID_SIDE + ((bx + cx) >> 1);
      error = Math.max(error, errors[left]!, errors[right]!);
    }
    errors[middle] = error;
  }
  return errors;
}

/** Ends of the longest side of a triangle, by its number in the binary tree: 2 and 3 are the halves of the square. */
function triangleOf(number: number): [number, number, number, number] {
  let [ax, ay, bx, by, cx, cy] = number & 1 ? [0, 0, LAST, LAST, LAST, 0] : [LAST, LAST, 0, 0, 0, LAST];
  for (let id = number >> 1; id > 1; id >>= 1) {
    const mx = (ax + bx) >> 1;
    const my = (ay + by) >> 1;
    if (id & 1) [bx, by, ax, ay] = [ax, ay, cx, cy];
    else [ax, ay, bx, by] = [bx, by, cx, cy];
    [cx, cy] = [mx, my];
  }
  return [ax, ay, bx, by];
}

function forEachTriangle(errors: Float32Array, greatest: number, visit: Visit): void {
  const halve: Visit = (ax, ay, bx, by, cx, cy) => {
    const mx = (ax + bx) >> 1;
    const my = (ay + by) >> 1;
    if (Math.abs(ax - cx) + Math.abs(ay - cy) > 1 && errors[my * GRID_SIDE + mx]! > greatest) {
      halve(cx, cy, ax, ay, mx, my);
      halve(bx, by, cx, cy, mx, my);
    } else {
      visit(ax, ay, bx, by, cx, cy);
    }
  };
  halve(0, 0, LAST, LAST, LAST, 0);
  halve(LAST, LAST, 0, 0, 0, LAST);
}

function count(errors: Float32Array, greatest: number): number {
  let triangles = 0;
  forEachTriangle(errors, greatest, () => triangles++);
  return triangles;
}

function collect(errors: Float32Array, greatest: number): Mesh {
  const triangles = new Uint32Array(3 * count(errors, greatest));
  const numbers = new Uint32Array(GRID_SIDE * GRID_SIDE);
  const vertices: number[] = [];
  let next = 0;
  const vertex = (x: number, y: number) => {
    const at = y * GRID_SIDE + x;
    if (numbers[at] === 0) numbers[at] = vertices.push(at);
    triangles[next++] = numbers[at]! - 1;
  };
  forEachTriangle(errors, greatest, (ax, ay, bx, by, cx, cy) => {
    vertex(ax, ay);
    vertex(bx, by);
    vertex(cx, cy);
  });
  return { vertices: Uint32Array.from(vertices), triangles };
}
