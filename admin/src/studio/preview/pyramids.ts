import type { Point, Raster } from '../../../../src/engine/core/raster';
import { type Level, planLevels, reducedLevels } from '../../../../src/engine/core/render/pyramid';

/** The reduced sizes of artworks, made once however often they are drawn. */
export class Pyramids {
  /** By art; of each, by the sizes of its levels. */
  private readonly known = new WeakMap<Raster, Map<string, readonly Level[]>>();

  readonly levelsOf = (art: Raster, density: Point): readonly Level[] => {
    const sizes = planLevels(art, density, () => new Uint8Array(0));
    const key = sizes.map(({ width, height }) => `${width}x${height}`).join();
    const ofArt = this.known.get(art) ?? new Map<string, readonly Level[]>();
    this.known.set(art, ofArt);
    const levels = ofArt.get(key) ?? reducedLevels(art, density);
    ofArt.set(key, levels);
    return levels;
  };
}
