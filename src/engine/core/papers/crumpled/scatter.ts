import type { Random } from '../../random.js';
import type { Frame } from '../frame.js';
import { Neighbourhood, type Dart } from './neighbourhood.js';
import { SmoothNoise } from './smooth-noise.js';

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
  const left = -margin;
  const top = -margin;
  const width = frame.width + 2 * margin;
  const height = frame.height + 2 * margin;
  const near = new Neighbourhood(spacing);
  const columns = ceil(width / spacing);
  const rows = ceil(height / spacing);
  for (let i = 0; i < columns; i++) {
    const x = left + ((i + 0.5) * width) / columns;
    near.add({ x: x + off(random, spacing), y: top - off(random, spacing), distance: spacing });
    near.add({ x: x + off(random, spacing), y: top + height + off(random, spacing), distance: spacing });
  }
  for (let i = 0; i < rows; i++) {
    const y = top + ((i + 0.5) * height) / rows;
    near.add({ x: left - off(random, spacing), y: y + off(random, spacing), distance: spacing });
    near.add({ x: left + width + off(random, spacing), y: y + off(random, spacing), distance: spacing });
  }

  const ringCount = near.darts.length;
  const density = new SmoothNoise(random, 3 * spacing);
  for (let failures = 0; failures < GIVE_UP_AFTER;) {
    const x = left + random.uniform() * width;
    const y = top + random.uniform() * height;
    const distance = spacing * exp(variation * density.at(x, y));
    if (near.isTaken(x, y, distance)) {
      failures++;
    } else {
      near.add({ x, y, distance });
      failures = 0;
    }
  }
  return scatterOf(near.darts, ringCount);
}

/** Uneven and off the straight: points on one line or one circle have no definite triangulation. */
function off(random: Random, spacing: number): number {
  return 0.15 * spacing * random.uniform();
}

function scatterOf(darts: readonly Dart[], ringCount: number): Scatter {
  const points = new Float64Array(2 * darts.length);
  const distances = new Float64Array(darts.length);
  for (let i = 0; i < darts.length; i++) {
    const { x, y, distance } = darts[i]!;
    points[2 * i] = x;
    points[2 * i + 1] = y;
    distances[i] = distance;
  }
  return { points, distances, ringCount };
}
