import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { codeOf, deltaE, labOf, linearOf } from './colour.mjs';
import { CHART, chartFigures } from './chart.mjs';
import { firstSystem, psnr } from './first-system.mjs';
import { FIXTURES } from './inputs.mjs';
import { runPeer } from './python.mjs';
import { areaReference } from './reference.mjs';
import { atLeast, atMost, between, figure } from './rows.mjs';

const plain = (width, height, code) => ({
  width,
  height,
  channels: 3,
  data: new Uint8Array(width * height * 3).fill(code),
});
const greatestDifference = (a, b) => a.reduce((most, code, i) => Math.max(most, Math.abs(code - b[i])), 0);

/** What the picture is worth, apart from how fast it is made. */
export async function qualityRows(load, render) {
  const { PRESETS } = await load('core/presets/index.js');
  const bench = {
    ...(await tools(load, render)),
    natural: PRESETS.natural.parameters,
    classic: PRESETS.classic.parameters,
  };
  return [
    ...exactnessRows(bench),
    ...(await samplingRows(bench)),
    ...chartRows(bench),
    ...sharpnessRows(bench),
    ...fringeRows(bench),
  ];
}

async function tools(load, render) {
  const { wholeFrame } = await load('core/render/frame.js');
  const { placeArt } = await load('core/render/placement.js');
  const { project } = await load('core/render/homography.js');
  const { prepareSheet } = await load('core/render/sheet.js');
  const { generatePaper } = await load('core/papers/index.js');
  const { analysePaper } = await load('core/analysis/index.js');
  const { inkReflectance } = await load('core/render/ink.js');
  const { layOutArt, planRender } = await load('core/render/render.js');
  const { createRows } = await load('core/render/rows.js');
  const crumpled = generatePaper({ style: 'crumpled', seed: 3, width: 480, height: 320 }).image;
  const analysis = analysePaper(crumpled);
  return {
    crumpled,
    inkReflectance,
    /** The result on a copy of the paper, whose white is taken to be 255 where it is `bare`. */
    printed(art, paper, parameters, bare = true) {
      const copy = { ...paper, data: paper.data.slice() };
      const sheet = prepareSheet(bare ? { ...analysis, white: [1, 1, 1] } : analysis);
      render({ art, paper: copy, frame: wholeFrame(paper.width, paper.height), sheet, parameters });
      return copy.data;
    },
    /**
     * As `printed` on bare paper, by ink that lies evenly. Ink's own grain knows nothing of the paper's, so it would only hide
     * how much of that, and of the light, comes through.
     */
    printedEvenly(art, paper, parameters) {
      const copy = { ...paper, data: paper.data.slice() };
      const frame = wholeFrame(paper.width, paper.height);
      const sheet = prepareSheet({ ...analysis, white: [1, 1, 1] });
      const placed = layOutArt(art, frame, parameters, (size) => new Uint8Array(size));
      const plan = planRender(placed, { paper: copy, frame, sheet, parameters });
      createRows({ ...plan, tone: { ...plan.tone, tooth: 0 } })(0, paper.height);
      return copy.data;
    },
    /** From output pixels to art pixels. */
    toArt(art, paper, parameters) {
      const { toArt } = placeArt(art, wholeFrame(paper.width, paper.height), parameters);
      return (point) => project(toArt, point);
    },
  };
}

/** Ink without a character of its own: what is printed is the art. */
const transparent = (natural) => ({
  ...natural,
  fit: 'stretch',
  margin: 0,
  fold: 0,
  wear: 0,
  grain: 0,
  ink: { absorption: 0, showThrough: 0 },
});

function exactnessRows({ crumpled, printed, natural, classic }) {
  const { width, height } = crumpled;
  const identity = printed(crumpled, plain(width, height, 255), transparent(natural));
  const white = printed(plain(width, height, 255), crumpled, natural, false);
  const art = { ...crumpled, data: crumpled.data.map((code, i) => (code * 7 + (i % 3) * 40) & 255) };
  const first = psnr(printed(art, crumpled, classic), firstSystem(art.data, crumpled.data, width, height));
  return [
    atMost(
      'identity (flat white paper, unit quad), greatest difference of 255',
      greatestDifference(identity, crumpled.data),
      1,
    ),
    atMost('white art on any paper, greatest difference of 255', greatestDifference(white, crumpled.data), 0),
    atLeast('classic against the first system’s arithmetic, dB', first, 40),
  ];
}

const MILD = [
  { x: 0.03, y: 0.05 },
  { x: 0.97, y: 0.02 },
  { x: 0.95, y: 0.96 },
  { x: 0.06, y: 0.93 },
];
const STEEP = [
  { x: 0.35, y: 0.15 },
  { x: 0.65, y: 0.12 },
  { x: 0.98, y: 0.95 },
  { x: 0.02, y: 0.9 },
];

