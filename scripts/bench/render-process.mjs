// One process of its own for one way of rendering, so that its peak memory can be told: node render-process.mjs WAY DIST FOLDER RUNS
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';

const [way, dist, folder, runs] = process.argv.slice(2);
const [art, paper, analysis] = await Promise.all(
  ['art.jpg', 'paper.jpg', 'analysis.bin'].map((name) => readFile(join(folder, name))),
);
const OUTPUT = { format: 'jpeg', quality: 90, width: null, height: null };

/** Decoding art and paper side by side and encoding a picture of that size, with the same decoder and settings, nothing else. */
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

async function renderer() {
  const load = (path) => import(pathToFileURL(join(dist, 'engine', path)).href);
  const { startEngine } = await load('node/start-engine.js');
  const { PRESETS } = await load('core/presets/index.js');
  const { parameters } = PRESETS[way === 'preview' ? 'natural' : way];
  const engine = startEngine({ threads: 2, maxPixels: 50e6, memoryBudgetBytes: 2e9, maxQueued: 4 });
  const pictures = { art, paper, analysis, parameters };
  const once =
    way === 'preview'
      ? () => engine.renderPreview({ ...pictures, width: 768, format: 'jpeg' })
      : () => engine.renderMapping({ ...pictures, output: OUTPUT });
  return { once, end: () => engine.close() };
}

const { once, end } = way === 'floor' ? { once: floor, end: () => undefined } : await renderer();
await once();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const times = [];
for (let run = 0; run < Number(runs); run++) {
  const started = performance.now();
  await once();
  times.push(performance.now() - started);
}
delay.disable();
await end();
const milliseconds = times.toSorted((a, b) => a - b)[times.length >> 1];
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ milliseconds, peakBytes, loopP99: delay.percentile(99) / 1e6, loopMax: delay.max / 1e6 }));
