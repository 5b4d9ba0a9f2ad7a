// npm run bench:engine [-- --json FILE] [-- --inputs FOLDER] [-- --no-report]: the engine's figures and sheets to look at.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { measure } from './bench/measure.mjs';
import { writeReport } from './bench/report.mjs';
import { prepare, root } from './steps/prepare.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    inputs: { type: 'string' },
    'no-report': { type: 'boolean', default: false },
  },
});

if (!process.env.DIST_DIR) prepare();
const dist = resolve(process.env.DIST_DIR ?? join(root, 'dist'));
const load = (path) => import(pathToFileURL(join(dist, 'engine', path)).href);

const rows = await measure(dist, load);
printTable(rows);
if (options.json) await writeFile(options.json, `${JSON.stringify(rows, null, 2)}\n`);

if (!options['no-report']) {
  const shared = join(root, '..', 'shared', 'data');
  const folder = join(root, 'bench', 'report');
  const own = await writeReport(folder, options.inputs, load);
  const given = !options.inputs && existsSync(shared) ? await writeReport(join(folder, 'shared'), shared, load) : [];
  console.log(`${own.length + given.length} sheets in ${relative(process.cwd(), folder)}`);
}

function printTable(table) {
  const widest = Math.max(...table.map(({ bar }) => bar.length));
  for (const { bar, value, target, holds } of table) {
    const verdict = target === null ? '' : `${target.padEnd(12)} ${holds === null ? '' : holds ? 'holds' : 'FAILS'}`;
    console.log(`${bar.padEnd(widest)}  ${format(value).padStart(12)}  ${verdict}`.trimEnd());
  }
}

function format(value) {
  if (value === null) return 'not measured';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) < 1 ? 3 : 2);
}
