import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analysisRows } from './analysis.mjs';
import { kernelRows } from './kernels.mjs';
import { inOwnProcess } from './own-process.mjs';
import { paperRows } from './papers.mjs';
import { qualityRows } from './quality.mjs';
import { sheetRows } from './sheets.mjs';
import { speedRows } from './speed.mjs';

/** Every row of the table of targets. */
export async function measure(dist, load) {
  const kernel = (name) => new WebAssembly.Module(readFileSync(join(dist, 'engine', 'kernel', `${name}.wasm`)));
  const module = kernel('single');
  const figuresOf = (name, by) => inOwnProcess('kernel-process.mjs', [name, by, dist]);
  const { createRenderer } = await load('core/render/index.js');
  return [
    ...(await speedRows(dist, load)),
    ...(await kernelRows(load, module)),
    ...paperRows(figuresOf),
    ...analysisRows(figuresOf),
    ...(await qualityRows(load, createRenderer(module))),
    ...(await sheetRows(load, kernel('analysis'))),
  ];
}
