/** Planes of the band that fibres are drawn on. */
let planeP: usize = 0;
let planeQ: usize = 0;
let planeTone: usize = 0;
let width: i32 = 0;
let rows: i32 = 0;

/**
 * Scatters fibres over a band, one to each cell of a grid.
 * @param directions cosine and sine, as doubles, of the directions in which fibres may begin
 */
export function addFibres(
  p: usize,
  q: usize,
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
  planeP = p;
  planeQ = q;
  planeTone = tone;
  width = columns;
  rows = count;
  const reach = longest / spacing + 1;
  const lastRow = Math.ceil(((top + count) as f64) / spacing + reach) as i32;
  const lastColumn = Math.ceil((columns as f64) / spacing + reach) as i32;
  for (let row = Math.floor((top as f64) / spacing - reach) as i32; row <= lastRow; row++) {
    for (let column = -(Math.ceil(reach) as i32); column <= lastColumn; column++) {
      const place = hash(column, row, seed ^ 0x5bd1e995);
      const shape = hash(column, row, place);
      const size = (((shape >>> 24) & 0xff) as f64) / 255;
      const length = shortest + (longest - shortest) * size * size;
      const y = ((row as f64) + ((place >>> 16) as f64) / 65536) * spacing - (top as f64);
      if (y < -length || y > (count as f64) + length) continue;
      const turn = (((shape >>> 16) & 0xff) as f64) / 255 - 0.5;
      const direction = directions + (((shape & 0xfff) as usize) << 4);
      const side: f64 = (shape & 0x1000) === 0 ? 1 : -1;
      const x = ((column as f64) + ((place & 0xffff) as f64) / 65536) * spacing;
      const shade = leastTone + ((greatestTone - leastTone) * (((shape >>> 13) & 7) as f64)) / 7;
      drawFibre(
        x,
        y,
        side * load<f64>(direction),
        side * load<f64>(direction, 8),
        (2 * bend * turn) / length,
        length,
        slope,
        shade,
      );
    }
  }
}

/** Murmur3's finaliser over three integers, as `hash.ts` of the core has it. */
function hash(x: i32, y: i32, seed: i32): u32 {
  let bits: u32 = ((x * 0x9e3779b1) ^ (y * 0x85ebca77) ^ seed) as u32;
  bits = (bits ^ (bits >>> 16)) * 0x85ebca6b;
  bits = (bits ^ (bits >>> 13)) * 0xc2b2ae35;
  return bits ^ (bits >>> 16);
}

function drawFibre(
  startX: f64,
  startY: f64,
  startDx: f64,
  startDy: f64,
  bend: f64,
  length: f64,
  slope: f64,
  tone: f64,
): void {
  let x = startX;
  let y = startY;
  let dx = startDx;
  let dy = startDy;
  // What turns cannot get further than its length: where that lies inside, no step need be looked at.
  const margin = length + 2;
  if (tone === 0 && x > margin && x < (width as f64) - margin && y > margin && y < (rows as f64) - margin) {
    drawInside(x, y, dx, dy, bend, length, slope);
    return;
  }
  for (let step: f64 = 0; step < length; step++) {
    if (slope !== 0) {
      flank(x + dy * 0.6 + 0.5, y - dx * 0.6 + 0.5, -slope * dy, slope * dx);
      flank(x - dy * 0.6 + 0.5, y + dx * 0.6 + 0.5, slope * dy, -slope * dx);
    }
    // Tapered, so that ends do not look cut.
    if (tone !== 0) stain(x, y, tone * min(1, (4 * min(step + 1, length - step)) / length));
    x += dx;
    y += dy;
    const turned = dx - bend * dy;
    dy += bend * dx;
    dx = turned;
  }
}

function drawInside(startX: f64, startY: f64, startDx: f64, startDy: f64, bend: f64, length: f64, slope: f64): void {
  let x = startX + 0.5;
  let y = startY + 0.5;
  let dx = startDx;
  let dy = startDy;
  for (let step: f64 = 0; step < length; step++) {
    const p = slope * dy;
    const q = slope * dx;
    const acrossX = dy * 0.6;
    const acrossY = dx * 0.6;
    add((((y - acrossY) as i32) * width + ((x + acrossX) as i32)) << 2, -p, q);
    add((((y + acrossY) as i32) * width + ((x - acrossX) as i32)) << 2, p, -q);
    x += dx;
    y += dy;
    const turned = dx - bend * dy;
    dy += bend * dx;
    dx = turned;
  }
}

function add(at: usize, p: f64, q: f64): void {
  store<f32>(planeP + at, load<f32>(planeP + at) + (p as f32));
  store<f32>(planeQ + at, load<f32>(planeQ + at) + (q as f32));
}

function flank(x: f64, y: f64, p: f64, q: f64): void {
  const column = Math.floor(x) as i32;
  const row = Math.floor(y) as i32;
  if ((column as u32) >= (width as u32) || (row as u32) >= (rows as u32)) return;
  add(((row * width + column) as usize) << 2, p, q);
}

/** Shares a change of reflectance among the four pixels around a point. */
function stain(x: f64, y: f64, amount: f64): void {
  const left = Math.floor(x);
  const above = Math.floor(y);
  const column = left as i32;
  const row = above as i32;
  if (column < 0 || column >= width - 1 || row < 0 || row >= rows - 1) return;
  const right = x - left;
  const below = y - above;
  const at = planeTone + (((row * width + column) as usize) << 2);
  const next = at + ((width as usize) << 2);
  const one = amount * (1 - right);
  const other = amount * right;
  store<f32>(at, ((load<f32>(at) as f64) + one * (1 - below)) as f32);
  store<f32>(at, ((load<f32>(at, 4) as f64) + other * (1 - below)) as f32, 4);
  store<f32>(next, ((load<f32>(next) as f64) + one * below) as f32);
  store<f32>(next, ((load<f32>(next, 4) as f64) + other * below) as f32, 4);
}
