import type { Random } from '../../random.js';
import { triangulate } from './delaunay.js';
import type { Frame } from '../frame.js';
import { type Fold, foldsOf } from './folds.js';
import { alignWithFolds } from './flips.js';
import { edgesOf, type SheetMesh } from './mesh.js';
import { refine } from './refine.js';
import { relax, runRounds } from './relax.js';
import { scatterPoints } from './scatter.js';

export interface SheetOptions {
  /** Usual distance between the points where creases meet, sheet units. */
  readonly spacing: number;
  /** Unevenness of that distance; see ScatterOptions. */
  readonly variation: number;
  /** Length of the paper over that of the frame it is squeezed into, above 1. */
  readonly excess: number;
  /** How often each facet is split into four so that it can bend. */
  readonly refinements: number;
  /** Rounds of relaxation before the first split and after each. */
  readonly rounds: readonly number[];
  /** Share of the height lost a round in the first relaxation; see relax. */
  readonly confinement: number;
  /** How far creases stray from the straight; see refine. */
  readonly jitter: number;
  readonly facetStiffness: number;
  /** Least and greatest stiffness of ridges, folds towards the viewer. */
  readonly ridgeStiffness: readonly [number, number];
  /** Least and greatest stiffness of valleys: rounder than ridges where the paper was opened again. */
  readonly valleyStiffness: readonly [number, number];
}

export interface Sheet {
  readonly mesh: SheetMesh;
  /** Between the coarse facets, as they were before these bent. Their ends are vertices of the mesh. */
  readonly folds: readonly Fold[];
}

/** Share of the sideways shift that vertices keep: with all of it, steep folds lie over one another and hide half their width. */
const SHIFT_KEPT = 0.6;
/**
 * Triangles that keep less of their area than this, seen from above, stand too steep or lie on their backs; their vertices keep
 * this share of the shift in each of so many rounds.
 */
const LEAST_AREA = 0.3;
const LAID_KEPT = 0.7;
const LAID_ROUNDS = 24;

/** How much farther than the frame the paper reaches, in spacings: the border is held flat and must not be seen. */
const MARGIN_SPACINGS = 2.2;

/**
 * Crumples a sheet of paper: random creases, then a squeeze. First the coarse facets fold like an origami of rigid
 * triangles; then they are split and bend, so that the creases spread out between the sharp points where they meet
 * (developable cones; Witten 2007, "Stress focusing in elastic sheets").
 */
export function createSheet(random: Random, frame: Frame, options: SheetOptions, run = runRounds): Sheet {
  const { spacing, variation, excess, rounds } = options;
  const { points, distances, ringCount } = scatterPoints(random, frame, {
    spacing,
    variation,
    margin: MARGIN_SPACINGS * spacing,
  });
  const triangles = withoutSlivers(triangulate(points), ringCount);
  const depth = Math.sqrt(2 * (excess - 1)) * 0.5;
  const position = new Float64Array(3 * distances.length);
  for (let vertex = 0; vertex < distances.length; vertex++) {
    position[3 * vertex] = points[2 * vertex]!;
    position[3 * vertex + 1] = points[2 * vertex + 1]!;
    position[3 * vertex + 2] = random.normal() * distances[vertex]! * depth;
  }
  alignWithFolds(triangles, position);
  const edges = edgesOf(triangles, distances.length);
  let mesh: SheetMesh = { flat: points, position, triangles, edges, stiffness: new Float64Array(edges.count) };
  relax(mesh, excess, rounds[0]!, options.confinement, run);
  const folds = foldsOf(mesh);
  mesh = { ...mesh, stiffness: creaseStiffness(random, folds, edges.count, options) };
  for (let level = 1; level <= options.refinements; level++) {
    mesh = refine(random, mesh, options.facetStiffness, options.jitter);
    relax(mesh, excess, rounds[level]!, options.confinement / 4 ** level, run);
  }
  limitShift(mesh);
  layDown(mesh);
  return { mesh, folds };
}

function creaseStiffness(
  random: Random,
  folds: readonly Fold[],
  edgeCount: number,
  { ridgeStiffness, valleyStiffness }: SheetOptions,
): Float64Array {
  const stiffness = new Float64Array(edgeCount);
  for (const { edge, angle } of folds) {
    const [least, greatest] = angle > 0 ? ridgeStiffness : valleyStiffness;
    stiffness[edge] = least + (greatest - least) * random.uniform();
  }
  return stiffness;
}

/** Drops the triangles between three points of the outer ring: they have hardly any area. */
function withoutSlivers(triangles: Int32Array, ringCount: number): Int32Array {
  const kept = new Int32Array(triangles.length);
  let count = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
    if (a < ringCount && b < ringCount && c < ringCount) continue;
    kept[count++] = a;
    kept[count++] = b;
    kept[count++] = c;
  }
  return kept.slice(0, count);
}

function limitShift({ flat, position }: SheetMesh): void {
  for (let vertex = 0; vertex < flat.length / 2; vertex++) shift(flat, position, vertex, SHIFT_KEPT);
}

/** Leaves a vertex only a share of its shift from where it lies in the flat paper. */
function shift(flat: Float64Array, position: Float64Array, vertex: number, share: number): void {
  for (let axis = 0; axis < 2; axis++) {
    const rest = flat[2 * vertex + axis]!;
    position[3 * vertex + axis] = rest + share * (position[3 * vertex + axis]! - rest);
  }
}

/** Lays the few steepest triangles and those on their backs flatter, so that the sheet has one height everywhere. */
function layDown(sheet: SheetMesh): void {
  for (let round = 0; round < LAID_ROUNDS; round++) {
    const steep = steepVertices(sheet);
    if (steep.size === 0) return;
    for (const vertex of steep) shift(sheet.flat, sheet.position, vertex, LAID_KEPT);
  }
}

function steepVertices({ flat, position, triangles }: SheetMesh): ReadonlySet<number> {
  const steep = new Set<number>();
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]!;
    const b = triangles[t + 1]!;
    const c = triangles[t + 2]!;
    if (twiceArea(position, 3, a, b, c) >= LEAST_AREA * twiceArea(flat, 2, a, b, c)) continue;
    steep.add(a).add(b).add(c);
  }
  return steep;
}

/** Twice the area of a triangle seen from above; negative where it lies on its back. @param stride values a vertex */
function twiceArea(values: Float64Array, stride: number, a: number, b: number, c: number): number {
  const x = values[stride * a]!;
  const y = values[stride * a + 1]!;
  const ux = values[stride * b]! - x;
  const uy = values[stride * b + 1]! - y;
  return ux * (values[stride * c + 1]! - y) - (values[stride * c]! - x) * uy;
}
