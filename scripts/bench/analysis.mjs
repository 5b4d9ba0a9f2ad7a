import sharp from 'sharp';
import { atLeast, atMost, figure } from './rows.mjs';

const SIDE = 1024;
/** Half of them are warm, and neighbours of the machine do not use it all the time. */
const RUNS = 40;
const PAPERS = { crumpled: 'crumpled', flat: 'hot-press' };

export function analysisRows(figuresOf) {
  const [wasm, typescript] = [figuresOf('analysis', 'wasm'), figuresOf('analysis', 'typescript')];
  const rows = Object.entries(wasm).flatMap(([name, { floor, total }]) => [
    atMost(`${barOf(name)}, least of ${RUNS}, ms`, total, 150),
    figure(`${barOf(name)}, ÷ decoding it`, total / floor),
  ]);
  const ratio = typescript.crumpled.total / wasm.crumpled.total;
  return [...rows, atLeast(`${barOf('crumpled')}, TypeScript ÷ WASM kernel`, ratio, 2)];
}

const barOf = (name) => `analysis of a ${name} paper, ${SIDE} px`;

/** The analysis of a base image, from its file to what is stored, as a worker thread does it; the floor is decoding the file. */
export async function analysisFigures(load, kernel) {
  const { generatePaper } = await load('core/papers/index.js');
  const { analysePaper, encodeAnalysis } = await load('core/analysis/index.js');
  const figures = {};
  for (const [name, style] of Object.entries(PAPERS)) {
    const { image } = generatePaper({ style, seed: 5, width: SIDE, height: SIDE });
    const raw = { width: SIDE, height: SIDE, channels: 3 };
    const file = await sharp(image.data, { raw }).jpeg({ quality: 92 }).toBuffer();
    const decode = async () => ({ ...raw, data: new Uint8Array(await sharp(file).raw().toBuffer()) });
    const analyse = async () => encodeAnalysis(analysePaper(await decode(), null, kernel));
    figures[name] = { floor: await fastest(decode), total: await fastest(analyse) };
  }
  return figures;
}

async function fastest(work) {
  let least = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    await work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
