import type { PaperLook } from '../paper-model.js';

/** Lengths are in thousandths of the sheet's side (square root of its area), about half a millimetre of a poster. */
export interface NoiseLayer {
  readonly cellX: number;
  readonly cellY: number;
}

/** Bumps and hollows of the surface; slopes are root mean squares at strength 0.5. */
export interface SurfaceLayer extends NoiseLayer {
  readonly slope: number;
  /**
   * `even`: bumps like hollows. `pillows`: rounded bumps with narrow valleys between them, as a felt presses them.
   */
  readonly shape: 'even' | 'pillows';
}

/** Clouds in the reflectance. */
export interface ToneLayer extends NoiseLayer {
  readonly deviation: number;
}

export interface FibreLayer {
  readonly spacing: number;
  readonly length: readonly [number, number];
  readonly bend: number;
  readonly spread: number;
  readonly slope: number;
  readonly tone: readonly [number, number];
}

export interface SpeckLayer {
  readonly spacing: number;
  readonly chance: number;
  readonly radius: readonly [number, number];
  readonly tone: readonly [number, number];
}

/** Threads of a plain weave. */
export interface Weave {
  /** Distance between threads. */
  readonly pitch: number;
  /** Height of the threads, in pitches. */
  readonly height: number;
  /** How far threads wander, in pitches, and how much their thickness and shade vary. */
  readonly wander: number;
  readonly unevenness: number;
}

/** A flat sheet, told by its surface. */
export interface TextureRecipe {
  readonly look: PaperLook;
  readonly surface: readonly SurfaceLayer[];
  readonly clouds: readonly ToneLayer[];
  /** Slope from pixel to pixel, root mean square, of a picture 2,450 pixels a side. */
  readonly roughness: number;
  readonly fibres: readonly FibreLayer[];
  readonly specks: readonly SpeckLayer[];
  readonly weave: Weave | null;
}
