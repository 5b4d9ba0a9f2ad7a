/** Rows `top`…`top + rows - 1` of a picture; the planes have `width` × `rows` values. */
export interface Band {
  readonly width: number;
  readonly rows: number;
  top: number;
  /** Height, in the unit of what draws it; luminance once the band is lit. */
  readonly z: Float32Array;
  /** Slope along x. */
  readonly p: Float32Array;
  /** Slope along y. */
  readonly q: Float32Array;
  /** Relative change of the reflectance by fibres, threads and specks. */
  readonly tone: Float32Array;
}

export function createBand(width: number, rows: number, top: number): Band {
  const plane = () => new Float32Array(width * rows);
  return { width, rows, top, z: plane(), p: plane(), q: plane(), tone: plane() };
}

/** Makes the band one of zeros elsewhere in the picture. */
export function moveBand(band: Band, top: number): void {
  band.top = top;
  for (const plane of [band.z, band.p, band.q, band.tone]) plane.fill(0);
}

/** Rows by which {@link prepareSlopesOfHeight} lags behind. */
export const SLOPES_DELAY = 1;

/**
 * Writes the slopes of the height, taken to be in pixels, of a band on its way down the picture: central differences. A row
 * needs the one below it, so each comes out one row later than it went in, its tone as well.
 */
export function prepareSlopesOfHeight(band: Band): () => void {
  const { width, rows } = band;
  const heights = new Float32Array((rows + 2) * width);
  const delayTone = prepareDelayOfTone(band, SLOPES_DELAY);
  return () => {
    const { z, p, q } = band;
    heights.set(z, 2 * width);
    for (let y = 0, i = 0, at = width; y < rows; y++) {
      for (let x = 0; x < width; x++, i++, at++) {
        const left = x > 0 ? 1 : 0;
        const right = x + 1 < width ? 1 : 0;
        p[i] = (heights[at + right]! - heights[at - left]!) / (left + right);
        q[i] = 0.5 * (heights[at + width]! - heights[at - width]!);
      }
    }
    heights.copyWithin(0, rows * width);
    delayTone();
  };
}

/** Hands the tone of a band on its way down the picture out so many rows later. */
export function prepareDelayOfTone(band: Band, delay: number): () => void {
  const { width, rows } = band;
  const waiting = new Float32Array((rows + delay) * width);
  return () => {
    waiting.set(band.tone, delay * width);
    band.tone.set(waiting.subarray(0, rows * width));
    waiting.copyWithin(0, rows * width);
  };
}

/** Slopes of the height, taken to be in pixels, added to those that are there: central differences. */
export function addSlopesOfHeight({ width, rows, z, p, q }: Band): void {
  for (let y = 0, i = 0; y < rows; y++) {
    const above = y > 0 ? width : 0;
    const below = y + 1 < rows ? width : 0;
    const step = above > 0 && below > 0 ? 0.5 : 1;
    for (let x = 0; x < width; x++, i++) {
      const left = x > 0 ? 1 : 0;
      const right = x + 1 < width ? 1 : 0;
      p[i] = p[i]! + (z[i + right]! - z[i - left]!) * (left + right === 2 ? 0.5 : 1);
      q[i] = q[i]! + (z[i + below]! - z[i - above]!) * step;
    }
  }
}
