/** An 8-bit sRGB-encoded picture, rows interleaved from the top left; with 4 channels, alpha is straight (not premultiplied). */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/** One 32-bit float a pixel, row-major from the top left. Units and range are the producer's to state. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** A direction of light as the API states it. */
export interface LightDirection {
  /** Degrees clockwise, where the light comes from as seen in the picture: 0 right, 90 below, 270 above. */
  readonly azimuth: number;
  /** Degrees above the sheet, 0…90. */
  readonly elevation: number;
}

/** A point in fractions of a picture's width and height. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Top-left, top-right, bottom-right, bottom-left. */
export type Quad = readonly [Point, Point, Point, Point];

/** Points of a bent sheet: two or more rows from top to bottom, of equally many points from left to right. */
export type Mesh = readonly (readonly Point[])[];

export function cornersOf(mesh: Mesh): Quad {
  const [top, bottom] = [mesh[0]!, mesh.at(-1)!];
  return [top[0]!, top.at(-1)!, bottom.at(-1)!, bottom[0]!];
}

/** A zero-filled plane of the given size. */
export function createPlane(width: number, height: number): Plane {
  return { width, height, data: new Float32Array(width * height) };
}
