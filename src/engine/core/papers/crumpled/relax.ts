import type { SheetMesh } from './mesh.js';

const { abs, hypot, sqrt } = Math;

/**
 * Lets the sheet find its shape, in place: edges regain the length they have in the flat paper (times `excess`), hinges
 * straighten as far as their stiffness allows. Position-based dynamics (Müller et al. 2007) with the isometric bending
 * vector of a hinge (Bergou et al. 2006). Vertices on the outer border keep x and y, so that the paper stays squeezed.
 * @param excess length of the paper over that of the frame, a little above 1.
 * @param confinement share of its height that each vertex loses a round: keeps the sheet from bulging as a whole.
 */
export function relax(
  mesh: SheetMesh,
  excess: number,
  rounds: number,
  confinement: number,
  run: RunRounds = runRounds,
): void {
  const { position, edges } = mesh;
  const border = borderOf(mesh);
  const held = new Float64Array(2 * border.length);
  for (let i = 0; i < border.length; i++) {
    held[2 * i] = position[3 * border[i]!]!;
    held[2 * i + 1] = position[3 * border[i]! + 1]!;
  }
  const [lengths, hinges] = [springsOf(mesh, excess), hingesOf(mesh)];
  run({ position, ends: edges.ends, lengths, hinges, border: Int32Array.from(border), held, confinement }, rounds);
}

/** A sheet about to be relaxed. */
export interface Relaxation {
  readonly position: Float64Array;
  /** Two vertices an edge, and the length it ought to have. */
  readonly ends: Int32Array;
  readonly lengths: Float64Array;
  readonly hinges: Hinges;
  /** Vertices that keep x and y, and these. */
  readonly border: Int32Array;
  readonly held: Float64Array;
  readonly confinement: number;
}

/** Changes the positions, in place. */
export type RunRounds = (relaxation: Relaxation, rounds: number) => void;

export const runRounds: RunRounds = ({ position, ends, lengths, hinges, border, held, confinement }, rounds) => {
  for (let round = 0; round < rounds; round++) {
    restoreLengths(position, ends, lengths);
    straightenHinges(position, hinges);
    for (let z = 2; z < position.length; z += 3) position[z] = position[z]! * (1 - confinement);
    for (let i = 0; i < border.length; i++) {
      position[3 * border[i]!] = held[2 * i]!;
      position[3 * border[i]! + 1] = held[2 * i + 1]!;
    }
  }
};

function borderOf({ edges }: SheetMesh): readonly number[] {
  const border = new Set<number>();
  for (let edge = 0; edge < edges.count; edge++) {
    if (edges.opposite[2 * edge + 1] !== -1) continue;
    border.add(edges.ends[2 * edge]!);
    border.add(edges.ends[2 * edge + 1]!);
  }
  return [...border];
}

function springsOf({ flat, edges }: SheetMesh, excess: number): Float64Array {
  const lengths = new Float64Array(edges.count);
  for (let edge = 0; edge < edges.count; edge++) {
    const a = 2 * edges.ends[2 * edge]!;
    const b = 2 * edges.ends[2 * edge + 1]!;
    lengths[edge] = excess * hypot(flat[a]! - flat[b]!, flat[a + 1]! - flat[b + 1]!);
  }
  return lengths;
}

function restoreLengths(position: Float64Array, ends: Int32Array, lengths: Float64Array): void {
  for (let edge = 0; edge < lengths.length; edge++) {
    const a = 3 * ends[2 * edge]!;
    const b = 3 * ends[2 * edge + 1]!;
    const dx = position[a]! - position[b]!;
    const dy = position[a + 1]! - position[b + 1]!;
    const dz = position[a + 2]! - position[b + 2]!;
    const length = sqrt(dx * dx + dy * dy + dz * dz) + 1e-12;
    const share = (0.5 * (length - lengths[edge]!)) / length;
    position[a] = position[a]! - share * dx;
    position[a + 1] = position[a + 1]! - share * dy;
    position[a + 2] = position[a + 2]! - share * dz;
    position[b] = position[b]! + share * dx;
    position[b + 1] = position[b + 1]! + share * dy;
    position[b + 2] = position[b + 2]! + share * dz;
  }
}

