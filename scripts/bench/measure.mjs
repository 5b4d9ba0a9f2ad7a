import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analysisRows } from './analysis.mjs';
import { kernelRows } from './kernels.mjs';
import { paperRows } from './papers.mjs';
import { qualityRows } from './quality.mjs';
import { sheetRows } from './sheets.mjs';
import { speedRows } from './speed.mjs';

const PROCESS = join(dirname(fileURLToPath(import.meta.url)), 'kernel-process.mjs');

/** Every row of the table of targets. */
export async function measure(dist, load) {
  const kernel = (name) => new WebAssembly.Module(readFileSync(join(dist, 'engine', 'kernel', `${name}.wasm`)));
  const module = kernel('single');
  const figuresOf = (name, by) => figuresAlone(name, by, dist);
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

function figuresAlone(name, by, dist) {
  const { stdout, stderr } = spawnSync(process.execPath, [PROCESS, name, by, dist], { encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
}
