/** What the host lays out in memory: field by field as `src/engine/core/render/wasm/lay-out.ts` writes it. */

/** (x, y) goes to (h0 x + h1 y + h2, h3 x + h4 y + h5) / (h6 x + h7 y + h8). */
@unmanaged
export class Homography {
  h0: f64;
  h1: f64;
  h2: f64;
  h3: f64;
  h4: f64;
  h5: f64;
  h6: f64;
  h7: f64;
  h8: f64;
}

/** The art at one of its reduced sizes, 8-bit, rows without gaps. */
@unmanaged
export class Level {
  perPixelX: f64;
  perPixelY: f64;
  data: usize;
  width: i32;
  height: i32;
  reserved: i32;
}

/** A plane of 32-bit floats with the taps that sample it as a cubic B-spline at the output's columns and rows. */
@unmanaged
export class Surface {
  samples: usize;
  width: i32;
  height: i32;
  /** First of four columns for each output column, −2 at least, and four weights each; the same of rows. */
  columns: usize;
  columnWeights: usize;
  rows: usize;
  rowWeights: usize;
  /** One row of `width` + 8 floats to work in. */
  blended: usize;
}

/** Darkening factor of a pixel: across[x] · down[y] · scale + offset. */
@unmanaged
export class Vignette {
  across: usize;
  down: usize;
  scale: f32;
  offset: f32;
}

/** Folds and grain that are taken off the paper's light, in part. */
@unmanaged
export class Relight {
  folds: Surface;
  /** For red, green and blue each, what a code adds to the luminance relative to white. */
  luminance: usize;
  illumination: f32;
  grain: f32;
  /** To work in, as wide as the output. */
  grainRow: usize;
}

/** A periodic tile of grain; rows are prolonged by a block, so that a block never wraps. */
@unmanaged
export class Tile {
  data: usize;
  side: i32;
  stride: i32;
  shiftX: i32;
  shiftY: i32;
}

/** Blend `ink`. Rows to work in are as wide as the output. */
@unmanaged
export class Ink {
  /** Pairs of what the ink takes of the light and its change with thickness, by art code in sixteenths. */
  film: usize;
  /** For red, green and blue each, pairs by the paper's code: its light, and what of it is under the ink, in 1/65535. */
  light: usize;
  fine: Tile;
  coarse: Tile;
  /** In units of the grain; null where the stock takes ink evenly. */
  mottle: Surface | null;
  /** Null where no ink is lost. */
  wear: Surface | null;
  fraying: f32;
  white0: f32;
  white1: f32;
  white2: f32;
  relight: Relight | null;
  vignette: Vignette | null;
  grainRow: usize;
  keptRow: usize;
  lightRow: usize;
}

/** Blend `multiply`. */
@unmanaged
export class Multiply {
  /** By the paper's 8-bit luma. */
  factors: usize;
  vignette: Vignette;
}

/** Least and greatest displacement of pixels. */
@unmanaged
export class Range {
  left: f64;
  right: f64;
  up: f64;
  down: f64;
}

/** What blocks are sampled with, chosen once where it is the same for all of them. */
@unmanaged
export class Sampling {
  /** Null where nothing is chosen. */
  level: Level | null;
  kernelX: usize;
  kernelY: usize;
}

/** A run of columns: the first, and the last. */
@unmanaged
export class Columns {
  from: f64;
  to: f64;
}

/** Half-planes of three doubles each: inside the printed shape, and where every tap of the art's kernels lies in it. */
@unmanaged
export class Shape {
  ragged: f64;
  edges: usize;
  edgeCount: i32;
  tapEdges: usize;
  tapEdgeCount: i32;
}

/** A ragged edge: its depth in pixels, and lattice steps to a pixel of its two octaves. */
@unmanaged
export class Deckle {
  depth: f64;
  coarse: f64;
  fine: f64;
  lattice: usize;
}

