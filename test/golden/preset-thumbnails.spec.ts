import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { GeneratedPaper } from '../../src/engine/core/papers/index.js';
import { PRESETS, type Preset, type PresetName } from '../../src/engine/core/presets/index.js';
import type { Raster } from '../../src/engine/core/raster.js';
import { wholeFrame } from '../../src/engine/core/render/frame.js';
import { createRenderer } from '../../src/engine/core/render/renderer.js';
import { prepareSheet } from '../../src/engine/core/render/sheet.js';
import { analysePaper, generatePaper } from '../support/built-papers.js';
import { breadth } from '../support/breadth.js';
import { builtKernel } from '../support/built-kernel.js';
import { colourDifference } from '../support/perceptual.js';

/** What `GET /presets/{name}/thumbnail` answers with is what the engine renders: `UPDATE_GOLDENS=1` writes the pictures. */
const UPDATE = process.env['UPDATE_GOLDENS'] === '1';
const THUMBNAILS = join('src', 'mapping', 'preset-thumbnails');
const SIZE = { width: 600, height: 400 };
const PAPER_SEED = 9;
/** Differences, seen from afar, that lossy compression leaves. */
const LIMIT = { mean: 2.4, high: 10 };
const AFAR = 4;

async function rgb(image: Sharp): Promise<Raster> {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) };
}

const open = ({ width, height, channels, data }: Raster) => sharp(data, { raw: { width, height, channels } });
const fromAfar = (image: Sharp) => rgb(image.resize(SIZE.width / AFAR, undefined, { fastShrinkOnLoad: false }));

const art = readFile(join('test', 'fixtures', 'starry-night.jpg')).then((file) => rgb(sharp(file)));

/** Some presets look best on the same paper. */
const papers = new Map<string, GeneratedPaper>();
function paperOf(preference: Preset['paper']): GeneratedPaper {
  const specification = { style: 'crumpled', ...preference, seed: PAPER_SEED, ...SIZE } as const;
  const key = JSON.stringify(specification);
  const paper = papers.get(key) ?? generatePaper(specification);
  papers.set(key, paper);
  return paper;
}

const render = createRenderer(builtKernel());

async function rendered({ paper, parameters }: Preset): Promise<Raster> {
  const { image, height, light } = paperOf(paper);
  const sheet = prepareSheet(analysePaper(image, { height, light }));
  const picture = { ...image, data: image.data.slice() };
  const frame = wholeFrame(SIZE.width, SIZE.height);
  render({ art: await art, paper: picture, frame, sheet, parameters });
  return picture;
}

const pictures = new Map<PresetName, Raster>();

const everyPreset = Object.keys(PRESETS) as PresetName[];
const compared = breadth(everyPreset.slice(0, 2), everyPreset);

describe.each(compared)('%s', (name) => {
  it('looks like its thumbnail', async () => {
    const picture = await rendered(PRESETS[name]);
    const seen = await fromAfar(open(picture));
    pictures.set(name, seen);
    const path = join(THUMBNAILS, `${name}.webp`);
    if (UPDATE)
      await writeFile(path, await open(picture).webp({ quality: 86, effort: 6, smartSubsample: true }).toBuffer());
    const { mean, high } = colourDifference(seen, await fromAfar(sharp(await readFile(path))));
    expect(mean).toBeLessThan(LIMIT.mean);
    expect(high).toBeLessThan(LIMIT.high);
  });
});

it('each looks more like its own thumbnail than like any other', async () => {
  const thumbnails = await Promise.all(
    everyPreset.map(
      async (name) => [name, await fromAfar(sharp(await readFile(join(THUMBNAILS, `${name}.webp`))))] as const,
    ),
  );
  expect([...pictures.keys()]).toEqual(compared);
  for (const [name, picture] of pictures) {
    const differences = thumbnails.map(
      ([other, thumbnail]) => [other, colourDifference(picture, thumbnail).mean] as const,
    );
    expect(differences.toSorted((a, b) => a[1] - b[1])[0]![0]).toBe(name);
  }
});
