import type { MappingParameters } from '../presets/index.js';
import { cornersOf, type Point, type Quad } from '../raster.js';
import { toOutput, type Frame } from './frame.js';
import type { Size } from '../size.js';
import {
  compose,
  gradients,
  invert,
  project,
  rotationOf,
  scaling,
  squareToQuad,
  translation,
  type Homography,
} from './homography.js';

/** Distance of a sheet on a background from the picture's border, in shares of the shorter side. */
const INSET = 0.09;

/** Where the art lies in the output, before any displacement. Pixel centres are whole numbers. */
export interface Placement {
  /** From output pixels to art pixels; third coordinate positive on the sheet. */
  readonly toArt: Homography;
  /** From output pixels to the printed area, whose corners are (0, 0) and `printed`; third coordinate positive on the sheet. */
  readonly toPrinted: Homography;
  /** Size of the printed area, in mean output pixels. */
  readonly printed: { readonly width: number; readonly height: number };
  /** Width of the white border around it, in the same pixels. */
  readonly margin: number;
  /** Art pixels to one output pixel at the corners of the printed area, where it is extreme. */
  readonly density: {
    /** Along the art's rows and columns. */
    readonly greatest: Point;
    /** Along either. */
    readonly least: number;
  };
}

/** fit → rotation, scale, offset → sheet's quad, or that of its mesh's corners, as one map and its inverse. */
export function placeArt(art: Size, frame: Frame, parameters: MappingParameters): Placement {
  const quad = sheetQuad(frame, parameters);
  const sheet = { width: meanLength(quad, 0, 2), height: meanLength(quad, 1, 3) };
  const margin = parameters.margin * Math.min(sheet.width, sheet.height);
  const printed = { width: sheet.width - 2 * margin, height: sheet.height - 2 * margin };

  const printedToOutput = compose(
    translation(margin, margin),
    scaling(1 / sheet.width, 1 / sheet.height),
    squareToQuad(quad),
    translation(-0.5, -0.5),
  );
  const artToOutput = compose(translation(0.5, 0.5), artToPrinted(art, printed, parameters), printedToOutput);

  const toArt = invert(artToOutput);
  const corners = [
    { x: 0, y: 0 },
    { x: printed.width, y: 0 },
    { x: printed.width, y: printed.height },
    { x: 0, y: printed.height },
  ].map((corner) => gradients(toArt, project(printedToOutput, corner)));
  return {
    toArt,
    toPrinted: invert(printedToOutput),
    printed,
    margin,
    density: {
      greatest: { x: Math.max(...corners.map(({ x }) => x)), y: Math.max(...corners.map(({ y }) => y)) },
      least: Math.min(...corners.flatMap(({ x, y }) => [x, y])),
    },
  };
}

/** From art pixels, whose corners are whole numbers, to the printed area. */
function artToPrinted(art: Size, printed: Size, parameters: MappingParameters): Homography {
  const across = printed.width / art.width;
  const down = printed.height / art.height;
  const uniform = parameters.fit === 'cover' ? Math.max(across, down) : Math.min(across, down);
  const [x, y] = parameters.fit === 'stretch' ? [across, down] : [uniform, uniform];
  const pivot = rotationPivot(printed, parameters);
  return compose(
    translation(-art.width / 2, -art.height / 2),
    scaling(x * parameters.scale, y * parameters.scale),
    translation(printed.width / 2 - pivot.x, printed.height / 2 - pivot.y),
    rotationOf(parameters.rotation),
    translation(pivot.x + parameters.offset.x * printed.width, pivot.y + parameters.offset.y * printed.height),
  );
}

/** The centre; with `multiply` the centre of pixel (⌊w/2⌋, ⌊h/2⌋), as the arithmetic it reproduces has it. */
function rotationPivot(printed: Size, { blend }: MappingParameters): Point {
  if (blend === 'ink') return { x: printed.width / 2, y: printed.height / 2 };
  return { x: Math.floor(printed.width / 2) + 0.5, y: Math.floor(printed.height / 2) + 0.5 };
}

/** Where nobody says and the sheet is to lie on a background, it is cut out of the picture a little way inside its border. */
function sheetQuad(frame: Frame, { mesh, quad: given, background }: MappingParameters): Quad {
  const { width, height } = frame;
  const quad = mesh ? cornersOf(mesh) : given;
  if (quad)
    return [toOutput(frame, quad[0]), toOutput(frame, quad[1]), toOutput(frame, quad[2]), toOutput(frame, quad[3])];
  const inset = background ? INSET * Math.min(width, height) : 0;
  return [
    { x: inset, y: inset },
    { x: width - inset, y: inset },
    { x: width - inset, y: height - inset },
    { x: inset, y: height - inset },
  ];
}

/** Mean length of two opposite sides, numbered from the top clockwise. */
function meanLength(quad: Quad, first: number, second: number): number {
  const length = (side: number) => {
    const from = quad[side]!;
    const to = quad[(side + 1) % 4]!;
    return Math.hypot(to.x - from.x, to.y - from.y);
  };
  return (length(first) + length(second)) / 2;
}
