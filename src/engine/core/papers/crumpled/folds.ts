import type { SheetMesh } from './mesh.js';
import { hingesOf } from './relax.js';

const { hypot, sign } = Math;

/** An edge over which a sheet is folded. */
export interface Fold {
  readonly edge: number;
  /** The vertices between which it runs. */
  readonly ends: readonly [number, number];
  /** By which the paper is turned there, radians: positive towards the viewer, a ridge, negative away from them, a valley. */
  readonly angle: number;
}

/** All inner edges of a sheet. */
export function foldsOf(mesh: SheetMesh): readonly Fold[] {
  const { edges, vertices, weights } = hingesOf(mesh);
  return Array.from(edges, (edge, hinge) => {
    const bend = [0, 0, 0];
    for (let k = 4 * hinge; k < 4 * hinge + 4; k++) {
      for (let axis = 0; axis < 3; axis++) bend[axis]! += weights[k]! * mesh.position[3 * vertices[k]! + axis]!;
    }
    const [x, y, z] = bend as [number, number, number];
    return {
      edge,
      ends: [mesh.edges.ends[2 * edge]!, mesh.edges.ends[2 * edge + 1]!],
      angle: sign(z) * hypot(x, y, z),
    };
  });
}
