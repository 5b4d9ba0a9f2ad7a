import type { Point } from '../raster.js';
import type { Size } from '../size.js';

/** The output picture and which part of the paper's picture it shows. */
export interface Frame {
  /** Pixels of the output. */
  readonly width: number;
  readonly height: number;
  /** The part of the paper's picture that is shown, in fractions of its width and height. */
  readonly crop: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** An output that shows the whole picture. */
export function wholeFrame(width: number, height: number): Frame {
  return { width, height, crop: { x: 0, y: 0, width: 1, height: 1 } };
}

/** The largest centred part of `paper` with the shape of `output`. */
export function centredFrame(paper: Size, output: Size): Frame {
  const shape = (output.width / output.height) * (paper.height / paper.width);
  const width = Math.min(1, shape);
  const height = Math.min(1, 1 / shape);
  return { ...output, crop: { x: (1 - width) / 2, y: (1 - height) / 2, width, height } };
}

/** From fractions of the paper's picture to output pixels, whose corners (not centres) are whole numbers. */
export function toOutput({ width, height, crop }: Frame, point: Point): Point {
  return { x: ((point.x - crop.x) / crop.width) * width, y: ((point.y - crop.y) / crop.height) * height };
}

/** Output size where one or both sides are left open: the paper's shape decides, then its own size. */
export function outputSize(
  paper: Size,
  wanted: { readonly width: number | null; readonly height: number | null },
): Size {
  if (wanted.width !== null && wanted.height !== null) return { width: wanted.width, height: wanted.height };
  if (wanted.width !== null) {
    return { width: wanted.width, height: Math.max(1, Math.round((wanted.width * paper.height) / paper.width)) };
  }
  if (wanted.height !== null) {
    return { width: Math.max(1, Math.round((wanted.height * paper.width) / paper.height)), height: wanted.height };
  }
  return { width: paper.width, height: paper.height };
}