/** A soft copy of the sheet, shifted against it, that takes light. */
@unmanaged
export class ShadowPart {
  x: f64;
  y: f64;
  softness: f64;
  darkness: f64;
}

/** What the sheet lies on; `sheet` are the half-planes of its four sides. */
@unmanaged
export class Ground {
  shadow: f64;
  red: f64;
  green: f64;
  blue: f64;
  sheet: usize;
  broad: ShadowPart;
  contact: ShadowPart;
  fine: Tile;
  coarse: Tile;
  grainRow: usize;
}

@unmanaged
export class Miniature {
  /** Side of the squares of pixels that become one: a power of two. */
  factor: i32;
  width: i32;
  data: usize;
  /** A row to work in: 16 bits for each channel of the result's pixels. */
  sums: usize;
}

/** Where rows go that are not to stay on their paper. */
@unmanaged
export class Canvas {
  /** The paper, RGB, which stays as it is. */
  bare: usize;
  /** Four bytes a pixel, opaque. */
  pixels: usize;
  /** The row of paper that is printed on. */
  row: usize;
}

/** Where the art lies in a picture. */
@unmanaged
export class LaidArt {
  /** Written already; otherwise it is written while the art is laid. */
  known: bool;
  /** Sampled codes of each pixel, as a block has them. */
  codes: usize;
  /** Coverage of each pixel, 32-bit, opacity included. */
  cover: usize;
  /** For each part of a row, parts of rows one after another: how it lies to the art. */
  kinds: usize;
}

/** What of a picture stays from one rendering to the next, as large as the picture, 32-bit floats. */
@unmanaged
export class Layers {
  /** Whether the relief's heights are to be written first. */
  needsHeights: bool;
  heights: usize;
  /** Whether the light, as `Relight` splits it, is to be written first. */
  needsLight: bool;
  /** Null where none is wanted. */
  lightFolds: usize;
  lightGrain: usize;
  /** Null where none is wanted. */
  art: LaidArt | null;
}

@unmanaged
export class Plan {
  width: i32;
  height: i32;
  /** RGB, printed on in place; with a canvas, the address at which the row at hand would lie in it. */
  paper: usize;
  toArt: Homography;
  levels: usize;
  levelCount: i32;
  channels: i32;
  kernels: usize;
  /** Null where the art follows no folds. */
  folds: Surface | null;
  shiftX: f32;
  shiftY: f32;
  /** Null without a mesh. */
  warpX: Surface | null;
  warpY: Surface | null;
  /** Otherwise the rows of displacement stay 0. */
  displaces: bool;
  /** Rows as wide as the output: displacement, that of the row below, heights, coverage. */
  displacedX: usize;
  displacedY: usize;
  belowX: usize;
  belowY: usize;
  heights: usize;
  coverage: usize;
  /** A block's positions, sampled codes (four 16-bit numbers a pixel) and opacities. */
  u: usize;
  v: usize;
  codes: usize;
  opacity: usize;
  sampling: Sampling;
  /** Sixteen bytes to pass a value through. */
  held: usize;
  /** 32-bit linear light of each 8-bit code; 8-bit code of 16-bit linear light. */
  linear: usize;
  encode: usize;
  ink: Ink | null;
  multiply: Multiply | null;
  shape: Shape;
  /** Displacement anywhere; of a part of one row, to work in. */
  anywhere: Range;
  rowRange: Range;
  /** Of one row, to work in. */
  columns: Columns;
  /** Null where the edge is clean. */
  deckle: Deckle | null;
  /** Null where the sheet stays on its own background. */
  ground: Ground | null;
  /** Null where none is wanted. */
  miniature: Miniature | null;
  /** Null where paper is printed on in place. */
  canvas: Canvas | null;
  /** Null where pictures are rendered once. */
  layers: Layers | null;
  /** What is being laid, for the blocks to note. */
  laying: LaidArt | null;
}
