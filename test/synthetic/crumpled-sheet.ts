import { createRandom } from '../../src/engine/core/random.js';
import { createPlane } from '../../src/engine/core/raster.js';
import type { Sheet } from './sheet.js';

const FOLDS = 60;
/** Steepness of the tents. */
const DEPTH = 0.15;

/** A sheet of tent-shaped folds of random place, size, direction and height, lit from any side, 45.6° above it. */
export function crumpledSheet(seed: number, side: number): Sheet {
  const random = createRandom(seed);
  const between = (from: number, to: number) => from + (to - from) * random.uniform();
  const height = createPlane(side, side);
  for (let fold = 0; fold < FOLDS; fold++) {
    const angle = between(0, Math.PI);
    const centre = { x: random.uniform(), y: random.uniform() };
    const size = between(0.06, 0.35);
    const amount = between(-1, 1) * size * DEPTH * side;
    for (let i = 0; i < height.data.length; i++) {
      const x = (i % side) / side - centre.x;
      const y = Math.floor(i / side) / side - centre.y;
      const across = Math.abs(x * Math.cos(angle) + y * Math.sin(angle)) / (size / 2);
      const along = Math.abs(y * Math.cos(angle) - x * Math.sin(angle)) / size;
      if (across < 1 && along < 1) height.data[i]! += amount * (1 - across) * (1 - along);
    }
  }
  return { height, light: { azimuth: between(0, 360), elevation: 45.57 } };
}
