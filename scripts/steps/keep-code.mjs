// node scripts/steps/keep-code.mjs BUNDLE: runs the bundled service once, on data of its own, as far as a first picture, and leaves
// beside its modules what V8 compiled of them, for later starts: docs/adr/0005-the-service-is-bundled.md.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import sharp from 'sharp';
import { freePort } from '../services/running.mjs';
import { isReady } from './service.mjs';

const bundle = resolve(process.argv[2]);
const { BundledModules } = await import(pathToFileURL(join(bundle, '..', 'bundled-modules.js')).href);
const LONGEST_MILLISECONDS = 120_000;

const dataDir = mkdtempSync(join(tmpdir(), 'artwork-mapping-build-'));
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
const port = await freePort();
// What is set where this is built is meant for others.
process.env = {
  PATH: process.env.PATH,
  NODE_ENV: 'test',
  HOST: '127.0.0.1',
  PORT: String(port),
  DATA_DIR: dataDir,
  LOG_LEVEL: 'error',
  PAPER_LIBRARY: 'none',
};
process.chdir(dataDir);

const modules = new BundledModules(pathToFileURL(join(bundle, '/')));
modules.load('./main.cjs');
modules.load('./engine-worker.cjs');
// What threads load when they lead the first task of a kind.
for (const name of readdirSync(bundle)) if (/-tasks?-.*\.cjs$/.test(name)) modules.load(`./${name}`);
setTimeout(() => {
  console.error('The service that was built does not work: it made no picture in time.');
  process.exit(1);
}, LONGEST_MILLISECONDS).unref();

const at = `http://127.0.0.1:${port}`;
let authorization = {};
async function call(path, body) {
  const isForm = body instanceof FormData;
  const response = await fetch(`${at}/api/v1${path}`, {
    method: 'POST',
    headers: { ...authorization, prefer: 'wait=60', ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${answer.detail}`);
  return answer;
}

async function picture(background) {
  const form = new FormData();
  const content = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .png()
    .toBuffer();
  form.set('file', new Blob([content]), 'picture.png');
  return form;
}

while (!(await isReady(at))) await pause(20);
const { accessToken } = await call('/auth/register', { email: 'build@example.org', password: 'built once, run often' });
authorization = { authorization: `Bearer ${accessToken}` };
const paper = await call('/base-images', await picture('#f4f1ea'));
const { artwork } = await call('/artworks', await picture('#b02818'));
const mapping = await call('/mappings', { artworkId: artwork.id, baseImageId: paper.id, output: { format: 'jpeg' } });
if (mapping.status !== 'succeeded') throw new Error(`no picture: ${JSON.stringify(mapping)}`);
// V8 takes code under the flags alone under which it was given out: a start has not set yet what the engine sets.
for (const flag of ['expose-gc', 'harmony-rab-gsab-transfer']) setFlagsFromString(`--no-${flag}`);
modules.keepCode();
process.kill(process.pid, 'SIGTERM');
