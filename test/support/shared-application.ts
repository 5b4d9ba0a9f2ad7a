import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, addressIn, Application, spawnApplication, START_MILLISECONDS, STUDIO } from './application.js';
import { MappingScene } from './mapping-scene.js';
import { until } from './until.js';

/** What some suites need and does not change what the others see. */
const ENV = {
  CORS_ORIGINS: STUDIO,
  WEBHOOK_ALLOW_PRIVATE: 'true',
  WEBHOOK_RETRY_SECONDS: '1,1,1,1,1,1,1,1',
};

/**
 * The application on embedded defaults that all suites of one of Jest's workers use one after another, for tests that need
 * nothing but accounts of their own: a start costs more than most of them. It has a default paper, and is idle at first.
 */
export async function sharedApplication(): Promise<Application> {
  const folder = join(process.env['SHARED_FOLDER']!, `application-${process.env['JEST_WORKER_ID']}`);
  const application = existsSync(folder) ? new SharedApplication(folder) : await start(folder);
  await untilIdle(application);
  return application;
}

/** Its process outlives the suite; test/support/global-teardown.mjs ends it. */
async function start(folder: string): Promise<Application> {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  const log = openSync(join(folder, 'log'), 'w');
  const child = spawnApplication(dataDir, ['ignore', log, log], ENV);
  closeSync(log);
  writeFileSync(join(folder, 'pid'), String(child.pid));
  child.unref();
  const application = new SharedApplication(folder);
  await until(() => application.url !== '' || child.exitCode !== null, START_MILLISECONDS);
  if (child.exitCode !== null) throw new Error(`exited with ${child.exitCode} at start:\n${application.output}`);
  await new MappingScene(application).defaultPaper(await application.operator());
  return application;
}

/** Whatever the suite before left in the queue, and however. */
async function untilIdle(application: Application): Promise<void> {
  const as = await application.operator();
  await application.api('/jobs/resume', { method: 'POST', as });
  await until(async () => {
    const { queued, running } = (await application.api('/jobs/counts', { as })).body.counts;
    return queued + running === 0;
  });
}

class SharedApplication extends Application {
  readonly dataDir: string;
  readonly pid: number;
  private address: string | undefined;

  constructor(private readonly folder: string) {
    super();
    this.dataDir = join(folder, 'data');
    this.pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  }

  /** The session of an earlier suite while it lasts: a sign-in costs what a small mapping does. */
  override async operator(): Promise<Account> {
    const kept = join(this.folder, 'operator');
    const known = existsSync(kept) ? (JSON.parse(readFileSync(kept, 'utf8')) as Account) : undefined;
    if (known && (await this.api('/auth/me', { as: known })).status === 200) return known;
    const account = await super.operator();
    writeFileSync(kept, JSON.stringify(account));
    return account;
  }

  get url(): string {
    // What follows the last line break may be the half of a line.
    this.address ??= this.output.split('\n').slice(0, -1).map(addressIn).find(Boolean);
    return this.address ?? '';
  }

  get output(): string {
    return readFileSync(join(this.folder, 'log'), 'utf8');
  }
}
