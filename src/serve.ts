import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApplication } from './application.js';
import { PublicAddress } from './common/public-address.js';
import { Readiness } from './common/readiness.js';
import { AppConfig } from './config/app-config.js';
import { parseEnvironment } from './config/environment.js';
import { startTracing } from './tracing/start-tracing.js';
import { welcome } from './welcome.js';

const logger = new Logger('Service');

/** Starts the service and, on SIGTERM or SIGINT, ends it in order. Rejects where it cannot start. */
export async function serve(variables: NodeJS.ProcessEnv): Promise<void> {
  const config = new AppConfig(parseEnvironment(variables));
  await requireWritable(config.dataDir);
  const endTracing = await startTracing(variables, config.role);
  const app = await createApplication(config);
  try {
    await listen(app, config);
  } catch (error) {
    await app.close();
    throw error;
  }
  const address = addressOf(app, config);
  app.get(PublicAddress).listeningOn(address);
  logger.log({ address }, 'listening');
  if (!config.production && !config.test && config.role !== 'worker') process.stdout.write(welcome(app, config));
  stopOnSignal(app, config, endTracing);
}

/** Nest's own `listen` also logs a failure, which is said in one line where the process ends. */
async function listen(app: NestExpressApplication, { http }: AppConfig): Promise<void> {
  const server = app.getHttpServer();
  server.listen(http.port, http.host);
  await once(server, 'listening');
}

async function requireWritable(folder: string): Promise<void> {
  await makeFolder(resolve(folder));
  await access(folder, constants.W_OK);
}

/** Level by level: `recursive` never settles below a folder that takes none, such as /proc. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder);
  }
}

function addressOf(app: NestExpressApplication, config: AppConfig): string {
  const bound = app.getHttpServer().address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : config.http.port;
  const { host } = config.http;
  const name = host === '0.0.0.0' || host === '127.0.0.1' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** Unready first, then requests and jobs in flight end, then the stores close; a second signal ends at once. */
function stopOnSignal(app: NestExpressApplication, config: AppConfig, endTracing: () => Promise<void>): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) process.exit(130);
    stopping = true;
    logger.log({ signal }, 'stopping');
    app.get(Readiness).beginShutdown();
    await sleep(config.shutdownDelayMilliseconds);
    const overdue = setTimeout(() => {
      logger.error('not everything ended in time');
      process.exit(1);
    }, config.shutdownMilliseconds + 4000);
    await app.close();
    await endTracing();
    clearTimeout(overdue);
    logger.log('stopped');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}
