import type { Random } from '../../random.js';
import type { Frame } from '../frame.js';
import { createNeighbourhood } from './neighbourhood.js';
import { createSmoothNoise } from './smooth-noise.js';

const { ceil, exp } = Math;

export interface ScatterOptions {
  /** Usual distance between neighbours, sheet units. */
  readonly spacing: number;
  /** Spread of the logarithm of the distance: 0 even, 0.5 crowded in places and empty in others. */
  readonly variation: number;
  /** How far the points reach beyond the frame, sheet units. */
  readonly margin: number;
}

export interface Scatter {
  /** x, y of each point. */
  readonly points: Float64Array;
  /** Distance each point keeps from its neighbours. */
  readonly distances: Float64Array;
  /** The first so many points form the outer ring. */
  readonly ringCount: number;
}

const GIVE_UP_AFTER = 300;

/**
 * Points that keep a distance from each other which varies over the sheet (dart throwing, Cook 1986), inside an even ring
 * along the outer border, so that their triangulation has no slivers there.
 */
export function scatterPoints(random: Random, frame: Frame, { spacing, variation, margin }: ScatterOptions): Scatter {
  const points: number[] = [];
  const distances: number[] = [];
  const left = -margin;
  const top = -margin;
  const width = frame.width + 2 * margin;
  const height = frame.height + 2 * margin;
  const near = createNeighbourhood(spacing);
  const add = (x: number, y: number, distance: number) => {
    points.push(x, y);
    distances.push(distance);
    near.add({ x, y, distance });
  };
  const columns = ceil(width / spacing);
  const rows = ceil(height / spacing);
  // Uneven and off the straight: points on one line or one circle have no definite triangulation.
  const off = () => 0.15 * spacing * random.uniform();
  for (let i = 0; i < columns; i++) {
    const x = left + ((i + 0.5) * width) / columns;
    add(x + off(), top - off(), spacing);
    add(x + off(), top + height + off(), spacing);
  }
  for (let i = 0; i < rows; i++) {
    const y = top + ((i + 0.5) * height) / rows;
    add(left - off(), y + off(), spacing);
    add(left + width + off(), y + off(), spacing);
  }

  const ringCount = distances.length;
  const density = createSmoothNoise(random, 3 * spacing);
  for (let failures = 0; failures < GIVE_UP_AFTER;) {
    const x = left + random.uniform() * width;
    const y = top + random.uniform() * height;
    const distance = spacing * exp(variation * density(x, y));
    if (near.isTaken({ x, y, distance })) {
      failures++;
    } else {
      add(x, y, distance);
      failures = 0;
    }
  }
  return { points: Float64Array.from(points), distances: Float64Array.from(distances), ringCount };
}
