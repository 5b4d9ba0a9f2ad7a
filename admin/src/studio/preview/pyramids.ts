import type { Point, Raster } from '../../../../src/engine/core/raster';
import { halveRows, type Level, planLevels } from '../../../../src/engine/core/render/pyramid';

/** The reduced sizes of artworks, each made once however often, and however small, the art is drawn. */
export class Pyramids {
  /** By art; of each, by the sizes from the first reduced one down to it. */
  private readonly known = new WeakMap<Raster, Map<string, Level>>();

  readonly levelsOf = (art: Raster, density: Point): readonly Level[] => {
    const ofArt = this.known.get(art) ?? new Map<string, Level>();
    this.known.set(art, ofArt);
    const [whole, ...planned] = planLevels(art, density, () => new Uint8Array(0));
    const levels = [whole!];
    let path = '';
    for (const level of planned) {
      path += `/${level.width}x${level.height}`;
      const made = ofArt.get(path) ?? filled(level, levels.at(-1)!);
      ofArt.set(path, made);
      levels.push(made);
    }
    return levels;
  };
}

function filled(planned: Level, above: Level): Level {
  const level = { ...planned, data: new Uint8Array(planned.width * planned.height * planned.channels) };
  halveRows(above, level, 0, level.height);
  return level;
}