async function samplingRows({ natural, printed, toArt }) {
  const [width, height] = [1500, 1000];
  const raw = await sharp(readFileSync(join(FIXTURES, 'starry-night.jpg')))
    .resize(width, height, { fit: 'cover' })
    .raw()
    .toBuffer();
  const art = { width, height, channels: 3, data: new Uint8Array(raw) };
  const paper = plain(width, height, 255);
  const ours = (quad) => printed(art, paper, { ...transparent(natural), quad });
  const inner = { x: 200, y: 200, width: 1100, height: 600 };
  const mild = warpedByOpenCv(art, width, height, MILD);
  const steepPart = { x: 650, y: 200, width: 200, height: 200 };
  const steep = warpedByOpenCv(art, width, height, STEEP);
  const place = toArt(art, paper, { ...transparent(natural), quad: STEEP });
  const reference = [0, 1, 2].map((channel) => areaReference(art, channel, place, steepPart, 4));
  const near = (data) => {
    let sum = 0;
    forPart(steepPart, width, (i, k) => {
      for (let channel = 0; channel < 3; channel++) sum += (data[i + channel] - codeOf(reference[channel][k])) ** 2;
    });
    return 10 * Math.log10((255 * 255 * 3 * reference[0].length) / sum);
  };
  return [
    atLeast(
      'inner area against OpenCV INTER_CUBIC, displacement off, dB',
      mild && psnr(cut(ours(MILD), inner, width), cut(mild, inner, width)),
      50,
    ),
    atLeast(
      'steep quad against the area reference, over OpenCV cubic, dB',
      steep && near(ours(STEEP)) - near(steep),
      4,
    ),
  ];
}

function forPart({ x, y, width, height }, stride, visit) {
  for (let k = 0; k < width * height; k++) visit(((y + Math.floor(k / width)) * stride + x + (k % width)) * 3, k);
}

function cut(data, part, stride) {
  const result = new Uint8Array(part.width * part.height * 3);
  forPart(part, stride, (i, k) => result.set(data.subarray(i, i + 3), 3 * k));
  return result;
}

function warpedByOpenCv(art, width, height, quad) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-warp-'));
  try {
    const [from, to] = ['art.raw', 'result.raw'].map((name) => join(folder, name));
    writeFileSync(from, art.data);
    const corners = quad.flatMap(({ x, y }) => [x * width - 0.5, y * height - 0.5]);
    const done = runPeer('warp.py', [from, art.width, art.height, to, width, height, ...corners]);
    return done && new Uint8Array(readFileSync(to));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function chartRows(bench) {
  const { natural, printed, inkReflectance } = bench;
  const { chart, paper, patches, even, own } = chartFigures(bench);
  const flat = plain(paper.width, paper.height, 255);
  const onWhite = printed(chart, flat, { ...natural, fit: 'stretch', margin: 0, fold: 0, wear: 0 });
  const reflectance = inkReflectance(natural.ink);
  const errors = patches.map((part, i) => {
    const mean = [0, 0, 0];
    forPart(part, paper.width, (at) => {
      for (let channel = 0; channel < 3; channel++) mean[channel] += linearOf(onWhite[at + channel]);
    });
    const wanted = CHART[i].map((code) => reflectance[code * 16]);
    return deltaE(labOf(mean.map((sum) => sum / (part.width * part.height))), labOf(wanted));
  });
  return [
    between('grain gain (natural, flat areas of art, ink laid evenly)', even.grain, 0.97, 1.03),
    atLeast('grain correlation, ink laid evenly', even.correlation, 0.98),
    between('illumination gain, ink laid evenly', even.illumination, 0.98, 1.02),
    figure('grain correlation, the ink’s own grain upon it', own.correlation),
    atMost('24 colour patches on flat white paper, mean ΔE00', errors.reduce((sum, error) => sum + error, 0) / 24, 0.1),
    atMost('24 colour patches on flat white paper, greatest ΔE00', Math.max(...errors), 0.3),
  ];
}

function sharpnessRows({ natural, printed, toArt }) {
  const [width, height] = [400, 300];
  const part = { x: 80, y: 60, width: 240, height: 180 };
  const parameters = { ...transparent(natural), offset: { x: 0.37 / width, y: 0.21 / height } };
  const ratios = [0.6, 1, 1.28, 1.6, 2, 2.56, 4].map((scale) => {
    const art = slantedEdge(Math.round(width * scale), Math.round(height * scale));
    const paper = plain(width, height, 255);
    const result = printed(art, paper, parameters);
    const ours = new Float64Array(part.width * part.height);
    forPart(part, width, (i, k) => (ours[k] = linearOf(result[i + 1])));
    const reference = areaReference(art, 1, toArt(art, paper, parameters), part, 6);
    return mtf50(ours, part) / mtf50(reference, part);
  });
  return [
    atLeast('MTF50 ÷ reference’s, scales 0.6…4, least', Math.min(...ratios), 0.9),
    atMost('MTF50 ÷ reference’s, scales 0.6…4, greatest', Math.max(...ratios), 1.2),
  ];
}

const SLANT = (5 * Math.PI) / 180;

/** An edge between 10 % and 60 % of light through the middle, each pixel the mean of 4 × 4 samples. */
function slantedEdge(width, height) {
  const art = plain(width, height, 0);
  for (let i = 0; i < width * height; i++) {
    let bright = 0;
    for (let k = 0; k < 16; k++) {
      const x = (i % width) + ((k & 3) + 0.5) / 4 - width / 2;
      const y = Math.floor(i / width) + ((k >> 2) + 0.5) / 4 - height / 2;
      if (x * Math.cos(SLANT) + y * Math.sin(SLANT) > 0) bright += 1 / 16;
    }
    art.data.fill(Math.round(codeOf(0.1 + 0.5 * bright)), 3 * i, 3 * i + 3);
  }
  return art;
}

/** Spatial frequency in cycles a pixel at which the contrast of an edge through the middle is a half (ISO 12233). */
function mtf50(values, { width, height }) {
  const [bins, reach] = [192, 24];
  const [sums, counts] = [new Float64Array(bins), new Float64Array(bins)];
  values.forEach((value, i) => {
    const x = (i % width) - (width - 1) / 2;
    const y = Math.floor(i / width) - (height - 1) / 2;
    const bin = Math.floor((x * Math.cos(SLANT) + y * Math.sin(SLANT) + reach) * 4);
    if (bin < 0 || bin >= bins) return;
    sums[bin] += value;
    counts[bin] += 1;
  });
  const spread = sums.map((sum, i) => sum / Math.max(1, counts[i]));
  const line = Array.from(spread.subarray(1), (value, i) => {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (bins - 2));
    return (value - spread[i]) * window;
  });
  const contrast = (frequency) => {
    let [real, imaginary] = [0, 0];
    line.forEach((value, i) => {
      real += value * Math.cos((2 * Math.PI * frequency * i) / 4);
      imaginary += value * Math.sin((2 * Math.PI * frequency * i) / 4);
    });
    return Math.hypot(real, imaginary);
  };
  const full = contrast(0);
  let frequency = 0;
  while (frequency < 1 && contrast(frequency) > full / 2) frequency += 0.001;
  return frequency;
}

