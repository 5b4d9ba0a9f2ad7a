import { CODE_OF_LINEAR16, LINEAR_OF_CODE } from '../colour.js';
import { addSlopesOfHeight, createBand } from '../papers/band.js';
import { frameOf } from '../papers/frame.js';
import { illuminate, openSky, skylight } from '../papers/photography/illumination.js';
import { layLight, shade } from '../papers/photography/shade.js';
import { reduce } from '../resample.js';
import { fitWithin } from '../size.js';
import type { TurnedLight } from '../presets/index.js';
import { createPlane, type LightDirection, type Plane, type Raster } from '../raster.js';
import type { Frame } from './frame.js';
import { keepLatest } from '../keep-latest.js';
import type { Sheet } from './sheet.js';
import { createSurfaceRows } from './surface.js';

/** Confidence below which the relief cannot carry another light. */
export const LEAST_CONFIDENCE = 0.35;
/** Share of the lamp in the light on a level sheet; the rest comes from all around. */
const LAMP = 0.55;
/** Slopes of a sheet over those of the relief that was found on its photograph. */
const SMOOTHED = 1.5;
/** Longer side of the plane in which shadows are found. */
const SHADOW_SIDE = 512;
/** Bounds of what light another direction gives or takes: beyond them are shadows that no relief that was found explains. */
const GAINS = { found: { least: 0.25, greatest: 3 }, known: { least: 0.1, greatest: 6 } } as const;
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

/** Of each sheet, how it looks in its own light, which stays while another is looked for. */
const ownLight = keepLatest<{ readonly sky: Plane | null; readonly shading: Float32Array }>();
const latestGain = keepLatest<Plane>();

/**
 * Lights the paper from elsewhere, in place: each point's luminance times what a matt surface of its slope gains by the other
 * light. A level sheet keeps its brightness. Where the height is known, shadows leave their places and fall elsewhere.
 */
export function turnLight(paper: Raster, frame: Frame, sheet: Sheet, light: TurnedLight | null): void {
  if (!light || renderedLight(sheet, light) !== 'turned') return;
  const { width, height } = paper;
  const { azimuth, elevation, strength } = light;
  const logarithms = latestGain(sheet.relief, `${azimuth} ${elevation} ${strength}`, () => logGain(sheet, light));
  const rows = createSurfaceRows(logarithms, frame);
  const gains = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    rows(y, 0, width, gains);
    for (let x = 0, i = y * width * 3; x < width; x++, i += 3) {
      const gain = Math.exp(gains[x]!);
      for (let k = i; k < i + 3; k++) {
        const level = softened(LINEAR_OF_CODE[paper.data[k]!]!, gain);
        paper.data[k] = CODE_OF_LINEAR16[(level * 65535 + 0.5) | 0]!;
      }
    }
  }
}

/** Natural logarithm of what each point of the relief gains by the other light. */
function logGain(sheet: Sheet, light: TurnedLight): Plane {
  const { width, height, data } = sheet.relief;
  const band = createBand(width, height, 0);
  const pixels = sheet.depth * Math.max(width, height) * (sheet.known ? 1 : SMOOTHED);
  for (let i = 0; i < data.length; i++) band.z[i] = data[i]! * pixels;
  addSlopesOfHeight(band);
  const hills = sheet.known ? hillsOf({ width, height, data: band.z }) : null;
  const shadingUnder = (direction: LightDirection, sky: Plane | null) => {
    const illumination = hills && sky ? illuminate(hills.heights, hills.scale, direction, sky) : openSky(direction);
    const luminance = new Float32Array(width * height);
    shade(band, layLight(illumination, width, LAMP), height, luminance);
    return luminance;
  };
  const own = ownLight(sheet.relief, '', () => {
    const sky = hills && skylight(hills.heights, hills.scale);
    return { sky, shading: shadingUnder(sheet.light, sky) };
  });
  const turned = shadingUnder(light, own.sky);
  const { least, greatest } = sheet.known ? GAINS.known : GAINS.found;
  const gain = createPlane(width, height);
  for (let i = 0; i < gain.data.length; i++) {
    const bounded = Math.min(greatest, Math.max(least, turned[i]! / own.shading[i]!));
    gain.data[i] = light.strength * Math.log(bounded);
  }
  return gain;
}

/** What throws shadows, as `illuminate` takes it. @param heights in pixels of the plane */
function hillsOf(heights: Plane): { readonly heights: Plane; readonly scale: number } {
  const small = reduce(heights, fitWithin(heights, SHADOW_SIDE));
  const ratio = small.width / heights.width;
  for (let i = 0; i < small.data.length; i++) small.data[i] = small.data[i]! * ratio;
  return { heights: small, scale: small.width / frameOf(small.width, small.height).width };
}

/** A level times its gain; what a gain above 1 lifts beyond the knee approaches white. */
function softened(level: number, gain: number): number {
  const lifted = level * gain;
  if (gain <= 1 || lifted <= KNEE) return lifted;
  const from = Math.max(KNEE, level);
  return Math.min(1, from + (1 - from) * Math.tanh((lifted - from) / (1 - from + 1e-6)));
}
