import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Account,
  type Answer,
  type CallOptions,
  OPERATOR,
  type RunningApplication,
  startApplication,
} from './application.js';
import { everyPage } from './every-page.js';
import { ENDED } from './mapping-scene.js';
import { danglingPictures, RealServers, type ServerName } from './real-servers.js';
import { until } from './until.js';

type Role = 'api' | 'worker';

/** So long a worker may be silent here before another takes its job over. */
const LEASE_SECONDS = 2;

/** API and worker processes over real servers, behind a balancer that takes them in turn. */
export class Cluster {
  readonly apis: RunningApplication[] = [];
  readonly workers: RunningApplication[] = [];
  private turn = 0;

  private constructor(
    private readonly folder: string,
    readonly servers: RealServers,
    private readonly env: Record<string, string>,
  ) {}

  /** @param names servers to start, where it shall be others than the stores */
  static async start(
    counts: Record<Role, number>,
    env: Record<string, string> = {},
    names?: readonly ServerName[],
  ): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), 'artwork-mapping-cluster-'));
    const cluster = new Cluster(folder, await RealServers.start(join(folder, 'servers'), names), env);
    try {
      for (let i = 0; i < counts.api; i++) await cluster.add('api');
      for (let i = 0; i < counts.worker; i++) await cluster.add('worker');
    } catch (error) {
      await cluster.stop();
      throw error;
    }
    return cluster;
  }

  async add(role: Role): Promise<RunningApplication> {
    const app = await startApplication({
      env: {
        ...this.servers.variables,
        ROLE: role,
        JWT_SECRET: 'one secret for every process of the cluster',
        JOB_LEASE_SECONDS: String(LEASE_SECONDS),
        ENGINE_THREADS: '1',
        ...this.env,
      },
    });
    (role === 'api' ? this.apis : this.workers).push(app);
    return app;
  }

  /** Ends one process at once and starts another in its place. */
  async replace(role: Role, index: number): Promise<void> {
    const apps = role === 'api' ? this.apis : this.workers;
    const [gone] = apps.splice(index, 1);
    await gone!.kill();
    await rm(gone!.dataDir, { recursive: true, force: true });
    await this.add(role);
  }

  /** The API process whose turn it is. */
  next(): RunningApplication {
    return this.apis[this.turn++ % this.apis.length]!;
  }

  /** Calls the API process whose turn it is. */
  api(path: string, options: CallOptions = {}): Promise<Answer> {
    return this.next().api(path, options);
  }

  async operator(): Promise<Account> {
    const { body } = await this.api('/auth/login', { json: OPERATOR });
    return { ...OPERATOR, id: body.user.id, accessToken: body.accessToken, refreshToken: body.refreshToken };
  }

  /** Waits until none of these mappings waits or runs. */
  async ended(artist: Account, ids: readonly string[], milliseconds = 60_000): Promise<Answer['body'][]> {
    let found: Answer['body'][] = [];
    await until(async () => {
      const answers = await Promise.all(
        ids.map((id) => this.api(`/mappings/${id}`, { as: artist }).catch(() => undefined)),
      );
      found = answers.map((answer) => answer?.body);
      return found.every((body) => ENDED.includes(body?.status));
    }, milliseconds);
    return found;
  }

  /** Pictures that no job names, once what is cleared up by timer has been. */
  dangling(): Promise<string[]> {
    return danglingPictures(this.servers, async () =>
      everyPage(this, await this.operator(), '/jobs?kind=mapping&sort=createdAt'),
    );
  }

  async stop(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers].map((app) => app.stop()));
    await this.servers.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
