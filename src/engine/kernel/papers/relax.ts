/** Bytes of a vertex: x, y, z as doubles. */
const VERTEX: usize = 24;

/**
 * Rounds of relaxation: edges regain their lengths, hinges straighten by their steps, heights keep the share `kept`, the border
 * keeps x and y.
 */
export function relax(
  position: usize,
  vertexCount: i32,
  ends: usize,
  lengths: usize,
  edgeCount: i32,
  hinges: usize,
  weights: usize,
  steps: usize,
  hingeCount: i32,
  border: usize,
  held: usize,
  borderCount: i32,
  kept: f64,
  rounds: i32,
): void {
  for (let round = 0; round < rounds; round++) {
    restoreLengths(position, ends, lengths, edgeCount);
    straightenHinges(position, hinges, weights, steps, hingeCount);
    for (let at = position, end = position + (vertexCount as usize) * VERTEX; at < end; at += VERTEX)
      store<f64>(at, load<f64>(at, 16) * kept, 16);
    for (let i = 0; i < borderCount; i++) {
      const vertex = position + (load<u32>(border + ((i as usize) << 2)) as usize) * VERTEX;
      v128.store(vertex, v128.load(held + ((i as usize) << 4)));
    }
  }
}

function restoreLengths(position: usize, ends: usize, lengths: usize, count: i32): void {
  for (let edge: usize = 0; edge < (count as usize); edge++) {
    const pair = ends + (edge << 3);
    const a = position + (load<u32>(pair) as usize) * VERTEX;
    const b = position + (load<u32>(pair, 4) as usize) * VERTEX;
    const placeA = v128.load(a);
    const placeB = v128.load(b);
    const zA = load<f64>(a, 16);
    const zB = load<f64>(b, 16);
    const between = f64x2.sub(placeA, placeB);
    const dz = zA - zB;
    const squared = f64x2.mul(between, between);
    const length = sqrt<f64>(f64x2.extract_lane(squared, 0) + f64x2.extract_lane(squared, 1) + dz * dz) + 1e-12;
    const share = (0.5 * (length - load<f64>(lengths + (edge << 3)))) / length;
    const moved = f64x2.mul(f64x2.splat(share), between);
    v128.store(a, f64x2.sub(placeA, moved));
    store<f64>(a, zA - share * dz, 16);
    v128.store(b, f64x2.add(placeB, moved));
    store<f64>(b, zB + share * dz, 16);
  }
}

function straightenHinges(position: usize, hinges: usize, weights: usize, steps: usize, count: i32): void {
  for (let hinge: usize = 0; hinge < (count as usize); hinge++) {
    const step = load<f64>(steps + (hinge << 3));
    if (step === 0) continue;
    const vertices = hinges + (hinge << 4);
    const a = position + (load<u32>(vertices) as usize) * VERTEX;
    const b = position + (load<u32>(vertices, 4) as usize) * VERTEX;
    const c = position + (load<u32>(vertices, 8) as usize) * VERTEX;
    const d = position + (load<u32>(vertices, 12) as usize) * VERTEX;
    const weight = weights + (hinge << 5);
    const ofA = load<f64>(weight);
    const ofB = load<f64>(weight, 8);
    const ofC = load<f64>(weight, 16);
    const ofD = load<f64>(weight, 24);
    const atA = v128.load(a);
    const atB = v128.load(b);
    const atC = v128.load(c);
    const atD = v128.load(d);
    let bend = f64x2.add(f64x2.mul(f64x2.splat(ofA), atA), f64x2.mul(f64x2.splat(ofB), atB));
    bend = f64x2.add(bend, f64x2.mul(f64x2.splat(ofC), atC));
    bend = f64x2.add(bend, f64x2.mul(f64x2.splat(ofD), atD));
    const zA = load<f64>(a, 16);
    const zB = load<f64>(b, 16);
    const zC = load<f64>(c, 16);
    const zD = load<f64>(d, 16);
    const bendZ = ofA * zA + ofB * zB + ofC * zC + ofD * zD;
    v128.store(a, f64x2.sub(atA, f64x2.mul(f64x2.splat(step * ofA), bend)));
    store<f64>(a, zA - step * ofA * bendZ, 16);
    v128.store(b, f64x2.sub(atB, f64x2.mul(f64x2.splat(step * ofB), bend)));
    store<f64>(b, zB - step * ofB * bendZ, 16);
    v128.store(c, f64x2.sub(atC, f64x2.mul(f64x2.splat(step * ofC), bend)));
    store<f64>(c, zC - step * ofC * bendZ, 16);
    v128.store(d, f64x2.sub(atD, f64x2.mul(f64x2.splat(step * ofD), bend)));
    store<f64>(d, zD - step * ofD * bendZ, 16);
  }
}
