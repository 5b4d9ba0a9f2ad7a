const { imul } = Math;

/** Mixes three integers to 32 well-distributed bits, signed (finaliser of MurmurHash3, Appleby 2011). */
export function hash(x: number, y: number, seed: number): number {
  let bits = imul(x, 0x9e3779b1) ^ imul(y, 0x85ebca77) ^ seed;
  bits = imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
