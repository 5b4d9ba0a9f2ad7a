import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import sharp from 'sharp';
import {
  analysePaper,
  decodeAnalysis,
  encodeAnalysis,
  type PaperAnalysis,
} from '../../src/engine/core/analysis/index.js';
import { PRESETS, type MappingParameters } from '../../src/engine/core/presets/index.js';
import type { Raster } from '../../src/engine/core/raster.js';
import { wholeFrame } from '../../src/engine/core/render/frame.js';
import { createRenderer } from '../../src/engine/core/render/renderer.js';
import { prepareSheet } from '../../src/engine/core/render/sheet.js';
import { decode } from '../../src/engine/node/codec/index.js';
import { colourDifference } from '../support/perceptual.js';

/**
 * `UPDATE_GOLDENS=1 npx jest test/golden` analyses the papers anew and writes what is rendered now; look at every picture
 * before you commit it.
 */
const UPDATE = process.env['UPDATE_GOLDENS'] === '1';
const FIXTURES = join('test', 'fixtures');
const GOLDENS = join('test', 'golden');
/** Differences that no eye sees: mean and 99.9th percentile of ΔE, where 1 is just noticeable side by side. */
const LIMIT = { mean: 0.5, high: 6 };

const { natural, classic } = PRESETS;

interface Case {
  readonly name: string;
  readonly art: string;
  readonly paper: string;
  readonly parameters: MappingParameters;
}

const CASES: readonly Case[] = [
  { name: 'natural', art: 'starry-night.jpg', paper: 'crumpled-paper.webp', parameters: natural.parameters },
  {
    name: 'classic',
    art: 'starry-night.jpg',
    paper: 'crumpled-paper.webp',
    parameters: { ...classic.parameters, rotation: 12 },
  },
  { name: 'natural-textured', art: 'art/tide.jpg', paper: 'textured-paper.jpg', parameters: natural.parameters },
  {
    name: 'natural-placed',
    art: 'art/ridge.jpg',
    paper: 'crumpled-paper.webp',
    parameters: {
      ...natural.parameters,
      fit: 'contain',
      rotation: -6,
      edge: 'deckle',
      wear: 1,
      quad: [
        { x: 0.1, y: 0.08 },
        { x: 0.92, y: 0.16 },
        { x: 0.85, y: 0.94 },
        { x: 0.04, y: 0.86 },
      ],
    },
  },
  {
    name: 'natural-mesh',
    art: 'art/tide.jpg',
    paper: 'crumpled-paper.webp',
    parameters: {
      ...natural.parameters,
      fit: 'cover',
      margin: 0,
      mesh: [
        [
          { x: 0.08, y: 0.2 },
          { x: 0.36, y: 0.08 },
          { x: 0.64, y: 0.16 },
          { x: 0.94, y: 0.06 },
        ],
        [
          { x: 0.12, y: 0.54 },
          { x: 0.4, y: 0.46 },
          { x: 0.66, y: 0.54 },
          { x: 0.9, y: 0.44 },
        ],
        [
          { x: 0.06, y: 0.94 },
          { x: 0.34, y: 0.82 },
          { x: 0.62, y: 0.92 },
          { x: 0.95, y: 0.86 },
        ],
      ],
    },
  },
];

const pictureOf = async (name: string): Promise<Raster> =>
  decode(await readFile(join(FIXTURES, name)), 10_000_000, 'flatten');

/** The analysis that the goldens were made with: how papers are analysed may improve without changing how they are rendered. */
async function analysisOf(paper: string, sheet: Raster): Promise<PaperAnalysis> {
  const path = join(GOLDENS, `${basename(paper, extname(paper))}.analysis`);
  if (UPDATE) await writeFile(path, encodeAnalysis(analysePaper(sheet)));
  return decodeAnalysis(await readFile(path));
}

interface Printed {
  readonly result: Raster;
  readonly sheet: Raster;
}

async function rendered({ art, paper, parameters }: Case): Promise<Printed> {
  const sheet = await pictureOf(paper);
  const result = { ...sheet, data: sheet.data.slice() };
  const frame = wholeFrame(sheet.width, sheet.height);
  const prepared = prepareSheet(await analysisOf(paper, sheet));
  createRenderer(null)({ art: await pictureOf(art), paper: result, frame, sheet: prepared, parameters });
  return { result, sheet };
}

/** What several tests look at. */
const prints = new Map<string, Promise<Printed>>();
function printedOnce(given: Case): Promise<Printed> {
  const known = prints.get(given.name) ?? rendered(given);
  prints.set(given.name, known);
  return known;
}

async function golden(name: string, result: Raster): Promise<Raster> {
  const path = join(GOLDENS, `${name}.webp`);
  if (UPDATE) {
    const { width, height, channels, data } = result;
    await sharp(data, { raw: { width, height, channels } }).webp({ lossless: true, effort: 6 }).toFile(path);
  }
  if (!existsSync(path)) throw new Error(`${path} is missing: write it with UPDATE_GOLDENS=1`);
  return decode(await readFile(path), 10_000_000, 'flatten');
}

/** Share of pixels, 0…1, that differ from the bare sheet. */
function printedShare(result: Raster, sheet: Raster): number {
  let printed = 0;
  for (let i = 0; i < result.data.length; i += 3) {
    if ([0, 1, 2].some((channel) => result.data[i + channel] !== sheet.data[i + channel])) printed += 1;
  }
  return (3 * printed) / result.data.length;
}

describe.each(CASES)('$name', (given) => {
  it('looks as it did', async () => {
    const { result } = await printedOnce(given);
    const expected = await golden(given.name, result);
    expect([result.width, result.height, result.channels]).toEqual([
      expected.width,
      expected.height,
      expected.channels,
    ]);
    const { mean, high } = colourDifference(result, expected);
    expect(mean).toBeLessThanOrEqual(LIMIT.mean);
    expect(high).toBeLessThanOrEqual(LIMIT.high);
  });
});

describe('what is printed', () => {
  it.each([
    ['natural', 0.78, 0.86],
    ['natural-textured', 0.7, 0.86],
    ['natural-placed', 0.3, 0.6],
    ['natural-mesh', 0.5, 0.75],
  ])('by %s leaves its border bare', async (name, least, most) => {
    const { result, sheet } = await printedOnce(CASES.find((given) => given.name === name)!);
    expect(printedShare(result, sheet)).toBeGreaterThan(least);
    expect(printedShare(result, sheet)).toBeLessThan(most);
  });

  it('bounds tell a wrong picture from the right one', async () => {
    const [first, second] = [CASES[0]!, { ...CASES[0]!, parameters: { ...natural.parameters, fold: 0 } }];
    const { mean } = colourDifference((await printedOnce(first)).result, (await rendered(second)).result);
    expect(mean).toBeGreaterThan(LIMIT.mean * 2);
  });
});
