import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, type RunningApplication, startApplication } from './application.js';
import { everyPage } from './every-page.js';
import { MappingScene } from './mapping-scene.js';
import { type Reckoning, reckon } from './reckoning.js';
import { WebhookReceiver } from './webhook-receiver.js';

export interface KillCampaign {
  readonly kills: number;
  /** So many mappings are accepted: some before the first kill, the others in equal shares before each. */
  readonly mappings: number;
  readonly backlog: number;
  /** Of each mapping: larger ones keep the worker busy for longer. */
  readonly output?: object;
  /** A kill comes at a random moment within this time after the start. */
  readonly longestLifeMilliseconds: number;
  readonly env?: Record<string, string>;
  readonly report?: (line: string) => void;
}

export interface KillFigures extends Reckoning {
  readonly kills: number;
  /** Mappings whose end the artist's webhook was not told. */
  readonly untold: readonly string[];
  /** Mappings whose end it was told as if there had been two. */
  readonly toldAsTwo: readonly string[];
  /** Stored pictures that no record names. */
  readonly dangling: readonly string[];
  /** Files left in the folder of temporary files. */
  readonly temporary: readonly string[];
  readonly longestRestartMilliseconds: number;
}

const SENDERS = 4;
const POST_AGAIN_MILLISECONDS = 20;
/** What attempts left is cleared up every ten seconds. */
const CLEARED_UP_MILLISECONDS = 25_000;
/** The end of a mapping is known some time before it is told. */
const TOLD_MILLISECONDS = 25_000;

/** Sends mappings to the real application, kills it with SIGKILL again and again, and counts what became of them. */
export async function runKillCampaign(campaign: KillCampaign): Promise<KillFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), 'artwork-mapping-kills-'));
  const receiver = await WebhookReceiver.listen();
  const state = new CampaignState(dataDir, campaign, receiver);
  try {
    return await state.run();
  } finally {
    await state.app?.kill();
    await receiver.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

class CampaignState {
  app: RunningApplication | undefined;
  private artist: Account | undefined;
  private readonly accepted = new Set<string>();
  private sent = 0;
  private longestRestart = 0;

  constructor(
    private readonly dataDir: string,
    private readonly campaign: KillCampaign,
    private readonly receiver: WebhookReceiver,
  ) {}

  async run(): Promise<KillFigures> {
    const { kills, mappings, backlog, output = {}, longestLifeMilliseconds, report = () => undefined } = this.campaign;
    let app = await this.start();
    this.artist = await app.signUp();
    await app.api('/webhooks', { as: this.artist, json: { url: this.receiver.url() } });
    const subject = { ...(await new MappingScene(app).subject(this.artist)), output };
    await this.send(app, subject, backlog);
    for (let kill = 1; kill <= kills; kill++) {
      const share = Math.ceil((mappings - this.accepted.size) / (kills - kill + 1));
      const sending = this.send(app, subject, share);
      await sleep(Math.random() * longestLifeMilliseconds);
      await app.kill();
      await sending;
      app = await this.start();
      report(`kill ${kill}: ${this.accepted.size} mappings accepted`);
    }
    while (this.accepted.size < mappings) await this.send(app, subject, mappings - this.accepted.size);
    return this.count(app);
  }

  private async start(): Promise<RunningApplication> {
    const started = performance.now();
    this.app = await startApplication({
      dataDir: this.dataDir,
      env: { PAPER_LIBRARY: 'none', WEBHOOK_ALLOW_PRIVATE: 'true', ...this.campaign.env },
    });
    if (this.artist) this.longestRestart = Math.max(this.longestRestart, performance.now() - started);
    return this.app;
  }

  /** Until the portion is accepted or the process is dead; several at a time. */
  private async send(app: RunningApplication, subject: object, portion: number): Promise<void> {
    let left = portion;
    const sender = async () => {
      while (left-- > 0 && (await this.sendOne(app, subject))) await sleep(POST_AGAIN_MILLISECONDS);
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));
  }

  /** @returns whether the process lives */
  private async sendOne(app: RunningApplication, subject: object): Promise<boolean> {
    this.sent++;
    const answer = await new MappingScene(app).map(this.artist!, subject).catch(() => undefined);
    if (!answer) return false;
    if (answer.status !== 202) throw new Error(`a mapping answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    this.accepted.add(answer.body.id);
    return true;
  }

  private async count(app: RunningApplication): Promise<KillFigures> {
    const { accepted, sent } = this;
    const reckoning = await reckon(app, { artists: [this.artist!], accepted, sent });
    const jobs = await everyPage(app, await app.operator(), '/jobs?kind=mapping&sort=createdAt');
    const kept = new Set<string>(jobs.flatMap(({ result }) => (result ? [result.key, result.thumbnailKey] : [])));
    return {
      kills: this.campaign.kills,
      ...reckoning,
      ...(await this.told()),
      dangling: await this.dangling(kept),
      temporary: await filesBelow(join(this.dataDir, 'tmp')),
      longestRestartMilliseconds: Math.round(this.longestRestart),
    };
  }

  /** Waits until all have been told. A message may have come twice, but then with the same id. */
  private async told(): Promise<Pick<KillFigures, 'untold' | 'toldAsTwo'>> {
    const end = performance.now() + TOLD_MILLISECONDS;
    for (;;) {
      const ids = new Map([...this.accepted].map((id) => [id, new Set<string>()]));
      for (const { headers, body } of this.receiver.received) {
        const { data } = JSON.parse(body) as { data: { id: string } };
        ids.get(data.id)?.add(headers['webhook-id'] as string);
      }
      const told = [...ids];
      const untold = told.filter(([, messages]) => messages.size === 0).map(([id]) => id);
      const toldAsTwo = told.filter(([, messages]) => messages.size > 1).map(([id]) => id);
      if (untold.length === 0 || performance.now() > end) return { untold, toldAsTwo };
      await sleep(250);
    }
  }

  /** Asks again until what is cleared up by timer has been. */
  private async dangling(kept: ReadonlySet<string>): Promise<string[]> {
    const root = join(this.dataDir, 'files', 'users');
    const end = performance.now() + CLEARED_UP_MILLISECONDS;
    for (;;) {
      const stored = (await filesBelow(root)).filter((path) => path.includes('/mappings/'));
      const dangling = stored.filter((path) => !kept.has(`users/${path}`));
      if (dangling.length === 0 || performance.now() > end) return dangling;
      await sleep(250);
    }
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
