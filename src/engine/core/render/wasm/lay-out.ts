import { CODE_OF_LINEAR16, LINEAR_OF_CODE, luminance } from '../../colour.js';
import type { Plane } from '../../raster.js';
import { NO_SHIFT } from '../bounds.js';
import { displacementRange } from '../displacement-rows.js';
import type { Frame } from '../frame.js';
import { CLUMP_SCALE } from '../grain.js';
import { thinningOf } from '../ink.js';
import { GLINT, type InkTonePlan } from '../ink-tone.js';
import { keepLatest } from '../../keep-latest.js';
import type { Miniature } from '../miniature.js';
import type { MultiplyTonePlan } from '../multiply-tone.js';
import type { PrintPlan } from '../print-plan.js';
import type { Level } from '../pyramid.js';
import type { RelightPlan } from '../relight.js';
import type { RenderPlan } from '../render.js';
import { BLOCK } from '../sampler.js';
import { type SplineTaps, splineTaps } from '../surface.js';
import type { VignetteFactors } from '../vignette.js';
import { frayingOf } from '../wear.js';
import { grainWriter, type GrainWriter } from './grain-records.js';
import type { Layers } from './layers.js';
import { deckleRecord, groundRecord, rangeRecord, shapeRecord } from './shape-records.js';
import { double, single, type Workspace } from './workspace.js';

/** Tables that every rendering needs, and records. */
const TABLE_BYTES = 1_000_000;
/**
 * Rows as wide as the output: displacement of two rows, heights, coverage, grain, wear, light, the ground's grain, a canvas's row,
 * the light's grain.
 */
const ROWS = 12;
/** Bytes of the taps of one surface for each output column and row. */
const TAP_BYTES = 20;
/** Surfaces of different size: folds, mottle and creases, mesh, light. */
const SURFACES = 4;

/** Bytes of workspace that one thread needs. */
export function workspaceBytes({ print, tone, miniature }: RenderPlan): number {
  const { width, height } = print.frame;
  const vignettes = 4 * (width + height);
  const ofInk = tone.blend === 'ink' ? [tone.mottle, tone.relight?.folds] : [];
  const planes = [print.height, print.warp?.x, ...ofInk];
  const blended = planes.reduce((sum, plane) => sum + (plane ? 4 * plane.width + 256 : 0), 0);
  const rows = ROWS * (4 * width + 256);
  const taps = SURFACES * TAP_BYTES * (width + height);
  const sums = miniature ? 6 * width + 256 : 0;
  return Math.ceil((TABLE_BYTES + rows + sums + taps + vignettes + 3 * blended) / 64) * 64;
}

/**
 * Address of a plan, whose arrays lie in the kernel's memory, written as the records of `src/engine/kernel/records.ts`.
 *
 * @param canvas gets the rows, where the paper is to stay as it is
 * @param layers what of the picture is there from the one before
 */
export function layOut(
  { print, tone, ground, miniature }: RenderPlan,
  kernels: Int16Array,
  workspace: Workspace,
  canvas: Uint8Array | null,
  layers: Layers | null,
): number {
  const { frame, levels, toArt, shift, warp } = print;
  const row = () => workspace.row(frame.width).byteOffset;
  const surfaces = surfaceWriter(frame, workspace);
  const grains = grainWriter(workspace);
  const block = () => workspace.row(BLOCK * 2).byteOffset;
  return workspace.record([
    frame.width,
    frame.height,
    tone.paper.data.byteOffset,
    workspace.record(toArt.map(double)),
    workspace.put(levelRecords(levels)),
    levels.length,
    layers?.art?.known ? 3 : levels[0]!.channels,
    workspace.put(kernels),
    follows(print) ? surfaces(print.height) : 0,
    single(shift.x),
    single(shift.y),
    warp ? surfaces(warp.x) : 0,
    warp ? surfaces(warp.y) : 0,
    Number(follows(print) || warp !== null),
    row(),
    row(),
    row(),
    row(),
    row(),
    row(),
    block(),
    block(),
    block(),
    block(),
    workspace.record([0, 0, 0]),
    workspace.row(4).byteOffset,
    workspace.put(LINEAR_OF_CODE),
    workspace.put(CODE_OF_LINEAR16),
    tone.blend === 'ink' ? inkRecord(tone, surfaces, grains, workspace) : 0,
    tone.blend === 'multiply' ? multiplyRecord(tone, workspace) : 0,
    shapeRecord(print, workspace),
    rangeRecord(displacementRange(print), workspace),
    rangeRecord(NO_SHIFT, workspace),
    workspace.record([0, 0].map(double)),
    print.deckle ? deckleRecord(print.deckle, workspace) : 0,
    ground ? groundRecord(ground, row(), grains, workspace) : 0,
    miniature ? miniatureRecord(miniature, frame, workspace) : 0,
    canvas ? workspace.record([tone.paper.data.byteOffset, canvas.byteOffset, row()]) : 0,
    layers ? layersRecord(layers, workspace) : 0,
    0,
  ]);
}

function layersRecord({ needs, heights, lightFolds, lightGrain, art }: Layers, workspace: Workspace): number {
  return workspace.record([
    Number(needs.heights),
    heights,
    Number(needs.light),
    lightFolds,
    lightGrain,
    art ? workspace.record([Number(art.known), art.codes, art.cover, art.kinds]) : 0,
  ]);
}

const follows = ({ shift }: PrintPlan) => shift.x !== 0 || shift.y !== 0;

