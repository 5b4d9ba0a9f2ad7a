import type { MappingParameters, OutputOptions } from './parameters.js';

export interface Preset {
  readonly name: string;
  readonly title: string;
  /** One sentence for the artist who chooses. */
  readonly description: string;
  readonly parameters: MappingParameters;
}

const natural: MappingParameters = {
  blend: 'ink',
  rotation: 0,
  scale: 1,
  offset: { x: 0, y: 0 },
  fit: 'cover',
  quad: null,
  fold: 0.9,
  illumination: 1,
  grain: 1,
  wear: 0.6,
  ink: { absorption: 0.5, showThrough: 0 },
  vignette: { strength: 0, smoothness: 1.2 },
  margin: 0.05,
  edge: 'clean',
  seed: 1,
};

const classic: MappingParameters = {
  ...natural,
  blend: 'multiply',
  fit: 'stretch',
  fold: 0,
  wear: 0,
  ink: { absorption: 0, showThrough: 0 },
  vignette: { strength: 0.1, smoothness: 1.2 },
  margin: 0,
};

/** Every preset by its name; each is complete, so that parameters given with it only override. */
export const PRESETS = {
  natural: {
    name: 'natural',
    title: 'Natural',
    description:
      'Printed on this very sheet: the art follows the folds, takes the light and grain, and wears on sharp creases.',
    parameters: natural,
  },
  classic: {
    name: 'classic',
    title: 'Classic',
    description:
      'The flat picture laid over the whole sheet, with the paper’s shadows and a slight darkening of the corners.',
    parameters: classic,
  },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;

export const DEFAULT_PRESET: PresetName = 'natural';

export const DEFAULT_OUTPUT: OutputOptions = {
  format: 'png',
  quality: 90,
  width: null,
  height: null,
  colorSpace: 'keep',
  dpi: null,
};
