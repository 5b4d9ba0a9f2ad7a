// One process for one measurement, so that its peak memory can be told: node render-process.mjs floor|classic|natural|preview|
// compared DIST FOLDER RUNS QUAD. `compared` does floor and natural in turns, so that both meet the same neighbours.
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';

const [way, dist, folder, runs, quad] = process.argv.slice(2);
const [art, paper, analysis] = await Promise.all(
  ['art.jpg', 'paper.jpg', 'analysis.bin'].map((name) => readFile(join(folder, name))),
);
const load = (path) => import(pathToFileURL(join(dist, 'engine', path)).href);
const { PRESETS, DEFAULT_OUTPUT } = await load('core/presets/index.js');
const OUTPUT = { ...DEFAULT_OUTPUT, format: 'jpeg', quality: 90 };

/** Decoding art and paper side by side and encoding a picture of that size, same decoder and settings, nothing else. */
async function floor() {
  const [, second] = await Promise.all([
    sharp(art).raw().toBuffer(),
    sharp(paper).raw().toBuffer({ resolveWithObject: true }),
  ]);
  const { width, height, channels } = second.info;
  await sharp(second.data, { raw: { width, height, channels } })
    .jpeg({ quality: OUTPUT.quality, optimiseCoding: false, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

async function renderer(preset, asPreview) {
  const { startEngine } = await load('node/start-engine.js');
  const parameters = { ...PRESETS[preset].parameters, quad: quad ? JSON.parse(quad) : null };
  const engine = startEngine({ threads: 2, maxPixels: 50e6, memoryBudgetBytes: 4e9, maxQueued: 4 });
  const pictures = { art, paper, analysis, parameters };
  const once = asPreview
    ? () => engine.renderPreview({ ...pictures, width: 768, format: 'jpeg', view: 'print' })
    : () => engine.renderMapping({ ...pictures, output: OUTPUT });
  return { once, end: () => engine.close() };
}

const idle = { once: async () => undefined, end: () => undefined };
const ways = {
  floor: async () => [{ ...idle, once: floor }],
  compared: async () => [{ ...idle, once: floor }, await renderer('natural', false)],
  preview: async () => [await renderer('natural', true)],
};
const measured = await (ways[way] ?? (async () => [await renderer(way, false)]))();

for (const { once } of measured) await once();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const times = measured.map(() => []);
const steps = [];
for (let run = 0; run < Number(runs); run++) {
  for (const [i, { once }] of measured.entries()) {
    const started = performance.now();
    const result = await once();
    times[i].push(performance.now() - started);
    if (result?.timings) steps.push(result.timings);
  }
}
delay.disable();
for (const { end } of measured) await end();
console.log(
  JSON.stringify({
    milliseconds: times.map((each) => Math.min(...each)),
    median: times.map((each) => each.toSorted((a, b) => a - b)[each.length >> 1]),
    steps: steps[0] && Object.fromEntries(Object.keys(steps[0]).map((step) => [step, leastOf(step)])),
    peakBytes: process.resourceUsage().maxRSS * 1024,
    loopP99: delay.percentile(99) / 1e6,
    loopMax: delay.max / 1e6,
  }),
);

function leastOf(step) {
  return Math.min(...steps.map((each) => each[step]));
}
