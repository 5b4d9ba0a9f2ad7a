import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchPair } from './inputs.mjs';
import { inOwnProcess } from './own-process.mjs';
import { runPeer } from './python.mjs';
import { atLeast, atMost, figure } from './rows.mjs';

const RUNS = 5;
/** Whoever moves a slider asks for one preview after another; the first few are drawn while V8 still optimises. */
const PREVIEW_RUNS = 20;
/** A sheet seen at an angle that fills 15 of 24 megapixels. */
const QUAD = [
  { x: 0.08, y: 0.12 },
  { x: 0.9, y: 0.07 },
  { x: 0.94, y: 0.9 },
  { x: 0.11, y: 0.88 },
];

/** Whole renderings, from encoded files to an encoded file, against decoding and encoding alone and against the peers. */
export async function speedRows(dist, load) {
  return [
    ...(await sizeRows(dist, load, '3k', 3000, 2000, 1.6)),
    ...(await sizeRows(dist, load, '6k', 6000, 4000, 1.5)),
  ];
}

async function sizeRows(dist, load, name, width, height, most) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-engine-'));
  try {
    await writeInputs(folder, load, width, height);
    const run = (way, quad) => measured(way, dist, folder, quad);
    const compared = run('compared', QUAD);
    const [floor, natural] = compared.milliseconds;
    const whole = run('compared');
    const shares = Object.entries(whole.steps).map(([step, least]) =>
      figure(`natural ${name}, step ${step}, ms`, least),
    );
    return [
      figure(`floor ${name}, ms`, floor),
      figure(`natural ${name} on a quad, ms`, natural),
      atMost(`total ÷ floor, ${name}`, natural / floor, most),
      figure(`total ÷ floor, ${name}, whole sheet`, whole.milliseconds[1] / whole.milliseconds[0]),
      ...shares,
      atMost(`peak RSS ÷ floor’s, ${name}`, run('natural', QUAD).peakBytes / run('floor').peakBytes, 1.4),
      ...(name === '6k' ? peerRows(folder, width, height, natural) : smallRows(run)),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

function smallRows(run) {
  const [natural, preview] = [run('natural'), run('preview')];
  return [
    figure('classic 3k, ms', run('classic').milliseconds[0]),
    atMost('event loop delay while rendering, 99th percentile, ms', natural.loopP99, 50),
    figure('event loop delay while rendering, greatest, ms', natural.loopMax),
    atMost('preview at 768 px, analysis cached, request to bytes, ms', preview.milliseconds[0], 60),
    figure('preview at 768 px, median, ms', preview.median[0]),
  ];
}

function peerRows(folder, width, height, natural) {
  const corners = QUAD.flatMap(({ x, y }) => [x * width - 0.5, y * height - 0.5]);
  const files = ['art.jpg', 'paper.jpg', 'result.jpg'].map((file) => join(folder, file));
  const ratio = (peer) => {
    const result = runPeer('mapping.py', [peer, ...files, 3, ...corners]);
    return result && result.milliseconds / natural;
  };
  return [
    atLeast('faster than the seed peer (Pillow, OpenCV, NumPy), 6k', ratio('seed'), 6),
    atLeast('faster than the tuned peer (OpenCV), 6k', ratio('tuned'), 3),
  ];
}

async function writeInputs(folder, load, width, height) {
  const { analysePaper, encodeAnalysis } = await load('core/analysis/index.js');
  const { art, paper, image, relief, light } = await benchPair(load, width, height);
  await writeFile(join(folder, 'art.jpg'), art);
  await writeFile(join(folder, 'paper.jpg'), paper);
  const analysis = encodeAnalysis(analysePaper(image, { height: relief, light }));
  await writeFile(join(folder, 'analysis.bin'), analysis);
}

function measured(way, dist, folder, quad) {
  const runs = way === 'preview' ? PREVIEW_RUNS : RUNS;
  const options = [way, dist, folder, String(runs), ...(quad ? [JSON.stringify(quad)] : [])];
  return inOwnProcess('render-process.mjs', options);
}
