import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { benchPair } from './inputs.mjs';
import { firstSystem, psnr } from './first-system.mjs';

const PROCESS = join(dirname(fileURLToPath(import.meta.url)), 'render-process.mjs');
const WIDTH = 3000;
const HEIGHT = 2000;
const RUNS = 5;

/** Every row of the table: what it says, the figure, its target where there is one, and whether it holds. */
export async function measure(dist, load) {
  const { generatePaper } = await load('core/papers/index.js');
  const { analysePaper, encodeAnalysis } = await load('core/analysis/index.js');
  const pair = await benchPair(generatePaper, WIDTH, HEIGHT);
  const analysis = analysePaper(pair.image, { height: pair.relief, light: pair.light });
  return [
    ...(await wholeRenderings(dist, pair, encodeAnalysis(analysis))),
    ...(await kernelRows(load, pair, analysis)),
    ...(await exactnessRows(load)),
  ];
}

const row = (bar, value, target, holds) => ({ bar, value, target, holds });
const atMost = (bar, value, limit) => row(bar, value, `≤ ${limit}`, value <= limit);
const atLeast = (bar, value, limit) => row(bar, value, `≥ ${limit}`, value >= limit);
const figure = (bar, value) => row(bar, value, null, null);

async function wholeRenderings(dist, { art, paper }, analysis) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  try {
    await writeFile(join(folder, 'art.jpg'), art);
    await writeFile(join(folder, 'paper.jpg'), paper);
    await writeFile(join(folder, 'analysis.bin'), analysis);
    const run = (way) => {
      const { stdout, stderr } = spawnSync(process.execPath, [PROCESS, way, dist, folder, String(RUNS)], {
        encoding: 'utf8',
      });
      if (!stdout) throw new Error(stderr);
      return JSON.parse(stdout);
    };
    const [floor, classic, natural, preview] = ['floor', 'classic', 'natural', 'preview'].map(run);
    return [
      figure('floor 3000×2000, decode art and paper + encode, ms', floor.milliseconds),
      figure('classic 3000×2000, ms', classic.milliseconds),
      figure('natural 3000×2000, ms', natural.milliseconds),
      atMost('classic ÷ floor', classic.milliseconds / floor.milliseconds, 1.6),
      atMost('natural ÷ floor', natural.milliseconds / floor.milliseconds, 1.6),
      atMost('peak memory of natural ÷ floor', natural.peakBytes / floor.peakBytes, 1.4),
      atMost('event loop delay while rendering, 99th percentile, ms', natural.loopP99, 50),
      figure('event loop delay while rendering, greatest, ms', natural.loopMax),
      atMost('preview of 768 pixels, ms', preview.milliseconds, 60),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function kernelRows(load, pair, analysis) {
  const { PRESETS } = await load('core/presets/index.js');
  const { wholeFrame } = await load('core/render/frame.js');
  const { layOutArt, planRender } = await load('core/render/render.js');
  const { createRows } = await load('core/render/rows.js');
  const { prepareSheet } = await load('core/render/sheet.js');
  const raw = async (bytes) => ({
    width: WIDTH,
    height: HEIGHT,
    channels: 3,
    data: new Uint8Array(await sharp(bytes).raw().toBuffer()),
  });
  const artRaster = await raw(pair.art);
  const sheet = prepareSheet(analysis);
  const bare = await raw(pair.paper);
  const frame = wholeFrame(WIDTH, HEIGHT);
  const render = (preset) => {
    const { parameters } = PRESETS[preset];
    const paper = { ...bare, data: bare.data.slice() };
    const placed = layOutArt(artRaster, frame, parameters, (size) => new Uint8Array(size));
    const rows = createRows(planRender(placed, { paper, frame, sheet, parameters }));
    const started = performance.now();
    rows(0, HEIGHT);
    return { data: paper.data, speed: (WIDTH * HEIGHT) / 1000 / (performance.now() - started) };
  };
  const fastest = (preset) => Math.max(...[1, 2, 3].map(() => render(preset).speed));
  return [
    figure('natural kernel, one thread, Mpx/s', fastest('natural')),
    figure('classic kernel, one thread, Mpx/s', fastest('classic')),
    atLeast(
      'classic against the first system’s arithmetic, dB',
      psnr(render('classic').data, firstSystem(artRaster.data, bare.data, WIDTH, HEIGHT)),
      40,
    ),
  ];
}

async function exactnessRows(load) {
  const { PRESETS } = await load('core/presets/index.js');
  const { wholeFrame } = await load('core/render/frame.js');
  const { createRenderer, prepareSheet } = await load('core/render/index.js');
  const render = createRenderer(null);
  const { analysePaper } = await load('core/analysis/index.js');
  const { generatePaper } = await load('core/papers/index.js');
  const { image } = generatePaper({ style: 'crumpled', seed: 3, width: 480, height: 320 });
  const analysis = analysePaper(image);
  const frame = wholeFrame(480, 320);
  const filled = (value) => ({ ...image, data: new Uint8Array(image.data.length).fill(value) });
  const greatest = (a, b) => a.reduce((most, code, i) => Math.max(most, Math.abs(code - b[i])), 0);
  const printed = (art, sheet, parameters) => {
    const paper = { ...sheet, data: sheet.data.slice() };
    render({ art, paper, frame, sheet: prepareSheet(analysis), parameters });
    return paper.data;
  };
  const natural = PRESETS.natural.parameters;
  const plain = {
    ...natural,
    fit: 'stretch',
    margin: 0,
    fold: 0,
    wear: 0,
    grain: 0,
    ink: { absorption: 0, showThrough: 0 },
  };
  const white = { ...analysis, white: [1, 1, 1] };
  const identity = { ...filled(255) };
  render({ art: image, paper: identity, frame, sheet: prepareSheet(white), parameters: plain });
  return [
    atMost('identity on flat white paper, greatest difference of 255', greatest(identity.data, image.data), 1),
    atMost(
      'white art on any paper, greatest difference of 255',
      greatest(printed(filled(255), image, natural), image.data),
      0,
    ),
  ];
}
