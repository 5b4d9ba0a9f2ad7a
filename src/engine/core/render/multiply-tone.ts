import type { MappingParameters } from '../presets/index.js';
import type { Raster } from '../raster.js';
import { CODE_STEPS } from './ink.js';
import type { Tone } from './tone.js';
import { vignetteFactors, type VignetteFactors } from './vignette.js';

/** Factor of the darkest luma of the paper; the lightest keeps all. */
const DARKEST_FACTOR = 0.3;

/** What blend `multiply` is computed from: plain data. */
export interface MultiplyTonePlan {
  readonly blend: 'multiply';
  readonly paper: Raster;
  /** Factor on gamma-encoded values by the paper's 8-bit luma. */
  readonly factors: Float32Array;
  readonly vignette: VignetteFactors;
}

/** Luma normalised so that the paper's darkest gives 0.3 and its lightest 1, softened by `illumination`; then the vignette. */
export function planMultiplyTone(paper: Raster, { illumination, vignette }: MappingParameters): MultiplyTonePlan {
  const { least, greatest } = lumaRange(paper);
  const slope = greatest > least ? (1 - DARKEST_FACTOR) / (greatest - least) : 0;
  const factors = Float32Array.from({ length: 256 }, (_, luma) => 1 - illumination * slope * (greatest - luma));
  return { blend: 'multiply', paper, factors, vignette: vignetteFactors(paper.width, paper.height, vignette) };
}

/** Art over paper by coverage, times the paper's normalised luma, times the vignette, all in gamma-encoded values. */
export function createMultiplyTone({ paper, factors, vignette }: MultiplyTonePlan): Tone {
  const { data, width } = paper;
  const { across, down, scale, offset } = vignette;
  const apply: Tone['apply'] = (y, from, to, art, coverage) => {
    const vertical = down[y]! * scale;
    for (let x = from, i = (y * width + from) * 3; x < to; x++, i += 3) {
      const cover = coverage[x]! > 0 ? coverage[x]! * art.opacity[x]! : 0;
      const factor = factors[lumaAt(data, i)]! * (across[x]! * vertical + offset);
      data[i] = mixed(data[i]!, art.red[x]!, cover) * factor + 0.5;
      data[i + 1] = mixed(data[i + 1]!, art.green[x]!, cover) * factor + 0.5;
      data[i + 2] = mixed(data[i + 2]!, art.blue[x]!, cover) * factor + 0.5;
    }
  };
  return { everywhere: true, apply };
}

function mixed(paper: number, art: number, cover: number): number {
  return paper + cover * (art / CODE_STEPS - paper);
}

/** 8-bit luma of gamma-encoded values (ITU-R BT.601). */
function lumaAt(data: Uint8Array, i: number): number {
  return (0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]! + 0.5) | 0;
}

function lumaRange({ data }: Raster): { least: number; greatest: number } {
  let least = 255;
  let greatest = 0;
  for (let i = 0; i < data.length; i += 3) {
    const luma = lumaAt(data, i);
    if (luma < least) least = luma;
    if (luma > greatest) greatest = luma;
  }
  return { least, greatest };
}
