// node scripts/measure-throughput.mjs [mappings] [width]: mappings a minute by what wakes the workers (database or Bull), where files
// lie (local or S3) and how many workers there are, one thread each. One process of the API, real servers, one round after the other.
import '../test/support/typescript-loader.mjs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [mappings = 60, width = 1000] = process.argv.slice(2).map(Number);
const { startApplication } = await import('../test/support/application.ts');
const { MappingScene } = await import('../test/support/mapping-scene.ts');
const { processorSeconds } = await import('../test/support/processor-time.ts');
const { RealServers } = await import('../test/support/real-servers.ts');

const STORES = {
  local: ['AWS_BUCKET_NAME', 'S3_ENDPOINT', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  s3: [],
};
const QUEUES = { database: ['REDIS_URL'], bull: [] };

const folder = await mkdtemp(join(tmpdir(), 'artwork-mapping-throughput-'));
const servers = await RealServers.start(join(folder, 'servers'));

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

async function measure({ queue, store, count }) {
  const without = [...QUEUES[queue], ...STORES[store]];
  const selected = Object.entries(servers.variables).filter(([name]) => !without.includes(name));
  const env = {
    ...Object.fromEntries(selected),
    JWT_SECRET: 'one secret for every process of a measurement',
    ENGINE_THREADS: '1',
    JOB_CONCURRENCY: '1',
  };
  // Local files are shared by processes of one machine.
  const dataDir = join(folder, `${queue}-${store}-${count}`);
  const start = (ROLE) => startApplication({ dataDir, env: { ...env, ROLE } });
  const api = await start('api');
  const workers = await Promise.all(Array.from({ length: count }, () => start('worker')));
  try {
    const as = await api.signUp(`${queue}-${store}-${count}@example.org`);
    const scene = new MappingScene(api);
    const subject = { ...(await scene.subject(as)), output: { width } };
    // Each worker has its thread and the paper's analysis before the clock starts.
    await Promise.all(Array.from({ length: 4 * count }, () => scene.map(as, subject, { wait: 30 })));
    const operator = await api.operator();
    await api.api('/jobs/pause', { as: operator, method: 'POST' });
    for (let i = 0; i < mappings; i++) await scene.map(as, subject);
    const before = workers.map(processorSeconds);
    await api.api('/jobs/resume', { as: operator, method: 'POST' });
    const began = performance.now();
    for (;;) {
      const { body } = await api.api('/mappings?status=succeeded&perPage=1', { as });
      if (body.total >= mappings + 4 * count) break;
      await sleep(100);
    }
    const minutes = (performance.now() - began) / 60_000;
    const used = sum(workers.map(processorSeconds)) - sum(before);
    return { aMinute: Math.round(mappings / minutes), cpu: (used / mappings).toFixed(3) };
  } finally {
    await Promise.all([api, ...workers].map((app) => app.stop()));
  }
}

try {
  console.log('| Wakes workers | Files | Workers | Mappings a minute | Processor seconds a mapping |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const queue of ['database', 'bull']) {
    for (const store of ['local', 's3']) {
      for (const count of [1, 2]) {
        const { aMinute, cpu } = await measure({ queue, store, count });
        console.log(`| ${queue} | ${store} | ${count} | ${aMinute} | ${cpu} |`);
      }
    }
  }
} finally {
  await servers.stop();
  await rm(folder, { recursive: true, force: true });
}
