import type { Raster } from '../../../../src/engine/core/raster';
import { reducedLevels } from '../../../../src/engine/core/render/pyramid';
import { Pyramids } from './pyramids';

const art: Raster = {
  width: 64,
  height: 48,
  channels: 3,
  data: Uint8Array.from({ length: 64 * 48 * 3 }, (_, i) => (i * 37 + (i >> 5) * 11) % 256),
};

describe('Pyramids', () => {
  it('gives the levels that the engine makes itself', () => {
    const density = { x: 9, y: 5 };
    expect(new Pyramids().levelsOf(art, density)).toEqual(reducedLevels(art, density));
  });

  it('makes for smaller pictures only what larger ones had no need of', () => {
    const pyramids = new Pyramids();
    const large = pyramids.levelsOf(art, { x: 5, y: 5 });
    const small = pyramids.levelsOf(art, { x: 20, y: 20 });
    expect(small.length).toBeGreaterThan(large.length);
    large.slice(1).forEach((level, i) => expect(small[i + 1]).toBe(level));
  });

  it('keeps apart levels that came about on different ways', () => {
    const pyramids = new Pyramids();
    pyramids.levelsOf(art, { x: 9, y: 1 });
    expect(pyramids.levelsOf(art, { x: 9, y: 9 })).toEqual(reducedLevels(art, { x: 9, y: 9 }));
  });
});
