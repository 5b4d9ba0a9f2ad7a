import { createMeshSurface, createSurfacePoint, type MeshSurface } from '../mesh/mesh-surface.js';
import { cornersOf, createPlane, type Mesh, type Plane, type Point } from '../raster.js';
import { toOutput, type Frame } from './frame.js';
import { invert, project, squareToQuad, type Homography } from './homography.js';

/** Longer side of the planes of displacement. */
const GRID_SIDE = 160;
/** How far beyond its border the mesh is followed, in shares of the sheet: as far as folds move the art, and more. */
const REACH = 0.12;
/** Where it is not followed, what lies on the sheet's side of that is sent this far beyond its border. */
const BEYOND = 0.06;
/** Newton's method, from the neighbour's solution: steps at most, and the error that is left, in shares of the sheet. */
const STEPS = 8;
const EXACT = 1e-9;
/** Starting points along each side of the sheet. */
const STARTS = 24;

/** What a mesh displaces besides the homography of its corners. */
export interface MeshWarp {
  /** In output pixels, over the paper's whole picture: coefficients of the cubic B-splines that are sampled. */
  readonly x: Plane;
  readonly y: Plane;
  /** How little of a length is left of it where the mesh squeezes the sheet most, beside the homography; 1 at most. */
  readonly leastScaling: number;
}

/**
 * What is seen at an output pixel lies on the flat sheet, as the homography of the mesh's corners shows it, that much to the
 * right and down: for each place of a grid the mesh's surface is inverted.
 */
export function planWarp(frame: Frame, mesh: Mesh): MeshWarp {
  const size = Math.max(frame.width / frame.crop.width, frame.height / frame.crop.height);
  const samples = (pixels: number, share: number) => Math.max(4, Math.round((GRID_SIDE * pixels) / share / size));
  const width = samples(frame.width, frame.crop.width);
  const height = samples(frame.height, frame.crop.height);
  const [a, b, c, d] = cornersOf(mesh);
  const onPicture = squareToQuad([a, b, c, d]);
  const onOutput = squareToQuad([toOutput(frame, a), toOutput(frame, b), toOutput(frame, c), toOutput(frame, d)]);
  const places = invertOnGrid(createMeshSurface(mesh), onPicture, width, height);
  const [x, y] = [createPlane(width, height), createPlane(width, height)];
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      const at = { x: (column + 0.5) / width, y: (row + 0.5) / height };
      const to = placeOf(places, i) ?? beyond(invert(onPicture), at);
      if (!to) continue;
      const seen = toOutput(frame, at);
      const lies = project(onOutput, to);
      x.data[i] = lies.x - seen.x;
      y.data[i] = lies.y - seen.y;
    }
  }
  return { x: sharpened(x), y: sharpened(y), leastScaling: places.leastScaling };
}

interface GridPlaces {
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** 1 where the surface was inverted. */
  readonly found: Uint8Array;
  readonly leastScaling: number;
}

function placeOf({ u, v, found }: GridPlaces, i: number): Point | null {
  return found[i] ? { x: u[i]!, y: v[i]! } : null;
}

/** Inverts the surface at the grid's places by Newton's method, spreading from known places to their neighbours. */
function invertOnGrid(surface: MeshSurface, onPicture: Homography, width: number, height: number): GridPlaces {
  const count = width * height;
  const [u, v, found] = [new Float64Array(count), new Float64Array(count), new Uint8Array(count)];
  const toSquare = invert(onPicture);
  const point = createSurfacePoint();
  const queue: number[] = [];
  let leastScaling = 1;

  const solve = (column: number, row: number, fromU: number, fromV: number) => {
    const i = row * width + column;
    if (column < 0 || row < 0 || column >= width || row >= height || found[i]) return;
    const at = { x: (column + 0.5) / width, y: (row + 0.5) / height };
    if (!isBefore(toSquare, at)) return;
    const target = project(toSquare, at);
    let [placeU, placeV] = [fromU, fromV];
    for (let step = 0; step < STEPS; step++) {
      surface.at(placeU, placeV, point);
      const [dx, dy] = [target.x - point.x, target.y - point.y];
      const area = point.xu * point.yv - point.xv * point.yu;
      if (!(area > 1e-6)) return;
      if (dx * dx + dy * dy < EXACT * EXACT) break;
      placeU += (dx * point.yv - dy * point.xv) / area;
      placeV += (dy * point.xu - dx * point.yu) / area;
      if (step === STEPS - 1 || !isNear(placeU) || !isNear(placeV)) return;
    }
    [u[i], v[i], found[i]] = [placeU, placeV, 1];
    leastScaling = Math.min(leastScaling, scalingOf(point));
    queue.push(i);
  };

  for (let k = 0; k <= STARTS * STARTS + 2 * STARTS; k++) {
    const [startU, startV] = [(k % (STARTS + 1)) / STARTS, Math.floor(k / (STARTS + 1)) / STARTS];
    surface.at(startU, startV, point);
    const { x, y } = project(onPicture, point);
    solve(Math.floor(x * width), Math.floor(y * height), startU, startV);
  }
  for (let next = 0; next < queue.length; next++) {
    const i = queue[next]!;
    const column = i % width;
    const row = (i - column) / width;
    for (const [x, y] of NEIGHBOURS) solve(column + x, row + y, u[i]!, v[i]!);
  }
  return { u, v, found, leastScaling };
}

const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

const isNear = (place: number) => place > -REACH && place < 1 + REACH;

/** Whether a point of the picture lies on this side of the sheet's horizon. */
const isBefore = (h: Homography, { x, y }: Point) => h[6] * x + h[7] * y + h[8] > 0;

/** The inverse of the greater singular value: what the displacement's Jacobian makes of a length at least. */
function scalingOf({ xu, yu, xv, yv }: { xu: number; yu: number; xv: number; yv: number }): number {
  const squares = xu * xu + yu * yu + xv * xv + yv * yv;
  const area = xu * yv - xv * yu;
  return 1 / Math.sqrt((squares + Math.sqrt(Math.max(0, squares * squares - 4 * area * area))) / 2);
}

/** A place off the sheet for what lies off the mesh; null where the homography alone puts it there. */
function beyond(toSquare: Homography, at: Point): Point | null {
  if (!isBefore(toSquare, at)) return null;
  const { x, y } = project(toSquare, at);
  const outside = Math.max(-x, x - 1, -y, y - 1);
  if (outside >= BEYOND) return null;
  const nearest = Math.min(x, 1 - x, y, 1 - y);
  if (nearest === x) return { x: -BEYOND, y };
  if (nearest === 1 - x) return { x: 1 + BEYOND, y };
  return { x, y: nearest === y ? -BEYOND : 1 + BEYOND };
}

/** Coefficients with which a cubic B-spline passes through the values, up to the fourth order of the step. */
function sharpened({ width, height, data }: Plane): Plane {
  const sharp = createPlane(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const left = data[x > 0 ? i - 1 : i]!;
      const right = data[x + 1 < width ? i + 1 : i]!;
      const above = data[y > 0 ? i - width : i]!;
      const below = data[y + 1 < height ? i + width : i]!;
      sharp.data[i] = data[i]! - (left + right + above + below - 4 * data[i]!) / 6;
    }
  }
  return sharp;
}
