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
  /** Of each corner of a triangle: the edge from it to the next. */
  readonly ofCorner: Int32Array;
}

/** Edges of a triangulation, in order of first appearance. */
export function edgesOf(triangles: Triangles, vertexCount: number): EdgeList {
  const ends = new Int32Array(2 * triangles.length);
  const opposite = new Int32Array(2 * triangles.length);
  const ofCorner = new Int32Array(triangles.length);
  // The edges at each lower vertex, as a list of links.
  const latest = new Int32Array(vertexCount).fill(-1);
  const before = new Int32Array(triangles.length);
  let count = 0;
  for (let corner = 0; corner < triangles.length; corner++) {
    const first = corner - (corner % 3);
    const a = triangles[corner]!;
    const b = triangles[first + ((corner + 1) % 3)]!;
    const across = triangles[first + ((corner + 2) % 3)]!;
    const lower = min(a, b);
    const upper = max(a, b);
    let edge = latest[lower]!;
    while (edge !== -1 && ends[2 * edge + 1] !== upper) edge = before[edge]!;
    if (edge === -1) {
      edge = count++;
      before[edge] = latest[lower]!;
      latest[lower] = edge;
      ends[2 * edge] = lower;
      ends[2 * edge + 1] = upper;
      opposite[2 * edge] = across;
      opposite[2 * edge + 1] = -1;
    } else {
      opposite[2 * edge + 1] = across;
    }
    ofCorner[corner] = edge;
  }
  return { count, ends: ends.slice(0, 2 * count), opposite: opposite.slice(0, 2 * count), ofCorner };
}
