import { Deckle } from './records';

const SIDE: i32 = 64;
const COARSE_SHARE: f64 = 0.65;
const FINE_SHARE: f64 = 0.35;
/** Positions in the lattice beyond which no whole number is exact. */
const GREATEST: f64 = 9e15;

/** How far a ragged edge recedes at a position, in output pixels: two octaves of noise. */
export function recessionAt(deckle: Deckle, x: f64, y: f64): f64 {
  const lattice = deckle.lattice;
  const coarse = deckle.coarse;
  const fine = deckle.fine;
  const octaves =
    COARSE_SHARE * noiseAt(lattice, x * coarse, y * coarse) + FINE_SHARE * noiseAt(lattice, x * fine, y * fine);
  return deckle.depth * octaves;
}

/** Smoothly interpolated values of a periodic lattice. */
function noiseAt(lattice: usize, x: f64, y: f64): f64 {
  const column = floor(x);
  const row = floor(y);
  if (!(abs(column) < GREATEST && abs(row) < GREATEST)) return 0;
  const left = (column as i64 as i32) & (SIDE - 1);
  const right = (left + 1) & (SIDE - 1);
  const top = ((row as i64 as i32) & (SIDE - 1)) * SIDE;
  const bottom = (((row as i64 as i32) + 1) & (SIDE - 1)) * SIDE;
  const s = smoothstep(x - column);
  const above = valueAt(lattice, top + left) + (valueAt(lattice, top + right) - valueAt(lattice, top + left)) * s;
  const below =
    valueAt(lattice, bottom + left) + (valueAt(lattice, bottom + right) - valueAt(lattice, bottom + left)) * s;
  return above + (below - above) * smoothstep(y - row);
}

function valueAt(lattice: usize, i: i32): f64 {
  return load<f32>(lattice + ((i as usize) << 2)) as f64;
}

function smoothstep(t: f64): f64 {
  return t * t * (3 - 2 * t);
}
