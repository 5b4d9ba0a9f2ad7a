import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account, RunningApplication } from './application.js';
import { Cluster } from './cluster.js';
import { MappingScene } from './mapping-scene.js';

interface RestartOptions {
  /** How often every process is replaced by a new one. */
  readonly rounds: number;
  readonly artists: number;
  readonly report: (line: string) => void;
}

export interface RestartFigures {
  requests: number;
  /** Answers from 500 on and connections that broke, each in words. */
  readonly failed: string[];
  mappings: number;
  /** Mappings accepted that did not succeed. */
  unfinished: number;
  /** Seconds from SIGTERM to the end, by process. */
  readonly stops: number[];
  readonly exitCodes: (number | null)[];
}

/** As load balancers look: often enough to see a process unready before it closes. */
const PROBE_MILLISECONDS = 200;

/** A balancer over API processes that asks each whether it is ready, and sends requests to those that are. */
class Balancer {
  private ready: RunningApplication[] = [];
  private turn = 0;
  private stopped = false;
  private readonly probing: Promise<void>;

  constructor(private readonly cluster: Cluster) {
    this.ready = [...cluster.apis];
    this.probing = this.probe();
  }

  next(): RunningApplication {
    return this.ready[this.turn++ % this.ready.length]!;
  }

  async isReady(app: RunningApplication): Promise<void> {
    while (!this.ready.includes(app)) await sleep(PROBE_MILLISECONDS);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.probing;
  }

  private async probe(): Promise<void> {
    while (!this.stopped) {
      const answers = await Promise.all(
        this.cluster.apis.map(async (app) => {
          const answer = await fetch(`${app.url}/health/ready`).catch(() => undefined);
          await answer?.arrayBuffer();
          return answer?.ok ? [app] : [];
        }),
      );
      if (answers.flat().length > 0) this.ready = answers.flat();
      await sleep(PROBE_MILLISECONDS);
    }
  }
}

/** Replaces every process of a cluster, one after the other, while artists upload, look and map; counts what they notice. */
export async function runRollingRestarts({ rounds, artists, report }: RestartOptions): Promise<RestartFigures> {
  const cluster = await Cluster.start(
    { api: 2, worker: 2 },
    { SHUTDOWN_DELAY_SECONDS: '2', SHUTDOWN_SECONDS: '15', LOG_LEVEL: 'info' },
  );
  const balancer = new Balancer(cluster);
  const figures: RestartFigures = { requests: 0, failed: [], mappings: 0, unfinished: 0, stops: [], exitCodes: [] };
  const over = new AbortController();
  const balanced = {
    api: async (...[path, options]: Parameters<RunningApplication['api']>) => {
      figures.requests += 1;
      const answer = await balancer.next().api(path, options);
      if (answer.status >= 500) figures.failed.push(`${options?.method ?? 'GET'} ${path}: ${answer.status}`);
      return answer;
    },
  };
  const scene = new MappingScene(balanced);

  async function live(artist: Account, subject: { artworkId: string; baseImageId: string }): Promise<void> {
    const mapped: string[] = [];
    for (let colour = 0; !over.signal.aborted; colour += 1) {
      try {
        await scene.artwork(artist, `#${String(100000 + colour * 7919 + mapped.length).slice(0, 6)}`);
        const { body } = await scene.map(artist, { ...subject, output: { width: 400 } }, { wait: colour % 2 });
        mapped.push(body.id);
        for (const path of ['/mappings', '/artworks', '/auth/me']) await balanced.api(path, { as: artist });
      } catch (error) {
        figures.failed.push((error as Error).message);
      }
    }
    figures.mappings += mapped.length;
    for (const id of mapped) {
      const ended = await scene.ended(artist, id, 60_000).catch(() => undefined);
      if (ended?.status !== 'succeeded') figures.unfinished += 1;
    }
  }

  async function replace(role: 'api' | 'worker'): Promise<void> {
    const apps = role === 'api' ? cluster.apis : cluster.workers;
    const old = apps[0]!;
    const fresh = await cluster.add(role);
    if (role === 'api') await balancer.isReady(fresh);
    const since = performance.now();
    old.child.kill('SIGTERM');
    figures.exitCodes.push(await old.exited);
    figures.stops.push(Math.round((performance.now() - since) / 100) / 10);
    apps.splice(apps.indexOf(old), 1);
    await rm(old.dataDir, { recursive: true, force: true });
    report(`${role} replaced; ${figures.requests} requests, ${figures.failed.length} failed`);
  }

  try {
    const people = [];
    for (let i = 0; i < artists; i += 1) {
      const body = { email: `artist${i}@example.org`, password: 'a quiet brush on rice paper' };
      const { body: signedIn } = await balanced.api('/auth/register', { json: body });
      const artist: Account = { ...body, id: signedIn.user.id, ...signedIn };
      people.push({ artist, subject: await scene.subject(artist) });
    }
    const lives = people.map(({ artist, subject }) => live(artist, subject));
    for (let round = 0; round < rounds; round += 1) {
      for (const role of ['api', 'worker', 'api', 'worker'] as const) await replace(role);
    }
    over.abort();
    await Promise.all(lives);
    return figures;
  } finally {
    over.abort();
    await balancer.stop();
    await cluster.stop();
  }
}
