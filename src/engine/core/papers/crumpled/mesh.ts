const { max, min } = Math;

/** Triangles over points of the plane: three vertex indices each, all turning the same way. */
export type Triangles = Int32Array;

/** A triangulated sheet of paper, bent but hardly stretched. */
export interface SheetMesh {
  /** Where each vertex lies in the flat paper: x, y. */
  readonly flat: Float64Array;
  /** Where each vertex is now: x, y in the frame's coordinates, z towards the viewer, all in sheet units. */
  readonly position: Float64Array;
  readonly triangles: Triangles;
  readonly edges: EdgeList;
  /** How strongly the paper resists bending along each edge: 0 a hinge, 1 stiff. */
  readonly stiffness: Float64Array;
}

/** Each edge once. */
export interface EdgeList {
  readonly count: number;
  /** Two vertices an edge, the lower index first. */
  readonly ends: Int32Array;
  /** The vertices across the edge in its two triangles; -1 where the sheet ends. */
  readonly opposite: Int32Array;
}

/** Edges of a triangulation, in order of first appearance. */
export function edgesOf(triangles: Triangles, vertexCount: number): EdgeList {
  const known = new Map<number, number>();
  const ends: number[] = [];
  const opposite: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    for (let corner = 0; corner < 3; corner++) {
      const a = triangles[t + corner]!;
      const b = triangles[t + ((corner + 1) % 3)]!;
      const across = triangles[t + ((corner + 2) % 3)]!;
      const key = min(a, b) * vertexCount + max(a, b);
      const edge = known.get(key);
      if (edge === undefined) {
        known.set(key, known.size);
        ends.push(min(a, b), max(a, b));
        opposite.push(across, -1);
      } else {
        opposite[2 * edge + 1] = across;
      }
    }
  }
  return { count: known.size, ends: Int32Array.from(ends), opposite: Int32Array.from(opposite) };
}