/** Inner edges with their four vertices, the weights of these in the bending vector, and the step that straightens the hinge. */
export interface Hinges {
  readonly edges: Int32Array;
  readonly vertices: Int32Array;
  readonly weights: Float64Array;
  readonly steps: Float64Array;
}

/** The weights are the cotangents of the flat paper, scaled so that the bending vector's length is the angle of the fold. */
export function hingesOf({ flat, edges, stiffness }: SheetMesh): Hinges {
  const inner = new Int32Array(edges.count);
  const vertices = new Int32Array(4 * edges.count);
  const weights = new Float64Array(4 * edges.count);
  const steps = new Float64Array(edges.count);
  let count = 0;
  for (let edge = 0; edge < edges.count; edge++) {
    const d = edges.opposite[2 * edge + 1]!;
    if (d === -1) continue;
    const a = edges.ends[2 * edge]!;
    const b = edges.ends[2 * edge + 1]!;
    const c = edges.opposite[2 * edge]!;
    const length = hypot(flat[2 * a]! - flat[2 * b]!, flat[2 * a + 1]! - flat[2 * b + 1]!);
    const cotangentAc = cotangent(flat, a, b, c) / length;
    const cotangentAd = cotangent(flat, a, b, d) / length;
    const cotangentBc = cotangent(flat, b, a, c) / length;
    const cotangentBd = cotangent(flat, b, a, d) / length;
    const ofA = cotangentBc + cotangentBd;
    const ofB = cotangentAc + cotangentAd;
    const ofC = -cotangentAc - cotangentBc;
    const ofD = -cotangentAd - cotangentBd;
    inner[count] = edge;
    vertices[4 * count] = a;
    vertices[4 * count + 1] = b;
    vertices[4 * count + 2] = c;
    vertices[4 * count + 3] = d;
    weights[4 * count] = ofA;
    weights[4 * count + 1] = ofB;
    weights[4 * count + 2] = ofC;
    weights[4 * count + 3] = ofD;
    steps[count++] = stiffness[edge]! / (ofA * ofA + ofB * ofB + ofC * ofC + ofD * ofD);
  }
  return {
    edges: inner.subarray(0, count),
    vertices: vertices.subarray(0, 4 * count),
    weights: weights.subarray(0, 4 * count),
    steps: steps.subarray(0, count),
  };
}

/** Cotangent of the angle at `apex` between the directions to `b` and `c`. */
function cotangent(flat: Float64Array, apex: number, b: number, c: number): number {
  const bx = flat[2 * b]! - flat[2 * apex]!;
  const by = flat[2 * b + 1]! - flat[2 * apex + 1]!;
  const cx = flat[2 * c]! - flat[2 * apex]!;
  const cy = flat[2 * c + 1]! - flat[2 * apex + 1]!;
  return (bx * cx + by * cy) / abs(bx * cy - by * cx);
}

function straightenHinges(position: Float64Array, { vertices, weights, steps }: Hinges): void {
  for (let hinge = 0, at = 0; hinge < steps.length; hinge++, at += 4) {
    const step = steps[hinge]!;
    if (step === 0) continue;
    const a = 3 * vertices[at]!;
    const b = 3 * vertices[at + 1]!;
    const c = 3 * vertices[at + 2]!;
    const d = 3 * vertices[at + 3]!;
    const ofA = weights[at]!;
    const ofB = weights[at + 1]!;
    const ofC = weights[at + 2]!;
    const ofD = weights[at + 3]!;
    const shareA = step * ofA;
    const shareB = step * ofB;
    const shareC = step * ofC;
    const shareD = step * ofD;
    for (let axis = 0; axis < 3; axis++) {
      const atA = position[a + axis]!;
      const atB = position[b + axis]!;
      const atC = position[c + axis]!;
      const atD = position[d + axis]!;
      const bend = ofA * atA + ofB * atB + ofC * atC + ofD * atD;
      position[a + axis] = atA - shareA * bend;
      position[b + axis] = atB - shareB * bend;
      position[c + axis] = atC - shareC * bend;
      position[d + axis] = atD - shareD * bend;
    }
  }
}