function fringeRows({ natural, printed, toArt }) {
  const [width, height] = [1000, 700];
  const quad = [
    { x: 0.1018, y: 0.116 },
    { x: 0.8811, y: 0.1724 },
    { x: 0.8406, y: 0.8877 },
    { x: 0.0609, y: 0.844 },
  ];
  const parameters = { ...transparent(natural), quad };
  const fringe = (artCode, paperCode) => {
    const [art, paper] = [plain(900, 700, artCode), plain(width, height, paperCode)];
    const result = printed(art, paper, parameters);
    const place = toArt(art, paper, parameters);
    const errors = [];
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const cover = coverage(place, art, x, y);
        if (cover === null) continue;
        const light = linearOf(paperCode) * (1 - cover + cover * linearOf(artCode));
        const code = linearOf(result[3 * (y * width + x)]);
        errors.push(deltaE(labOf([code, code, code]), labOf([light, light, light])));
      }
    }
    return errors.reduce((sum, error) => sum + error, 0) / errors.length;
  };
  return [
    atMost('edge fringe (3 px band), light art, mean ΔE00', fringe(245, 235), 0.1),
    atMost('edge fringe (3 px band), dark art, mean ΔE00', fringe(20, 200), 0.5),
  ];
}

/** Share of a pixel inside the art by 8 × 8 samples; null farther than 3 pixels from its border. */
function coverage(place, { width, height }, x, y) {
  const inside = (dx, dy) => {
    const { x: u, y: v } = place({ x: x + dx, y: y + dy });
    return u >= -0.5 && u <= width - 0.5 && v >= -0.5 && v <= height - 0.5;
  };
  const around = [0, 1, 2, 3, 4, 5, 6, 7].map((k) =>
    inside(3 * Math.cos((k * Math.PI) / 4), 3 * Math.sin((k * Math.PI) / 4)),
  );
  if (around.every(Boolean) || !around.some(Boolean)) return null;
  let covered = 0;
  for (let k = 0; k < 64; k++) covered += inside(((k & 7) + 0.5) / 8 - 0.5, ((k >> 3) + 0.5) / 8 - 0.5) ? 1 / 64 : 0;
  return covered;
}
