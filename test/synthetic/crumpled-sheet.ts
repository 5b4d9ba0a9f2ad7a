import { createRandom } from '../../src/engine/core/random.js';
import { createPlane, type Plane, type Point } from '../../src/engine/core/raster.js';
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
    addTent(height, { centre, size, amount, cosine: Math.cos(angle), sine: Math.sin(angle) });
  }
  return { height, light: { azimuth: between(0, 360), elevation: 45.57 } };
}

interface Tent {
  readonly centre: Point;
  /** Half the length; the width is half of the length. Fraction of the side. */
  readonly size: number;
  readonly amount: number;
  /** Of the angle across the ridge. */
  readonly cosine: number;
  readonly sine: number;
}

function addTent({ width: side, data }: Plane, { centre, size, amount, cosine, sine }: Tent): void {
  const reach = 1.2 * size;
  const within = (value: number) => Math.min(side, Math.max(0, Math.floor(value * side)));
  for (let row = within(centre.y - reach); row < within(centre.y + reach); row++) {
    for (let column = within(centre.x - reach); column < within(centre.x + reach); column++) {
      const x = column / side - centre.x;
      const y = row / side - centre.y;
      const across = Math.abs(x * cosine + y * sine) / (size / 2);
      const along = Math.abs(y * cosine - x * sine) / size;
      if (across < 1 && along < 1) data[row * side + column]! += amount * (1 - across) * (1 - along);
    }
  }
}
