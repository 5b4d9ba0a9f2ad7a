// npm run services -- start|stop|status|variables [--folder FOLDER] [--only NAME,NAME]
// Real servers for tests and development, on free ports of the loopback interface.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gradio } from './services/gradio.mjs';
import { mongo } from './services/mongo.mjs';
import { redis } from './services/redis.mjs';
import { freePort, isRunning, stop, untilReady } from './services/running.mjs';
import { s3 } from './services/s3.mjs';
import { toxiproxy } from './services/toxiproxy.mjs';

const SERVICES = [mongo, redis, s3, ...gradio, toxiproxy];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { folder: { type: 'string' }, only: { type: 'string' } },
});
const folder = resolve(values.folder ?? join(tmpdir(), 'artwork-mapping-services'));
const chosen = SERVICES.filter(({ name }) => !values.only || values.only.split(',').includes(name));
const stateFile = join(folder, 'services.json');
const variablesFile = join(folder, 'services.env');

const readState = () => (existsSync(stateFile) ? JSON.parse(readFileSync(stateFile, 'utf8')) : {});

function writeState(state) {
  writeFileSync(stateFile, JSON.stringify(state, null, 2));
  const running = SERVICES.filter(({ name }) => state[name]).map((service) => service.variables(state[service.name]));
  writeFileSync(
    variablesFile,
    Object.entries(Object.assign({}, ...running))
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
}

async function startOne(service, known) {
  if (known && isRunning(known.pid, service.mark)) return known;
  const binary = await service.provision();
  const home = join(folder, service.name);
  mkdirSync(home, { recursive: true });
  const log = join(home, 'server.log');
  writeFileSync(log, '');
  const port = known?.port ?? (await freePort());
  const pid = service.start(binary, { port, folder: home, log });
  await untilReady(() => service.ready({ port, log }), { log, pid, mark: service.mark });
  return { pid, port };
}

async function startAll() {
  mkdirSync(folder, { recursive: true });
  const state = readState();
  const outcomes = await Promise.all(
    chosen.map(async (service) => {
      const started = performance.now();
      try {
        state[service.name] = await startOne(service, state[service.name]);
        return `${service.name}: port ${state[service.name].port}, ${((performance.now() - started) / 1000).toFixed(1)} s`;
      } catch (error) {
        delete state[service.name];
        process.exitCode = 1;
        return `${service.name}: not started. ${error.message}`;
      }
    }),
  );
  writeState(state);
  console.log(`${outcomes.join('\n')}\nVariables: ${variablesFile}`);
}

async function stopAll() {
  const state = readState();
  for (const service of chosen) {
    if (state[service.name]) await stop(state[service.name].pid, service.mark);
    delete state[service.name];
  }
  if (existsSync(folder)) writeState(state);
}

function status() {
  const state = readState();
  for (const { name, mark } of chosen) {
    const known = state[name];
    console.log(
      `${name}: ${known && isRunning(known.pid, mark) ? `port ${known.port}, process ${known.pid}` : 'not running'}`,
    );
  }
}

/** Variables of those that run, for tests. */
function variables() {
  const state = readState();
  const running = chosen.filter(({ name, mark }) => state[name] && isRunning(state[name].pid, mark));
  const lines = running.flatMap((service) => Object.entries(service.variables(state[service.name])));
  for (const [name, value] of lines) console.log(`${name}=${value}`);
}

const actions = { start: startAll, stop: stopAll, status, variables };
const action = actions[positionals[0] ?? 'status'];
if (!action) {
  console.error(`Unknown action ${positionals[0]}. Use start, stop, status or variables.`);
  process.exit(64);
}
await action();
