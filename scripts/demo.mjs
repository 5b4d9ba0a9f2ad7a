// npm run demo [image]: maps a picture with every preset through the public API, as any client would.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { giveUp, root } from './steps/prepare.mjs';
import { findOrStartService } from './steps/service.mjs';

const DEFAULT_ARTWORK = join(root, 'test', 'fixtures', 'starry-night.jpg');
const PRESETS = ['classic', 'natural'];
const SHEET_HEIGHT = 900;
const SHEET_GAP = 24;

const artworkPath = resolve(process.argv[2] ?? DEFAULT_ARTWORK);
const picture = await readFile(artworkPath).catch(() =>
  giveUp(`${artworkPath} cannot be read. Name a JPEG, PNG or WebP file.`),
);
const service = await findOrStartService();

let accessToken;
async function call(path, options = {}) {
  const response = await fetch(`${service.url}/api/v1${path}`, {
    ...options,
    headers: { ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}), ...options.headers },
  });
  const body = response.status === 204 ? undefined : await response.json();
  if (!response.ok) giveUp(`${path} answered ${response.status}: ${body.detail}`);
  return body;
}
const post = (path, value) =>
  call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

async function signUp() {
  const session = await post('/auth/register', { email: `demo-${randomUUID()}@example.org`, password: randomUUID() });
  accessToken = session.accessToken;
}

async function upload() {
  const form = new FormData();
  form.set('file', new Blob([picture]), basename(artworkPath));
  const started = performance.now();
  const { artwork, paper } = await call('/artworks', { method: 'POST', body: form });
  console.log(
    `Uploaded ${basename(artworkPath)}, ${artwork.width} × ${artwork.height}, in ${seconds(started)}; paper ${paper.state}`,
  );
  return artwork;
}

async function map(artwork, preset) {
  const started = performance.now();
  let mapping = await post('/mappings', {
    artworkId: artwork.id,
    baseImageId: 'auto',
    preset,
    output: { format: 'jpeg' },
  });
  let shown = '';
  while (mapping.status === 'queued' || mapping.status === 'running') {
    const step = mapping.status === 'queued' ? 'waiting' : (mapping.progress?.step ?? 'starting');
    if (step !== shown) process.stdout.write(`${shown === '' ? `${preset}: ` : ' → '}${step}`);
    shown = step;
    await new Promise((done) => setTimeout(done, 100));
    mapping = await call(`/mappings/${mapping.id}`);
  }
  process.stdout.write('\n');
  if (mapping.status !== 'succeeded') giveUp(`${preset} ${mapping.status}: ${mapping.error?.detail ?? ''}`);
  const took = seconds(started);
  const content = Buffer.from(await (await fetch(mapping.result.url)).arrayBuffer());
  console.log(`${preset}: ${mapping.result.width} × ${mapping.result.height} in ${took}`);
  return content;
}

/** The flat artwork beside what became of it. */
async function contactSheet(pictures) {
  const prints = await Promise.all(
    pictures.map((content) => sharp(content).resize({ height: SHEET_HEIGHT }).toBuffer({ resolveWithObject: true })),
  );
  const width = prints.reduce((sum, { info }) => sum + info.width + SHEET_GAP, SHEET_GAP);
  let left = SHEET_GAP;
  const placed = prints.map(({ data, info }) => {
    const at = { input: data, left, top: SHEET_GAP };
    left += info.width + SHEET_GAP;
    return at;
  });
  return sharp({ create: { width, height: SHEET_HEIGHT + 2 * SHEET_GAP, channels: 3, background: '#d6d6d6' } })
    .composite(placed)
    .jpeg({ quality: 90 })
    .toBuffer();
}

const folder = join(root, 'demo');
await mkdir(folder, { recursive: true });
const name = basename(artworkPath, extname(artworkPath));
const written = [];
async function keep(fileName, content) {
  await writeFile(join(folder, fileName), content);
  written.push(relative(process.cwd(), join(folder, fileName)));
}

const started = performance.now();
await signUp();
const artwork = await upload();
const results = [];
for (const preset of PRESETS) {
  const content = await map(artwork, preset);
  results.push(content);
  await keep(`${name}-${preset}.jpg`, content);
}
await keep(`${name}-before-after.jpg`, await contactSheet([picture, ...results]));
console.log(`\nDone in ${seconds(started)}. Open:\n${written.map((path) => `  ${path}`).join('\n')}`);
await service.stop();
