import type { SurfaceLayer, TextureRecipe } from './recipe.js';

const ANY = Math.PI;

/** A sheet that lies on a table is never quite flat. */
const LYING: readonly SurfaceLayer[] = [
  { cellX: 420, cellY: 360, slope: 0.03, shape: 'even' },
  { cellX: 150, cellY: 170, slope: 0.012, shape: 'even' },
];

const LOOK = { exposure: 0.9, knee: 0.78, toneColour: [1, 1, 1], mainShare: 0.55 } as const;

/** Watercolour paper, its bumps pressed by a woollen felt. */
export const COLD_PRESS: TextureRecipe = {
  look: { ...LOOK, colour: 0xfbf8f0 },
  surface: [
    ...LYING,
    { cellX: 5.2, cellY: 4.6, slope: 0.11, shape: 'pillows' },
    { cellX: 9.5, cellY: 8.4, slope: 0.05, shape: 'even' },
    { cellX: 2.1, cellY: 1.9, slope: 0.07, shape: 'even' },
    { cellX: 0.9, cellY: 0.8, slope: 0.05, shape: 'even' },
  ],
  clouds: [{ cellX: 40, cellY: 40, deviation: 0.004 }],
  roughness: 0.05,
  fibres: [{ spacing: 3.2, length: [4, 12], bend: 2.2, spread: ANY, slope: 0.06, tone: [-0.004, 0.004] }],
  specks: [],
  weave: null,
};

/** Watercolour paper pressed smooth between hot rollers. */
export const HOT_PRESS: TextureRecipe = {
  look: { ...LOOK, colour: 0xfbf8f1 },
  surface: [
    ...LYING,
    { cellX: 11, cellY: 8, slope: 0.014, shape: 'even' },
    { cellX: 3.4, cellY: 2.8, slope: 0.02, shape: 'even' },
    { cellX: 1.2, cellY: 1, slope: 0.03, shape: 'even' },
  ],
  clouds: [
    { cellX: 14, cellY: 12, deviation: 0.004 },
    { cellX: 60, cellY: 60, deviation: 0.004 },
  ],
  roughness: 0.045,
  fibres: [{ spacing: 2.6, length: [4, 14], bend: 2.4, spread: ANY, slope: 0.055, tone: [-0.012, 0.008] }],
  specks: [],
  weave: null,
};

/** Brown wrapping paper, ribbed along the machine. */
export const KRAFT: TextureRecipe = {
  look: { ...LOOK, colour: 0xc39a6b, toneColour: [0.8, 1, 1.15] },
  surface: [
    ...LYING,
    { cellX: 60, cellY: 1.5, slope: 0.035, shape: 'even' },
    { cellX: 6, cellY: 4, slope: 0.025, shape: 'even' },
    { cellX: 1.6, cellY: 1.2, slope: 0.05, shape: 'even' },
  ],
  clouds: [
    { cellX: 12, cellY: 7, deviation: 0.018 },
    { cellX: 3, cellY: 2, deviation: 0.018 },
    { cellX: 90, cellY: 1.3, deviation: 0.016 },
  ],
  roughness: 0.06,
  fibres: [
    { spacing: 1.7, length: [3, 12], bend: 1.4, spread: ANY, slope: 0.05, tone: [-0.1, 0.08] },
    { spacing: 6.5, length: [6, 22], bend: 1.2, spread: 1.1, slope: 0.05, tone: [-0.22, 0.16] },
  ],
  specks: [{ spacing: 14, chance: 0.4, radius: [0.25, 0.7], tone: [-0.35, -0.1] }],
  weave: null,
};

/** Primed artists' canvas. */
export const CANVAS: TextureRecipe = {
  look: { ...LOOK, colour: 0xf4efe4, toneColour: [0.85, 1, 1.15] },
  surface: [...LYING, { cellX: 1.3, cellY: 1.3, slope: 0.06, shape: 'even' }],
  clouds: [{ cellX: 30, cellY: 30, deviation: 0.006 }],
  roughness: 0.06,
  fibres: [{ spacing: 9, length: [4, 12], bend: 2, spread: ANY, slope: 0.05, tone: [-0.02, 0.01] }],
  specks: [{ spacing: 30, chance: 0.35, radius: [0.4, 0.9], tone: [-0.05, 0.03] }],
  weave: { pitch: 3.5, height: 0.2, wander: 0.2, unevenness: 0.28 },
};

/** Japanese paper: long mulberry fibres in a thin, cloudy sheet. */
export const WASHI: TextureRecipe = {
  look: { ...LOOK, colour: 0xf3ecdc, toneColour: [0.85, 1, 1.3] },
  surface: [
    ...LYING,
    { cellX: 28, cellY: 22, slope: 0.022, shape: 'even' },
    { cellX: 5, cellY: 4, slope: 0.03, shape: 'even' },
    { cellX: 1.4, cellY: 1.2, slope: 0.035, shape: 'even' },
  ],
  clouds: [
    { cellX: 26, cellY: 22, deviation: 0.016 },
    { cellX: 9, cellY: 8, deviation: 0.014 },
    { cellX: 3, cellY: 3, deviation: 0.008 },
  ],
  roughness: 0.045,
  fibres: [
    { spacing: 3.4, length: [10, 40], bend: 2.6, spread: ANY, slope: 0.05, tone: [-0.035, 0.045] },
    { spacing: 9, length: [40, 130], bend: 3, spread: ANY, slope: 0.07, tone: [-0.07, 0.08] },
    { spacing: 42, length: [30, 110], bend: 2.4, spread: ANY, slope: 0.08, tone: [-0.24, -0.08] },
  ],
  specks: [{ spacing: 34, chance: 0.35, radius: [0.3, 1.2], tone: [-0.28, -0.08] }],
  weave: null,
};

/** Grey, short-fibred, unbleached. */
export const NEWSPRINT: TextureRecipe = {
  look: { ...LOOK, colour: 0xdcd5c5, toneColour: [0.9, 1, 1.1] },
  surface: [
    ...LYING,
    { cellX: 46, cellY: 2.2, slope: 0.012, shape: 'even' },
    { cellX: 7, cellY: 5, slope: 0.018, shape: 'even' },
    { cellX: 1.4, cellY: 1.2, slope: 0.04, shape: 'even' },
  ],
  clouds: [
    { cellX: 5, cellY: 4, deviation: 0.014 },
    { cellX: 1.8, cellY: 1.5, deviation: 0.014 },
    { cellX: 120, cellY: 100, deviation: 0.008 },
  ],
  roughness: 0.05,
  fibres: [
    { spacing: 2, length: [2, 8], bend: 1.4, spread: ANY, slope: 0.04, tone: [-0.06, 0.03] },
    { spacing: 8, length: [3, 12], bend: 1.4, spread: 1.2, slope: 0.03, tone: [-0.2, -0.06] },
  ],
  specks: [{ spacing: 9, chance: 0.45, radius: [0.2, 0.5], tone: [-0.3, -0.08] }],
  weave: null,
};
