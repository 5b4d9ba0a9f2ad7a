/** The part of a sheet that a picture shows: 0…width by 0…height in sheet units, of area 1. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

/** The frame of a picture of the given aspect. */
export function frameOf(widthPixels: number, heightPixels: number): Frame {
  const side = Math.sqrt(widthPixels * heightPixels);
  return { width: widthPixels / side, height: heightPixels / side };
}
