import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { BundledModules, compiled } from './bundled-modules.js';

const BUILT = resolve(process.env['DIST_DIR'] ?? 'dist');

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundled-modules-'));
  file = join(folder, 'main.cjs');
  writeFileSync(
    file,
    "const { next } = require('./counter.cjs'); exports.first = next(); exports.place = [__filename, __dirname];",
  );
  writeFileSync(
    join(folder, 'counter.cjs'),
    "let count = 0; exports.next = () => require('node:path').join('n', String(++count));",
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modules = () => new BundledModules(pathToFileURL(`${folder}/`));

it('run once each, know their place, and load each other and what is installed', () => {
  const bundle = modules();
  expect(bundle.load('./main.cjs')).toEqual({ first: 'n/1', place: [file, `${folder}/`] });
  expect(bundle.load('./main.cjs')).toBe(bundle.load('./main.cjs'));
  expect((bundle.load('./counter.cjs') as { next: () => string }).next()).toBe('n/2');
});

it('take the code that was kept of them, and do without where it does not fit', () => {
  const bundle = modules();
  bundle.load('./main.cjs');
  expect(compiled(file).cachedDataRejected).toBeUndefined();
  bundle.keepCode();
  expect(readdirSync(folder)).toEqual(['counter.cjs', 'counter.cjs.code', 'main.cjs', 'main.cjs.code']);
  expect(compiled(file).cachedDataRejected).toBe(false);
  writeFileSync(file, "exports.first = 'another text';");
  expect(compiled(file).cachedDataRejected).toBe(true);
  expect(modules().load('./main.cjs')).toEqual({ first: 'another text' });
});

it('are taken as the build left them by a process that starts', async () => {
  const kept = readdirSync(join(BUILT, 'bundle')).filter((name) => name.endsWith('.code'));
  expect(kept).toEqual(expect.arrayContaining(['main.cjs.code', 'engine-worker.cjs.code']));
  const look = `
    import { compiled } from ${JSON.stringify(pathToFileURL(join(BUILT, 'bundled-modules.js')))};
    const files = process.argv.slice(1);
    console.log(JSON.stringify(files.filter((file) => compiled(file).cachedDataRejected !== false)));`;
  const files = kept.map((name) => join(BUILT, 'bundle', name.replace(/\.code$/, '')));
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', look, ...files]);
  expect(JSON.parse(stdout)).toEqual([]);
});
