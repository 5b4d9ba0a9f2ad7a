import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Account,
  type Answer,
  type CallOptions,
  type RunningApplication,
  startApplication,
} from './application.js';
import { FaultProxy } from './fault-proxy.js';
import { MappingScene } from './mapping-scene.js';
import { danglingPictures, RealServers } from './real-servers.js';
import { until } from './until.js';

/** What these suites need to be running; the servers themselves are their own. */
export const FAULTY_SERVERS = ['TEST_MONGO_URI', 'TEST_REDIS_URL', 'TEST_S3_ENDPOINT', 'TEST_TOXIPROXY_URL'] as const;

/** Each server by the variable of the product that names it. */
const VARIABLES = { mongo: 'MONGO_URI', redis: 'REDIS_URL', s3: 'S3_ENDPOINT' } as const;
export type FaultyServer = keyof typeof VARIABLES;

/** Whatever takes longer hangs. */
const HANGS_MILLISECONDS = 30_000;

/** The real application on real servers of its own, one of which is reached through a proxy that can make it fail. */
export class FaultyApplication {
  private running: RunningApplication | undefined;
  private signedUp: Account | undefined;
  private material: object | undefined;

  private constructor(
    private readonly folder: string,
    readonly servers: RealServers,
    readonly proxy: FaultProxy,
    private readonly env: Record<string, string>,
  ) {}

  static async before(server: FaultyServer, toxiproxyUrl: string): Promise<FaultyApplication> {
    const folder = await mkdtemp(join(tmpdir(), 'artwork-mapping-faults-'));
    const servers = await RealServers.start(join(folder, 'servers'));
    const variable = VARIABLES[server];
    const proxy = await FaultProxy.before(servers.variables[variable]!, `${server}-${randomUUID()}`, toxiproxyUrl);
    const env = { ...servers.variables, [variable]: proxy.url, JOB_LEASE_SECONDS: '2', ENGINE_THREADS: '1' };
    return new FaultyApplication(folder, servers, proxy, env);
  }

  /** Starts while the server is away, waits until it is used and signs an artist up. @returns what readiness said before it was there */
  async start(): Promise<Answer> {
    await this.proxy.impose({ kind: 'refused' });
    this.running = await startApplication({ env: this.env });
    const readiness = await this.app.api('//health/ready');
    await this.proxy.mend();
    await this.untilReady();
    this.signedUp = await this.app.signUp();
    this.material = await this.scene.subject(this.artist);
    return readiness;
  }

  get app(): RunningApplication {
    return this.running!;
  }

  get artist(): Account {
    return this.signedUp!;
  }

  /** What this artist's mappings ask for. */
  get subject(): object {
    return this.material!;
  }

  private get scene(): MappingScene {
    return new MappingScene(this.app);
  }

  /** Calls the API and gives up on what hangs. */
  async answer(path: string, options: CallOptions = {}): Promise<Pick<Answer, 'status' | 'headers'>> {
    const response = await this.app.request(path, options, AbortSignal.timeout(HANGS_MILLISECONDS));
    await response.arrayBuffer();
    return response;
  }

  async readiness(): Promise<Answer['body']> {
    return (await this.app.api('//health/ready')).body;
  }

  /** In as long as it may take after a server is back. */
  async untilReady(): Promise<void> {
    await until(async () => (await this.readiness()).status === 'ok');
  }

  /** Has mappings accepted. @returns their ids @throws where one is not */
  async map(count: number): Promise<string[]> {
    const answers = await Promise.all(Array.from({ length: count }, () => this.scene.map(this.artist, this.subject)));
    const refused = answers.find(({ status }) => status !== 202);
    if (refused) throw new Error(`a mapping was answered ${refused.status}, not 202`);
    return answers.map(({ body }) => body.id as string);
  }

  /** How these mappings ended. */
  async outcomes(ids: readonly string[]): Promise<string[]> {
    const ended = await Promise.all(ids.map((id) => this.scene.ended(this.artist, id, 60_000)));
    return ended.map(({ status, error }) => error?.code ?? status);
  }

  /** Pictures that no job names, once what is cleared up by timer has been. */
  dangling(): Promise<string[]> {
    return danglingPictures(this.servers, async () => {
      const operator = await this.app.operator();
      return (await this.app.api('/jobs?kind=mapping&perPage=100', { as: operator })).body.items;
    });
  }

  async stop(): Promise<void> {
    await this.proxy.mend();
    await this.running?.stop();
    await this.proxy.remove();
    await this.servers.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
