// What docker/verify does with the image: one container for everything, two for its roles, and an end in order for each.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, chownSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../scripts/services/running.mjs';

const [, , image, cache, driver] = process.argv;
const NODE_USER = 1000;
const STOP_SECONDS = 25;
const containers = join(cache, 'containers');
const store = ['--root', join(containers, driver), '--runroot', `/run/artwork-mapping/${driver}`];
store.push('--storage-driver', driver, '--runtime', 'runc');
/** As production runs it; the limits because the runtime refuses the machine's own. The health check is tried by hand. */
const CONFINED =
  '--network host --no-healthcheck --read-only --cap-drop=ALL --security-opt no-new-privileges --ulimit nofile=1024:1024 --ulimit nproc=4096:4096 --tmpfs /tmp';
const started = [];
const dataDirs = [];
let failed = 0;

function podman(...args) {
  return execFileSync('podman', [...store, ...args], { encoding: 'utf8' }).trim();
}

function check(name, holds, detail = '') {
  console.log(`${holds ? 'holds' : 'FAILS'}  ${name}${detail === '' ? '' : `: ${detail}`}`);
  if (!holds) failed += 1;
}

/** Runs the image as production does, on a loopback port of this machine, with a DATA_DIR of its own. */
async function run(environment) {
  const dataDir = mkdtempSync(join(tmpdir(), 'artwork-mapping-data-'));
  dataDirs.push(dataDir);
  chownSync(dataDir, NODE_USER, NODE_USER);
  const port = await freePort();
  const variables = { HOST: '127.0.0.1', PORT: port, JWT_SECRET: randomUUID() + randomUUID(), ...environment };
  const since = performance.now();
  const id = podman(
    'run',
    '--detach',
    ...CONFINED.split(' '),
    '--volume',
    `${dataDir}:/data`,
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    image,
  );
  const container = { id, url: `http://127.0.0.1:${port}` };
  started.push(container);
  await until(async () => (await fetch(`${container.url}/health/ready`)).ok, 60, container);
  container.readyMilliseconds = Math.round(performance.now() - since);
  return container;
}

async function until(probe, seconds, { id }) {
  const deadline = Date.now() + seconds * 1000;
  while (!(await probe().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`not ready in ${seconds} s:\n${podman('logs', '--tail', '20', id)}`);
    await pause(50);
  }
}

/** SIGTERM, then its exit code. */
async function stop({ id }, name) {
  const since = performance.now();
  podman('stop', '--time', String(STOP_SECONDS), id);
  const code = podman('inspect', '--format', '{{.State.ExitCode}}', id);
  const seconds = (performance.now() - since) / 1000;
  check(
    `SIGTERM ends ${name} with exit code 0 within ${STOP_SECONDS} s`,
    code === '0' && seconds < STOP_SECONDS,
    `code ${code}, ${seconds.toFixed(1)} s`,
  );
  podman('rm', '--force', id);
  started.splice(
    started.findIndex((one) => one.id === id),
    1,
  );
}

async function mapPicture({ url }) {
  const call = async (path, options = {}) => {
    const response = await fetch(`${url}/api/v1${path}`, options);
    const body = await response.json();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${body.detail}`);
    return body;
  };
  const json = (value, headers = {}) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });
  const { accessToken } = await call(
    '/auth/register',
    json({ email: `${randomUUID()}@example.org`, password: randomUUID() }),
  );
  const authorization = { authorization: `Bearer ${accessToken}` };
  const form = new FormData();
  form.set('file', new Blob([readFileSync('test/fixtures/starry-night.jpg')]), 'starry-night.jpg');
  const { artwork } = await call('/artworks', { method: 'POST', headers: authorization, body: form });
  const wish = { artworkId: artwork.id, baseImageId: 'auto', output: { format: 'jpeg', width: 800 } };
  let mapping = await call('/mappings', json(wish, authorization));
  const deadline = Date.now() + 240_000;
  while (!['succeeded', 'failed', 'cancelled'].includes(mapping.status)) {
    if (Date.now() > deadline) throw new Error('the mapping did not end');
    await pause(200);
    mapping = await call(`/mappings/${mapping.id}`, { headers: authorization });
  }
  if (mapping.status !== 'succeeded') throw new Error(`the mapping ${mapping.status}: ${mapping.error?.detail}`);
  const picture = Buffer.from(await (await fetch(mapping.result.url)).arrayBuffer());
  return { mapping, isJpeg: picture[0] === 0xff && picture[1] === 0xd8, bytes: picture.length };
}

async function verifyAll() {
  const all = await run({ PAPER_LIBRARY: 'none' });
  check('starts read-only, without capabilities, as its own user', true, `ready after ${all.readyMilliseconds} ms`);
  check('runs as the user node', podman('exec', all.id, 'id', '-u') === String(NODE_USER));
  const written = spawnSync('podman', [...store, 'exec', all.id, 'touch', '/app/written']);
  check('cannot write to its program', written.status !== 0);
  check(
    'its health check passes',
    spawnSync('podman', [...store, 'exec', all.id, 'node', 'docker/healthcheck.mjs']).status === 0,
  );
  const page = await fetch(`${all.url}/`);
  check('serves the web application', page.ok && (await page.text()).includes('<div id="root"'));
  const { isJpeg, bytes } = await mapPicture(all);
  check('maps a picture through the API', isJpeg, `${bytes} bytes`);
  await stop(all, 'the container');
}

/** One container answers, another works; they share the real test servers. */
async function verifyRoles() {
  const { TEST_MONGO_URI, TEST_REDIS_URL, TEST_S3_ENDPOINT } = process.env;
  if (!TEST_MONGO_URI || !TEST_REDIS_URL || !TEST_S3_ENDPOINT) {
    console.log('skipped  roles: no test servers (npm run services -- start; source its services.env)');
    if (process.env.REQUIRE_SERVICES === '1') failed += 1;
    return;
  }
  const shared = {
    JWT_SECRET: randomUUID() + randomUUID(),
    MONGO_URI: TEST_MONGO_URI.replace('/?', `/verify-${Date.now()}?`),
    REDIS_URL: TEST_REDIS_URL,
    AWS_BUCKET_NAME: process.env.TEST_S3_BUCKET ?? 'artwork-mapping-verify',
    AWS_ACCESS_KEY_ID: process.env.TEST_S3_ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: process.env.TEST_S3_SECRET_ACCESS_KEY,
    S3_ENDPOINT: TEST_S3_ENDPOINT,
    PAPER_LIBRARY: 'none',
  };
  execFileSync(process.execPath, ['scripts/storage-setup.mjs'], {
    env: { ...process.env, ...shared },
    stdio: 'inherit',
  });
  const api = await run({ ...shared, ROLE: 'api' });
  const worker = await run({ ...shared, ROLE: 'worker' });
  const { isJpeg } = await mapPicture(api);
  check('ROLE=api and ROLE=worker map a picture together', isJpeg);
  await stop(worker, 'the worker');
  await stop(api, 'the API');
}

try {
  await verifyAll();
  await verifyRoles();
} catch (error) {
  check('runs to its end', false, error.message);
} finally {
  for (const { id } of started) podman('rm', '--force', id);
  for (const dataDir of dataDirs) rmSync(dataDir, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
