// One process for the figures of one kernel: node kernel-process.mjs papers|analysis typescript|wasm DIST. The service runs one of
// them as well; code that has met both is compiled for both, and slower.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { analysisFigures } from './analysis.mjs';
import { paperFigures } from './papers.mjs';

const [name, by, dist] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(dist, 'engine', path)).href);
const kernel = new WebAssembly.Module(readFileSync(join(dist, 'engine', 'kernel', `${name}.wasm`)));

const figures = { papers: paperFigures, analysis: analysisFigures }[name];
console.log(JSON.stringify(await figures(load, by === 'wasm' ? kernel : null)));
