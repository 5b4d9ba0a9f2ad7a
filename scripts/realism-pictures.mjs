// node scripts/realism-pictures.mjs: the pictures of docs/realism.md, made by the built engine.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { prepare, root } from './steps/prepare.mjs';

if (!process.env.DIST_DIR) prepare();
const dist = resolve(process.env.DIST_DIR ?? join(root, 'dist'));
const load = (path) => import(pathToFileURL(join(dist, 'engine', 'core', path)).href);
const [
  { generatePaper, PAPER_STYLE_NAMES },
  { analysePaper },
  { PRESETS },
  { wholeFrame },
  { createRenderer, prepareSheet },
  { drawRelief },
] = await Promise.all(
  [
    'papers/index.js',
    'analysis/index.js',
    'presets/index.js',
    'render/frame.js',
    'render/index.js',
    'relief-picture.js',
  ].map(load),
);

const GAP = 6;
const SEED = 5;
const fixture = (name) => readFile(join(root, 'test', 'fixtures', name));
const open = ({ width, height, channels, data }) => sharp(data, { raw: { width, height, channels } });
const keep = (name, picture) => picture.jpeg({ quality: 86 }).toFile(join(root, 'docs', 'images', name));

async function raster(bytes) {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data: new Uint8Array(data) };
}

/** Pictures side by side, `columns` to a row, each covering a cell. */
async function sheetOf(pictures, columns, width, height) {
  const cells = await Promise.all(
    pictures.map(async (picture, i) => ({
      input: await picture.resize(width, height).toColourspace('srgb').png().toBuffer(),
      left: (i % columns) * (width + GAP),
      top: Math.floor(i / columns) * (height + GAP),
    })),
  );
  const size = {
    width: columns * (width + GAP) - GAP,
    height: Math.ceil(pictures.length / columns) * (height + GAP) - GAP,
  };
  return sharp({ create: { ...size, channels: 3, background: '#555' } }).composite(cells);
}

const art = await raster(await fixture('starry-night.jpg'));

/** The painting on a paper. */
function printedOn(paper, analysis, parameters) {
  const printed = { ...paper, data: paper.data.slice() };
  const frame = wholeFrame(paper.width, paper.height);
  createRenderer(null)({ art, paper: printed, frame, sheet: prepareSheet(analysis), parameters });
  return open(printed);
}

const papers = PAPER_STYLE_NAMES.map((style) => generatePaper({ style, seed: SEED, width: 1500, height: 1000 }));
await keep(
  'papers.jpg',
  await sheetOf(
    papers.map(({ image }) => open(image)),
    4,
    420,
    280,
  ),
);
const crops = papers.map(({ image }) => open(image).extract({ left: 500, top: 330, width: 420, height: 280 }));
await keep('papers-full-size.jpg', await sheetOf(crops, 4, 420, 280));

const paper = await raster(await fixture('crumpled-paper.webp'));
const analysis = analysePaper(paper);
const { creases } = analysis;
const steps = [
  open(paper),
  open(drawRelief(analysis.relief, analysis.light)),
  open({ ...creases, channels: 1 }).negate(),
  printedOn(paper, analysis, PRESETS.natural.parameters),
];
await keep('analysis.jpg', await sheetOf(steps, 4, 420, 420));

/** Sheets cut out and laid on plain grounds: generated papers with their exact relief, and a photograph. */
const GROUNDS = [
  ['natural', '#d9d5cd'],
  ['poster-fold', '#3a3f45'],
  ['watercolour', '#8a6a4a'],
];
const grounded = GROUNDS.map(([name, colour]) => {
  const preset = PRESETS[name];
  const made = generatePaper({ style: 'crumpled', ...preset.paper, seed: SEED, width: 1200, height: 800 });
  return { picture: made.image, analysis: analysePaper(made.image, made), preset, colour };
});
grounded.push({ picture: paper, analysis, preset: PRESETS.natural, colour: '#c9b79c' });
const laid = grounded.map(({ picture, analysis: found, preset, colour }) =>
  printedOn(picture, found, { ...preset.parameters, background: { colour, shadow: 0.8 } }),
);
await keep('backgrounds.jpg', await sheetOf(laid, 2, 780, 520));

const thumbnails = Object.keys(PRESETS).map((name) =>
  sharp(join(root, 'src', 'mapping', 'preset-thumbnails', `${name}.webp`)),
);
await keep('presets.jpg', await sheetOf(thumbnails, 4, 420, 280));