function levelRecords(levels: readonly Level[]): Uint8Array {
  const bytes = 32;
  const view = new DataView(new ArrayBuffer(levels.length * bytes));
  levels.forEach(({ perPixel, data, width, height }, i) => {
    view.setFloat64(i * bytes, perPixel.x, true);
    view.setFloat64(i * bytes + 8, perPixel.y, true);
    [data.byteOffset, width, height].forEach((field, k) => view.setInt32(i * bytes + 16 + 4 * k, field, true));
  });
  return new Uint8Array(view.buffer);
}

function miniatureRecord({ factor, picture }: Miniature, { width }: Frame, workspace: Workspace): number {
  const sums = workspace.row(Math.ceil(1.5 * width));
  return workspace.record([factor, picture.width, picture.data.byteOffset, sums.byteOffset]);
}

type SurfaceWriter = (plane: Plane) => number;

const knownTaps = new Map<string, SplineTaps>();
/** One picture has six at most; a preview is drawn in the same few sizes again and again. */
const MOST_TAPS = 48;

function tapsOf(samples: number, start: number, size: number, outputs: number): SplineTaps {
  const key = `${samples} ${start} ${size} ${outputs}`;
  const known = knownTaps.get(key);
  if (known) return known;
  const taps = splineTaps(samples, start, size, outputs);
  if (knownTaps.size === MOST_TAPS) knownTaps.clear();
  knownTaps.set(key, taps);
  return taps;
}

/** Surfaces of one size share their taps. */
function surfaceWriter(frame: Frame, workspace: Workspace): SurfaceWriter {
  const { crop } = frame;
  const written = new Map<string, readonly number[]>();
  const put = (samples: number, start: number, size: number, outputs: number) => {
    const { first, weights } = tapsOf(samples, start, size, outputs);
    return [workspace.put(first), workspace.put(weights)];
  };
  return ({ width, height, data }) => {
    const key = `${width} ${height}`;
    const taps = written.get(key) ?? [
      ...put(width, crop.x, crop.width, frame.width),
      ...put(height, crop.y, crop.height, frame.height),
    ];
    written.set(key, taps);
    return workspace.record([data.byteOffset, width, height, ...taps, workspace.row(width + 8).byteOffset]);
  };
}

const latestFilm = keepLatest<Float32Array>();
const latestLight = keepLatest<Float32Array>();

function inkRecord(tone: InkTonePlan, surfaces: SurfaceWriter, grains: GrainWriter, workspace: Workspace): number {
  const { frame, reflectance, white, mottle, wear, relight, vignette } = tone;
  const row = () => workspace.row(frame.width).byteOffset;
  return workspace.record([
    workspace.put(latestFilm(reflectance, String(tone.tooth), () => filmTable(tone))),
    workspace.put(latestLight(white, '', () => lightTables(white))),
    ...grains(tone.seed),
    mottle ? surfaces(mottle) : 0,
    wear ? surfaces(wear) : 0,
    single(CLUMP_SCALE * frayingOf(Math.max(frame.width, frame.height))),
    ...white.map(single),
    relight ? relightRecord(relight, tone, workspace) : 0,
    vignette ? vignetteRecord(vignette, workspace) : 0,
    row(),
    row(),
    row(),
  ]);
}

/** By the art's code: what the ink takes of the light, and its change with thickness. */
function filmTable({ reflectance, tooth }: InkTonePlan): Float32Array {
  const thinning = thinningOf(reflectance);
  return pairs(reflectance.length, (code) => [1 - reflectance[code]!, -thinning[code]! * tooth]);
}

/** For each channel, by the paper's code: its light, and less what of it glints on top of ink. */
function lightTables(white: readonly number[]): Float32Array {
  return pairs(3 * 256, (i) => {
    const paper = LINEAR_OF_CODE[i & 255]!;
    const glint = GLINT * Math.max(0, paper - white[i >> 8]!);
    return [65535 * paper, 65535 * (paper - glint)];
  });
}

function pairs(length: number, valueOf: (index: number) => readonly [number, number]): Float32Array {
  const values = new Float32Array(2 * length);
  for (let i = 0; i < length; i++) values.set(valueOf(i), 2 * i);
  return values;
}

/** The folds of the light are measured on the output itself, so they cover all of it whatever the frame shows of the paper. */
function relightRecord(
  { folds, white, illumination, grain }: RelightPlan,
  tone: InkTonePlan,
  workspace: Workspace,
): number {
  const { width, height } = tone.paper;
  const whole = surfaceWriter({ width, height, crop: { x: 0, y: 0, width: 1, height: 1 } }, workspace);
  return workspace.record([
    whole(folds),
    workspace.put(luminanceTables(white)),
    single(illumination),
    single(grain),
    workspace.row(width).byteOffset,
  ]);
}

/** By red, green and blue code: what it adds to the luminance relative to white. */
function luminanceTables(white: number): Float32Array {
  const shares = [luminance(1, 0, 0), luminance(0, 1, 0), luminance(0, 0, 1)];
  return Float32Array.from({ length: 3 * 256 }, (_, i) => (shares[i >> 8]! * LINEAR_OF_CODE[i & 255]!) / white);
}

function vignetteRecord({ across, down, scale, offset }: VignetteFactors, workspace: Workspace): number {
  return workspace.record([workspace.put(across), workspace.put(down), single(scale), single(offset)]);
}

function multiplyRecord({ factors, vignette }: MultiplyTonePlan, workspace: Workspace): number {
  return workspace.record([workspace.put(factors), vignetteRecord(vignette, workspace)]);
}
