/** Whole numbers to a slope of 1: both slopes of a pixel lie in the halves of one integer. */
const PAIR: f64 = 16384;

/** Planes that fibres are drawn on. */
let planeOfPairs: usize = 0;
let planeOfTone: usize = 0;
let width: i32 = 0;
let rows: i32 = 0;

/**
 * Scatters fibres over a band, one to each cell of a grid.
 * @param pairs slopes of each pixel, along x in the upper half of an integer, along y in the lower
 * @param directions cosine and sine, as doubles, of the directions in which fibres may begin
 */
export function drawFibres(
  pairs: usize,
  tone: usize,
  columns: i32,
  count: i32,
  top: i32,
  seed: i32,
  spacing: f64,
  shortest: f64,
  longest: f64,
  bend: f64,
  slope: f64,
  leastTone: f64,
  greatestTone: f64,
  directions: usize,
): void {
  planeOfPairs = pairs;
  planeOfTone = tone;
  width = columns;
  rows = count;
  const reach = longest / spacing + 1;
  const lastRow = Math.ceil(((top + count) as f64) / spacing + reach) as i32;
  const lastColumn = Math.ceil((columns as f64) / spacing + reach) as i32;
  for (let row = Math.floor((top as f64) / spacing - reach) as i32; row <= lastRow; row++) {
    for (let column = -(Math.ceil(reach) as i32); column <= lastColumn; column++) {
      const place = hash(column, row, seed ^ 0x5bd1e995);
      const y = ((row as f64) + ((place >>> 16) as f64) / 65536) * spacing - (top as f64);
      if (y < -longest || y > (count as f64) + longest) continue;
      const shape = hash(column, row, place);
      const size = (((shape >>> 24) & 0xff) as f64) / 255;
      const length = shortest + (longest - shortest) * size * size;
      if (y < -length || y > (count as f64) + length) continue;
      const turn = (((shape >>> 16) & 0xff) as f64) / 255 - 0.5;
      const side: f64 = (shape & 0x1000) === 0 ? 1 : -1;
      const direction = f64x2.mul(f64x2.splat(side), v128.load(directions + (((shape & 0xfff) as usize) << 4)));
      const x = ((column as f64) + ((place & 0xffff) as f64) / 65536) * spacing;
      const shade = leastTone + ((greatestTone - leastTone) * (((shape >>> 13) & 7) as f64)) / 7;
      drawFibre(x, y, direction, (2 * bend * turn) / length, length, slope, shade);
    }
  }
}

/** Adds slopes to both planes. */
export function addPairs(pairs: usize, p: usize, q: usize, count: i32): void {
  const unit = f32x4.splat((1 / PAIR) as f32);
  for (let at: usize = 0, end = (count as usize) << 2; at < end; at += 16) {
    const pair = v128.load(pairs + at);
    const low = i32x4.shr_s(i32x4.shl(pair, 16), 16);
    const high = i32x4.shr_s(i32x4.sub(pair, low), 16);
    v128.store(p + at, f32x4.add(v128.load(p + at), f32x4.mul(f32x4.convert_i32x4_s(high), unit)));
    v128.store(q + at, f32x4.add(v128.load(q + at), f32x4.mul(f32x4.convert_i32x4_s(low), unit)));
  }
}

/** Murmur3's finaliser over three integers, as `hash.ts` of the core has it. */
function hash(x: i32, y: i32, seed: i32): u32 {
  let bits: u32 = ((x * 0x9e3779b1) ^ (y * 0x85ebca77) ^ seed) as u32;
  bits = (bits ^ (bits >>> 16)) * 0x85ebca6b;
  bits = (bits ^ (bits >>> 13)) * 0xc2b2ae35;
  return bits ^ (bits >>> 16);
}

function drawFibre(x: f64, y: f64, start: v128, bend: f64, length: f64, slope: f64, tone: f64): void {
  // What turns cannot get further than its length: where that lies inside, no step need be looked at.
  const margin = length + 2;
  const inside = x > margin && x < (width as f64) - margin && y > margin && y < (rows as f64) - margin;
  const middle = f64x2.splat(0.5);
  const turn = f64x2.splat(bend);
  const steepness = f64x2.splat(slope * PAIR);
  let place = f64x2(x, y);
  let direction = start;
  for (let step: f64 = 0; step < length; step++) {
    // Across the fibre, to its left.
    const across = f64x2.mul(v128.shuffle<i64>(direction, direction, 1, 0), f64x2(-1, 1));
    const aside = f64x2.mul(across, f64x2.splat(0.6));
    const slopes = i32x4.trunc_sat_f64x2_s_zero(f64x2.mul(steepness, across));
    const pair = (i32x4.extract_lane(slopes, 0) << 16) + i32x4.extract_lane(slopes, 1);
    const centre = f64x2.add(place, middle);
    const one = f64x2.sub(centre, aside);
    const other = f64x2.add(centre, aside);
    if (inside) {
      addTo(i32x4.trunc_sat_f64x2_s_zero(one), pair);
      addTo(i32x4.trunc_sat_f64x2_s_zero(other), -pair);
    } else {
      addWithin(i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(one)), pair);
      addWithin(i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(other)), -pair);
    }
    // Tapered, so that ends do not look cut.
    if (tone !== 0) stain(place, tone * min(1, (4 * min(step + 1, length - step)) / length));
    place = f64x2.add(place, direction);
    direction = f64x2.add(direction, f64x2.mul(turn, across));
  }
}

function addTo(place: v128, pair: i32): void {
  const at = planeOfPairs + (((i32x4.extract_lane(place, 1) * width + i32x4.extract_lane(place, 0)) as usize) << 2);
  store<i32>(at, load<i32>(at) + pair);
}

function addWithin(place: v128, pair: i32): void {
  const column = i32x4.extract_lane(place, 0);
  const row = i32x4.extract_lane(place, 1);
  if ((column as u32) < (width as u32) && (row as u32) < (rows as u32)) addTo(place, pair);
}

/** Shares a change of reflectance among the four pixels around a point. */
function stain(place: v128, amount: f64): void {
  const corner = f64x2.floor(place);
  const pixel = i32x4.trunc_sat_f64x2_s_zero(corner);
  const column = i32x4.extract_lane(pixel, 0);
  const row = i32x4.extract_lane(pixel, 1);
  if (column < 0 || column >= width - 1 || row < 0 || row >= rows - 1) return;
  const beyond = f64x2.sub(place, corner);
  const right = f64x2.extract_lane(beyond, 0);
  const below = f64x2.extract_lane(beyond, 1);
  const at = planeOfTone + (((row * width + column) as usize) << 2);
  const next = at + ((width as usize) << 2);
  const pair = f64x2(amount * (1 - right), amount * right);
  addPair(at, f64x2.mul(pair, f64x2.splat(1 - below)));
  addPair(next, f64x2.mul(pair, f64x2.splat(below)));
}

function addPair(at: usize, amounts: v128): void {
  const sum = f64x2.add(f64x2.promote_low_f32x4(v128.load64_zero(at)), amounts);
  v128.store64_lane(at, f32x4.demote_f64x2_zero(sum), 0);
}
