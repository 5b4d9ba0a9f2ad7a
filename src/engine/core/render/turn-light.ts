import { CODE_OF_LINEAR16, LINEAR_OF_CODE } from '../colour.js';
import type { TurnedLight } from '../presets/index.js';
import type { LightDirection, Raster } from '../raster.js';
import type { Frame } from './frame.js';
import type { Sheet } from './sheet.js';
import { createSurfaceRows } from './surface.js';

/** Confidence below which the relief cannot carry another light. */
export const LEAST_CONFIDENCE = 0.35;
/** Share of the light that comes from all around, whatever the direction of the lamp. */
const AMBIENT = 0.45;
/** How far the light wraps around facets that turn away from it. */
const SOFTNESS = 0.3;
/** Slopes of the sheet over those of the smoothed height that art follows. */
const SMOOTHED = 1.5;
/** Bounds of what light another direction gives or takes: beyond them are shadows that no relief explains. */
const LEAST_GAIN = 0.25;
const GREATEST_GAIN = 3;
/** Linear level from which highlights are compressed. */
const KNEE = 0.85;

/**
 * What the light of a rendering is: the photograph's `own`, `turned` as asked, or `uncertain` where it was to be turned and
 * the relief is not to be trusted, so that it stays the photograph's own.
 */
export type RenderedLight = 'own' | 'turned' | 'uncertain';

export function renderedLight({ confidence }: Pick<Sheet, 'confidence'>, light: TurnedLight | null): RenderedLight {
  if (!light || light.strength === 0) return 'own';
  return confidence >= LEAST_CONFIDENCE ? 'turned' : 'uncertain';
}

/**
 * Lights the paper from elsewhere, in place: each point's luminance times what a matt surface (Lambert's law, softened as
 * by a broad lamp) of its slope gains by the other light. A level sheet keeps its brightness.
 */
export function turnLight(paper: Raster, frame: Frame, sheet: Sheet, light: TurnedLight | null): void {
  if (!light || renderedLight(sheet, light) !== 'turned') return;
  const { width, height } = paper;
  const longer = Math.max(width / frame.crop.width, height / frame.crop.height);
  const scale = (SMOOTHED * sheet.depth * longer) / 2;
  const rows = createSurfaceRows(sheet.height, frame);
  const lines = [0, 1, 2].map(() => new Float32Array(width)) as [Float32Array, Float32Array, Float32Array];
  const row = (y: number, target: Float32Array) => rows(Math.min(height - 1, Math.max(0, y)), 0, width, target);
  row(-1, lines[0]);
  row(0, lines[1]);
  const [before, after] = [shadingOf(sheet.light), shadingOf(light)];
  for (let y = 0; y < height; y++) {
    row(y + 1, lines[2]);
    const [above, here, below] = lines;
    for (let x = 0, i = y * width * 3; x < width; x++, i += 3) {
      const p = scale * (here[Math.min(width - 1, x + 1)]! - here[Math.max(0, x - 1)]!);
      const q = scale * (below[x]! - above[x]!);
      const gain = (after(p, q) / before(p, q)) ** light.strength;
      const bounded = Math.min(GREATEST_GAIN, Math.max(LEAST_GAIN, gain));
      for (let k = i; k < i + 3; k++) {
        const level = softened(LINEAR_OF_CODE[paper.data[k]!]!, bounded);
        paper.data[k] = CODE_OF_LINEAR16[(level * 65535 + 0.5) | 0]!;
      }
    }
    lines.push(lines.shift()!);
  }
}

/** Brightness of a slope under a light, 1 where the sheet is level. */
function shadingOf({ azimuth, elevation }: LightDirection): (p: number, q: number) => number {
  const a = (azimuth * Math.PI) / 180;
  const cotangent = 1 / Math.tan((Math.max(5, elevation) * Math.PI) / 180);
  const x = Math.cos(a) * cotangent;
  const y = Math.sin(a) * cotangent;
  const soft = (facing: number) => 0.5 * (facing + Math.sqrt(facing * facing + SOFTNESS * SOFTNESS));
  const level = soft(1);
  return (p, q) => {
    const upright = 1 / Math.sqrt(1 + p * p + q * q);
    return AMBIENT + ((1 - AMBIENT) * soft((1 - p * x - q * y) * upright)) / level;
  };
}

/** A level times its gain; what a gain above 1 lifts beyond the knee approaches white. */
function softened(level: number, gain: number): number {
  const lifted = level * gain;
  if (gain <= 1 || lifted <= KNEE) return lifted;
  const from = Math.max(KNEE, level);
  return Math.min(1, from + (1 - from) * Math.tanh((lifted - from) / (1 - from + 1e-6)));
}
