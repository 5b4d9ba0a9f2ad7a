import { type ColourSpace, DISPLAY_P3, SRGB } from '../core/colour-space/index.js';
import type { OutputColourSpace } from '../core/presets/index.js';
import type { ImageHeader } from './codec/index.js';

/**
 * The space of a result. `keep` is the art's own where its profile is kept and colour is what it describes; paper is nearly
 * neutral and fits into any. Grey art, and art whose file does not say or had to be converted, gives sRGB.
 */
export function outputSpace(wanted: OutputColourSpace, { handling, model, space }: ImageHeader['colour']): ColourSpace {
  if (wanted === 'srgb') return SRGB;
  if (wanted === 'display-p3') return DISPLAY_P3;
  return handling === 'kept' && model === 'rgb' ? space : SRGB;
}
