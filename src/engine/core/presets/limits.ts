/** A closed interval of accepted values. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const fraction: Range = { min: 0, max: 1 };

/** Accepted values of every numeric mapping parameter; the same numbers stand in the API's schemas. */
export const PARAMETER_LIMITS = {
  rotation: { min: -180, max: 180 },
  scale: { min: 0.01, max: 20 },
  offset: { min: -2, max: 2 },
  /** Quad corners may lie outside the picture. */
  quad: { min: -2, max: 3 },
  /** Control points along either side; they may lie where a quad's corners may. */
  meshPoints: { min: 2, max: 16 },
  fold: fraction,
  illumination: fraction,
  grain: fraction,
  wear: fraction,
  absorption: fraction,
  showThrough: fraction,
  lightAzimuth: { min: 0, max: 360 },
  /** Degrees; lower, every bump would throw a shadow that the relief does not know of. */
  lightElevation: { min: 15, max: 90 },
  lightStrength: fraction,
  vignetteStrength: fraction,
  vignetteSmoothness: { min: 0.1, max: 4 },
  margin: { min: 0, max: 0.4 },
  backgroundShadow: fraction,
  seed: { min: 0, max: 0xffffffff },
} as const satisfies Record<string, Range>;

/** Accepted values of output options; the longer side is what WebP can hold. */
export const OUTPUT_LIMITS = {
  quality: { min: 1, max: 100 },
  size: { min: 16, max: 16383 },
  /** Pixels an inch. */
  dpi: { min: 1, max: 9600 },
  /** Longer side of previews, pixels. */
  preview: { min: 16, max: 1024 },
} as const satisfies Record<string, Range>;
