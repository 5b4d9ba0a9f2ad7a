#!/usr/bin/env node
// scripts/smoke.mjs URL: maps a picture through the public API of a running service, as a client would; exits with 1 unless
// it comes out as a picture.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const base = process.argv[2]?.replace(/\/+$/, '');
if (!base) {
  console.error('Name the address of the service.');
  process.exit(64);
}
const LONGEST_MILLISECONDS = 240_000;
const picture = new URL('../test/fixtures/starry-night.jpg', import.meta.url);

let authorization = {};
async function call(path, { json, ...options } = {}) {
  const response = await fetch(`${base}/api/v1${path}`, {
    signal: AbortSignal.timeout(60_000),
    ...options,
    headers: { ...authorization, ...(json ? { 'content-type': 'application/json' } : {}) },
    ...(json ? { method: 'POST', body: JSON.stringify(json) } : {}),
  });
  const body = response.status === 204 ? undefined : await response.json();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${body?.detail}`);
  return body;
}

const session = await call('/auth/register', {
  json: { email: `smoke-${randomUUID()}@example.org`, password: randomUUID() },
});
authorization = { authorization: `Bearer ${session.accessToken}` };
const form = new FormData();
form.set('file', new Blob([await readFile(picture)]), 'starry-night.jpg');
const { artwork } = await call('/artworks', { method: 'POST', body: form });
let mapping = await call('/mappings', {
  json: { artworkId: artwork.id, baseImageId: 'auto', output: { format: 'jpeg', width: 800 } },
});
const deadline = Date.now() + LONGEST_MILLISECONDS;
while (['queued', 'running'].includes(mapping.status) && Date.now() < deadline) {
  await pause(250);
  mapping = await call(`/mappings/${mapping.id}`);
}
const content = mapping.result ? new Uint8Array(await (await fetch(mapping.result.url)).arrayBuffer()) : [];
await call(`/mappings/${mapping.id}`, { method: 'DELETE' });
await call(`/artworks/${artwork.id}`, { method: 'DELETE' });
const isJpeg = content[0] === 0xff && content[1] === 0xd8;
console.log(
  isJpeg ? `mapped: ${content.length} bytes` : `not mapped: ${mapping.status} ${mapping.error?.detail ?? ''}`,
);
process.exit(isJpeg ? 0 : 1);
