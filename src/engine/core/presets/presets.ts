import type { PaperStyle } from '../papers/index.js';
import type { MappingParameters, OutputOptions } from './parameters.js';

export interface Preset {
  readonly name: string;
  readonly title: string;
  /** One sentence for the artist who chooses. */
  readonly description: string;
  /** The paper that it looks best on, chosen where the artist names none; null: any. */
  readonly paper: PaperPreference | null;
  readonly parameters: MappingParameters;
}

export interface PaperPreference {
  readonly style: PaperStyle;
  /** 0…1, see PaperSpecification. */
  readonly strength?: number;
  /** sRGB as 0xRRGGBB. */
  readonly colour?: number;
}

const natural: MappingParameters = {
  blend: 'ink',
  rotation: 0,
  scale: 1,
  offset: { x: 0, y: 0 },
  fit: 'cover',
  quad: null,
  mesh: null,
  fold: 0.9,
  illumination: 1,
  grain: 1,
  wear: 0.6,
  ink: { absorption: 0.5, showThrough: 0 },
  light: null,
  vignette: { strength: 0, smoothness: 1.2 },
  margin: 0.05,
  edge: 'clean',
  background: null,
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
    paper: null,
    parameters: natural,
  },
  classic: {
    name: 'classic',
    title: 'Classic',
    description:
      'The flat picture laid over the whole sheet, with the paper’s shadows and a slight darkening of the corners.',
    paper: null,
    parameters: classic,
  },
  'deep-crumple': {
    name: 'deep-crumple',
    title: 'Deep crumple',
    description:
      'A print that was screwed up and opened again: the art bends with every fold and creases show bare paper.',
    paper: { style: 'ball-crumpled' },
    parameters: { ...natural, fold: 1, wear: 0.85, ink: { absorption: 0.4, showThrough: 0 } },
  },
  'soft-crumple': {
    name: 'soft-crumple',
    title: 'Soft crumple',
    description: 'A sheet that was carried in a pocket: rounded folds, soft light, the ink almost whole.',
    paper: { style: 'soft-crumpled' },
    parameters: { ...natural, wear: 0.2, ink: { absorption: 0.6, showThrough: 0.02 } },
  },
  'poster-fold': {
    name: 'poster-fold',
    title: 'Folded poster',
    description:
      'A poster out of a magazine, unfolded and pinned to the wall: straight creases, worn where they cross.',
    paper: { style: 'folded-3x2' },
    parameters: { ...natural, fold: 1, wear: 0.9, margin: 0.025, ink: { absorption: 0.35, showThrough: 0.01 } },
  },
  watercolour: {
    name: 'watercolour',
    title: 'Watercolour',
    description:
      'Painted on cold-pressed paper: soaked-in colour, the felt’s bumps beneath it and a torn edge around it.',
    paper: { style: 'cold-press' },
    parameters: {
      ...natural,
      fold: 0.3,
      wear: 0,
      ink: { absorption: 0.85, showThrough: 0.07 },
      margin: 0.08,
      edge: 'deckle',
    },
  },
  canvas: {
    name: 'canvas',
    title: 'Canvas',
    description: 'On primed artists’ canvas from edge to edge, the weave showing through the paint.',
    paper: { style: 'canvas' },
    parameters: { ...natural, fold: 0.2, wear: 0, ink: { absorption: 0.15, showThrough: 0 }, margin: 0 },
  },
  kraft: {
    name: 'kraft',
    title: 'Kraft paper',
    description: 'Printed on brown wrapping paper: whites turn to paper, colours grow warm and fibres show.',
    paper: { style: 'kraft' },
    parameters: { ...natural, fold: 0.4, wear: 0.3, ink: { absorption: 0.75, showThrough: 0.05 }, margin: 0.06 },
  },
  washi: {
    name: 'washi',
    title: 'Washi',
    description: 'On handmade Japanese paper: long fibres, a soft cloudy ground and a torn edge.',
    paper: { style: 'washi' },
    parameters: {
      ...natural,
      fold: 0.4,
      wear: 0,
      ink: { absorption: 0.8, showThrough: 0.045 },
      margin: 0.07,
      edge: 'deckle',
    },
  },
  newsprint: {
    name: 'newsprint',
    title: 'Newsprint',
    description: 'Printed in a newspaper: grey stock, soaked-in ink that is never quite black.',
    paper: { style: 'newsprint' },
    parameters: { ...natural, fold: 0.4, wear: 0.3, ink: { absorption: 1, showThrough: 0.1 }, margin: 0.06 },
  },
  'old-photo': {
    name: 'old-photo',
    title: 'Old photograph',
    description: 'Out of a shoebox: faded blacks, a cream border, darkened corners and cracks where it was folded.',
    paper: { style: 'folded-2x2', strength: 0.35, colour: 0xf4e8cf },
    parameters: {
      ...natural,
      fold: 0.8,
      wear: 0.9,
      ink: { absorption: 0.25, showThrough: 0.1 },
      vignette: { strength: 0.22, smoothness: 0.8 },
      margin: 0.06,
    },
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
