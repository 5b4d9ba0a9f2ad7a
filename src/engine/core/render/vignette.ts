import { CODE_OF_LINEAR16, LINEAR_OF_CODE } from '../colour.js';
import type { Vignette } from '../presets/index.js';

/** Factor of a vignette at a pixel: `across[x] * down[y] * scale + offset`. */
export interface VignetteFactors {
  readonly across: Float32Array;
  readonly down: Float32Array;
  readonly scale: number;
  readonly offset: number;
}

/**
 * Outer product of two Gaussians centred on the picture, deviations ⌊smoothness·width⌋ and ⌊smoothness·height⌋, mapped
 * linearly so that the centre keeps all light and the darkest corner loses `strength` of it.
 */
export function vignetteFactors(width: number, height: number, { strength, smoothness }: Vignette): VignetteFactors {
  const across = fallOff(width, smoothness);
  const down = fallOff(height, smoothness);
  const greatest = Math.max(...across) * Math.max(...down);
  const least = across[0]! * down[0]!;
  const scale = greatest > least ? strength / (greatest - least) : 0;
  return { across, down, scale, offset: 1 - greatest * scale };
}

function fallOff(size: number, smoothness: number): Float32Array {
  const sigma = Math.max(1, Math.floor(smoothness * size));
  const centre = (size - 1) / 2;
  return Float32Array.from({ length: size }, (_, i) => Math.exp(-((i - centre) ** 2) / (2 * sigma * sigma)));
}

/** Darkens columns `from`…`to` of one row, in place, in linear light. */
export function darkenRow(
  data: Uint8Array,
  width: number,
  y: number,
  from: number,
  to: number,
  { across, down, scale, offset }: VignetteFactors,
): void {
  for (let x = from, i = (y * width + from) * 3; x < to; x++, i += 3) {
    const factor = (across[x]! * down[y]! * scale + offset) * 65535;
    for (let channel = 0; channel < 3; channel++) {
      data[i + channel] = CODE_OF_LINEAR16[(LINEAR_OF_CODE[data[i + channel]!]! * factor + 0.5) | 0]!;
    }
  }
}
