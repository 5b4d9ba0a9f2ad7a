// node scripts/studio-samples.mjs: makes what the Studio's first page brings along, with the engine as it is built: papers of
// the library with their analysis, sample artworks, and the pair of pictures before and after. Needs `npm run build`.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { LIBRARY_CATALOGUE } from '../dist/base-images/library-catalogue.js';
import { reduce } from '../dist/engine/core/resample.js';
import { fitWithin } from '../dist/engine/core/size.js';
import { analysePaper, encodeAnalysis, ANALYSIS_VERSION } from '../dist/engine/core/analysis/index.js';
import { generatePaper, PAPER_GENERATOR_VERSION } from '../dist/engine/core/papers/index.js';
import { PRESETS } from '../dist/engine/core/presets/index.js';
import { wholeFrame } from '../dist/engine/core/render/frame.js';
import { createRenderer, prepareSheet } from '../dist/engine/core/render/index.js';
import { root } from './steps/prepare.mjs';

const TARGET = join(root, 'admin', 'src', 'studio', 'samples');
/** Longer side of papers and of the pair; what a preview shows. */
const SIDE = 1024;
/** Of the pair, the smallest first: phones, most screens, and those of twice the pixels. admin/src/studio/first/lead-picture.ts */
const LEAD_SIDES = [640, SIDE, 1600];
/** Longer side of the papers' relief: half the bytes of the engine's own, and hardly a tenth of a pixel away from it. */
const RELIEF_SIDE = 768;
const THUMBNAIL_SIDE = 240;
const PAPERS = ['crumpled-square-1', 'crumpled-landscape-1', 'crumpled-portrait-1', 'crumpled-landscape-2'];
const ARTWORKS = ['tide', 'forme', 'ridge', 'arch'];

await mkdir(join(TARGET, 'papers'), { recursive: true });
await mkdir(join(TARGET, 'art'), { recursive: true });

const made = [];
for (const key of PAPERS) made.push(await paper(LIBRARY_CATALOGUE.full.find((entry) => entry.key === key)));
await writeFile(
  join(TARGET, 'papers', 'papers.json'),
  `${JSON.stringify({ generatorVersion: PAPER_GENERATOR_VERSION, analysisVersion: ANALYSIS_VERSION, papers: made.map(({ facts }) => facts) }, null, 2)}\n`,
);
for (const name of ARTWORKS) {
  const drawing = sharp(join(root, 'scripts', 'studio-samples', `${name}.svg`));
  await drawing
    .clone()
    .webp({ lossless: true, effort: 6 })
    .toFile(join(TARGET, 'art', `${name}.webp`));
  await thumbnail(drawing, join(TARGET, 'art', `${name}-small.webp`));
}
await beforeAndAfter(made[0]);

function thumbnail(picture, file) {
  return picture
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside' })
    .webp({ quality: 82, effort: 6 })
    .toFile(file);
}

/** As the library has it, reduced for the screen; its analysis is that of the full size. */
async function paper({ key, name, specification }) {
  const { image, height, light } = generatePaper(specification);
  const analysis = analysePaper(image, { height, light });
  const { data, info } = await sharp(image.data, { raw: image })
    .resize(SIDE, SIDE, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const sheet = sharp(data, { raw: info });
  await sheet
    .clone()
    .webp({ quality: 90, effort: 6 })
    .toFile(join(TARGET, 'papers', `${key}.webp`));
  await thumbnail(sheet, join(TARGET, 'papers', `${key}-small.webp`));
  await writeFile(join(TARGET, 'papers', `${key}.analysis`), encodeAnalysis(reduced(analysis)));
  const { style, seed, width, height: rows } = specification;
  return { facts: { key, name, style, seed, width, height: rows }, image, analysis };
}

function reduced(analysis) {
  const size = fitWithin(analysis.relief, RELIEF_SIDE);
  const lines = reduce({ ...analysis.creases, data: Float32Array.from(analysis.creases.data) }, size);
  return {
    ...analysis,
    relief: reduce(analysis.relief, size),
    creases: { ...size, data: Uint8Array.from(lines.data, Math.round) },
  };
}

/** One painting, flat and printed, pixel by pixel in the same place. */
async function beforeAndAfter({ image, analysis }) {
  const { data: blank, info: size } = await sharp(image.data, { raw: image })
    .resize(LEAD_SIDES.at(-1), LEAD_SIDES.at(-1), { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raster = { width: size.width, height: size.height, channels: 3, data: blank };
  const painting = await readFile(join(root, 'test', 'fixtures', 'starry-night.jpg'));
  const { data, info } = await sharp(painting).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const art = { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) };
  const natural = { ...PRESETS.natural.parameters, margin: 0.05 };
  const flat = {
    ...natural,
    blend: 'multiply',
    fold: 0,
    illumination: 0,
    wear: 0,
    vignette: { strength: 0, smoothness: 1.2 },
  };
  const bare = { ...raster, data: new Uint8Array(raster.data.length).fill(244) };
  for (const { name, sheet, parameters } of [
    { name: 'flat', sheet: bare, parameters: flat },
    { name: 'printed', sheet: { ...raster, data: new Uint8Array(raster.data) }, parameters: natural },
  ]) {
    const frame = wholeFrame(raster.width, raster.height);
    createRenderer(null)({ art, paper: sheet, frame, sheet: prepareSheet(analysis), parameters });
    const picture = sharp(sheet.data, { raw: sheet });
    for (const side of LEAD_SIDES) {
      await picture
        .clone()
        .resize(side, side, { fit: 'inside' })
        .avif({ quality: 50, chromaSubsampling: '4:2:0', effort: 6 })
        .toFile(join(TARGET, `${name}-${side}.avif`));
    }
    // For browsers that do not know the other.
    await picture
      .resize(SIDE, SIDE, { fit: 'inside' })
      .webp({ quality: 82, effort: 6 })
      .toFile(join(TARGET, `${name}.webp`));
  }
}
