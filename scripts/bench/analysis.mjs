import sharp from 'sharp';
import { atLeast, atMost, figure } from './rows.mjs';

const SIDE = 1024;
const RUNS = 24;

/** The analysis of a base image, from its file to what is stored, as a worker thread does it; the floor is decoding the file. */
export async function analysisRows(load, kernel) {
  const { generatePaper } = await load('core/papers/index.js');
  const { analysePaper, encodeAnalysis } = await load('core/analysis/index.js');
  const rows = [];
  for (const [name, style] of [
    ['crumpled', 'crumpled'],
    ['flat', 'hot-press'],
  ]) {
    const { image } = generatePaper({ style, seed: 5, width: SIDE, height: SIDE });
    const raw = { width: SIDE, height: SIDE, channels: 3 };
    const file = await sharp(image.data, { raw }).jpeg({ quality: 92 }).toBuffer();
    const decode = async () => ({ ...raw, data: new Uint8Array(await sharp(file).raw().toBuffer()) });
    const analyse = (by) => async () => encodeAnalysis(analysePaper(await decode(), null, by));
    const [floor, total] = [await fastest(decode, RUNS), await fastest(analyse(kernel), RUNS)];
    const bar = `analysis of a ${name} paper, ${SIDE} px`;
    rows.push(atMost(`${bar}, least of ${RUNS}, ms`, total, 150), figure(`${bar}, ÷ decoding it`, total / floor));
    if (name === 'crumpled') {
      const typescript = await fastest(analyse(null), RUNS / 4);
      rows.push(atLeast(`${bar}, TypeScript ÷ WASM kernel`, typescript / total, 2));
    }
  }
  return rows;
}

async function fastest(work, runs) {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
