import { LINEAR_OF_CODE } from '../colour.js';
import { createPlane, type Plane, type Raster } from '../raster.js';
import { areaTaps } from '../resample.js';
import type { Size } from '../size.js';

/** A picture in linear sRGB, one plane a channel, 0…1. */
export interface LinearPicture {
  readonly width: number;
  readonly height: number;
  readonly red: Plane;
  readonly green: Plane;
  readonly blue: Plane;
}

/**
 * The picture in linear light, area-averaged to a size no larger than its own; what is transparent counts as white.
 */
export function linearPictureOf(picture: Raster, { width, height }: Size): LinearPicture {
  const planes = [createPlane(width, height), createPlane(width, height), createPlane(width, height)] as const;
  const rows = areaTaps(picture.height, height);
  const columns = areaTaps(picture.width, width);
  const sums = new Float64Array(picture.width * 3);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let row = rows.first[y]!, tap = rows.offset[y]!; tap < rows.offset[y + 1]!; row++, tap++) {
      if (picture.channels === 3) addRow(picture, row, rows.weights[tap]!, sums);
      else addTransparentRow(picture, row, rows.weights[tap]!, sums);
    }
    for (let x = 0, i = y * width; x < width; x++, i++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let tap = columns.offset[x]!, k = columns.first[x]! * 3; tap < columns.offset[x + 1]!; tap++, k += 3) {
        const weight = columns.weights[tap]!;
        red += weight * sums[k]!;
        green += weight * sums[k + 1]!;
        blue += weight * sums[k + 2]!;
      }
      planes[0].data[i] = red;
      planes[1].data[i] = green;
      planes[2].data[i] = blue;
    }
  }
  return { width, height, red: planes[0], green: planes[1], blue: planes[2] };
}

function addRow({ width, data }: Raster, row: number, weight: number, sums: Float64Array): void {
  for (let k = 0, i = row * width * 3; k < width * 3; k++, i++) sums[k]! += weight * LINEAR_OF_CODE[data[i]!]!;
}

function addTransparentRow({ width, data }: Raster, row: number, weight: number, sums: Float64Array): void {
  for (let x = 0, k = 0, i = row * width * 4; x < width; x++, i += 4) {
    const alpha = data[i + 3]! / 255;
    for (let channel = 0; channel < 3; channel++, k++) {
      sums[k]! += weight * (1 - alpha + alpha * LINEAR_OF_CODE[data[i + channel]!]!);
    }
  }
}
