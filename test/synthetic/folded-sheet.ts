import { gaussianBlur } from '../../src/engine/core/filter.js';
import { createRandom, type Random } from '../../src/engine/core/random.js';
import { createPlane, type Plane } from '../../src/engine/core/raster.js';
import type { Sheet } from './sheet.js';

const FOLDS = 22;
/** Share of its depth that each fold keeps of the one before. */
const DECAY = 0.85;
/** Root mean square slope of the sheet. */
const SLOPE = 0.28;

/**
 * A sheet folded flat again and again, then opened: each crease is a distance in coordinates that all earlier folds
 * have reflected, so that creases are broken where they cross and meet in vertices. Lit from any side, 30…60° above it.
 */
export function foldedSheet(seed: number, side: number): Sheet {
  const random = createRandom(seed);
  const height = createPlane(side, side);
  const u = bentCoordinate(random, side, (x) => x);
  const v = bentCoordinate(random, side, (_, y) => y);
  for (let fold = 0, depth = 1; fold < FOLDS; fold++, depth *= DECAY) foldOnce(random, depth, u, v, height.data);
  const bent = gaussianBlur(height, side / 8).data;
  for (let i = 0; i < height.data.length; i++) height.data[i]! -= bent[i]!;
  const scale = SLOPE / slopeOf(height);
  for (let i = 0; i < height.data.length; i++) height.data[i]! *= scale;
  return { height, light: { azimuth: 360 * random.uniform(), elevation: 30 + 30 * random.uniform() } };
}

function foldOnce(random: Random, depth: number, u: Float32Array, v: Float32Array, height: Float32Array): void {
  const at = Math.floor(random.uniform() * height.length);
  const angle = Math.PI * random.uniform();
  const softness = 0.0012 * (0.3 + 1.7 * random.uniform());
  const amount = depth * random.normal();
  const [x, y, cosine, sine] = [u[at]!, v[at]!, Math.cos(angle), Math.sin(angle)] as const;
  for (let i = 0; i < height.length; i++) {
    const distance = (u[i]! - x) * cosine + (v[i]! - y) * sine;
    height[i]! += amount * Math.sqrt(distance * distance + softness * softness);
    if (distance >= 0) continue;
    u[i]! -= 2 * distance * cosine;
    v[i]! -= 2 * distance * sine;
  }
}

/** A coordinate in units of the side, gently bent so that creases are not dead straight. */
function bentCoordinate(random: Random, side: number, coordinate: (x: number, y: number) => number): Float32Array {
  const waves = Array.from({ length: 4 }, (_, k) => ({
    x: 2 * Math.PI * (k + 1) * (random.uniform() - 0.5),
    y: 2 * Math.PI * (k + 1) * (random.uniform() - 0.5),
    phase: 2 * Math.PI * random.uniform(),
    amount: 0.02 / (k + 1),
  }));
  const result = new Float32Array(side * side);
  for (let row = 0, i = 0; row < side; row++) {
    for (let column = 0; column < side; column++, i++) {
      const x = column / side;
      const y = row / side;
      result[i] = coordinate(x, y);
      for (const wave of waves) result[i]! += wave.amount * Math.sin(wave.x * x + wave.y * y + wave.phase);
    }
  }
  return result;
}

/** Root mean square of the slope. */
function slopeOf({ width, height, data }: Plane): number {
  let sum = 0;
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0, i = y * width; x + 1 < width; x++, i++) {
      sum += (data[i + 1]! - data[i]!) ** 2 + (data[i + width]! - data[i]!) ** 2;
    }
  }
  return Math.sqrt(sum / (width * height));
}
