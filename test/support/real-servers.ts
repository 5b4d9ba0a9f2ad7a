import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { until } from './until.js';

const execute = promisify(execFile);
const BUCKET = 'cluster';
const CLEARED_UP_MILLISECONDS = 30_000;

export type ServerName = 'mongo' | 'redis' | 's3' | 'gradio';
const STORES: readonly ServerName[] = ['mongo', 'redis', 's3'];

/** Real servers of a test's own, so that it may kill them; their ports and data stay when they start again. */
export class RealServers {
  private readonly client: S3Client;

  private constructor(
    private readonly folder: string,
    private readonly names: readonly ServerName[],
    private readonly addresses: Readonly<Record<string, string>>,
  ) {
    this.client = new S3Client({
      endpoint: addresses['TEST_S3_ENDPOINT']!,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: {
        accessKeyId: addresses['TEST_S3_ACCESS_KEY_ID']!,
        secretAccessKey: addresses['TEST_S3_SECRET_ACCESS_KEY']!,
      },
    });
  }

  /** @param names the stores, and what else is wanted beside them */
  static async start(folder: string, names: readonly ServerName[] = STORES): Promise<RealServers> {
    await services('start', folder, names);
    const lines = (await readFile(join(folder, 'services.env'), 'utf8')).trim().split('\n');
    const pairs = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
    const servers = new RealServers(folder, names, Object.fromEntries(pairs) as Record<string, string>);
    await servers.client.send(new CreateBucketCommand({ Bucket: BUCKET }));
    return servers;
  }

  get redisUrl(): string {
    return this.addresses['TEST_REDIS_URL']!;
  }

  /** Variables of the product that select these servers. */
  get variables(): Record<string, string> {
    const space = this.addresses['TEST_GRADIO_URL'];
    return {
      ...(space === undefined ? {} : { GRADIO_URL: space }),
      MONGO_URI: this.addresses['TEST_MONGO_URI']!,
      REDIS_URL: this.redisUrl,
      AWS_BUCKET_NAME: BUCKET,
      S3_ENDPOINT: this.addresses['TEST_S3_ENDPOINT']!,
      AWS_ACCESS_KEY_ID: this.addresses['TEST_S3_ACCESS_KEY_ID']!,
      AWS_SECRET_ACCESS_KEY: this.addresses['TEST_S3_SECRET_ACCESS_KEY']!,
      PUBLIC_RESULTS: 'false',
    };
  }

  /** Ends a server at once, as a crash would. */
  kill(name: ServerName): Promise<void> {
    return this.signal(name, 'SIGKILL');
  }

  async restart(name: ServerName): Promise<void> {
    await services('start', this.folder, [name]);
  }

  /** Stops a server where it stands: its connections stay open, take what is sent and are silent. */
  freeze(name: ServerName): Promise<void> {
    return this.signal(name, 'SIGSTOP');
  }

  /** Lets a frozen server go on, with what it was sent meanwhile. */
  thaw(name: ServerName): Promise<void> {
    return this.signal(name, 'SIGCONT');
  }

  /** What Redis kept on disk is gone. */
  async forgetRedis(): Promise<void> {
    await rm(join(this.folder, 'redis'), { recursive: true, force: true });
  }

  /** Keys of the pictures that mappings left. */
  async mappedPictures(): Promise<string[]> {
    const keys: string[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
      { client: this.client },
      { Bucket: BUCKET, Prefix: 'users/' },
    )) {
      keys.push(...Contents.map(({ Key }) => Key!));
    }
    return keys.filter((key) => key.includes('/mappings/'));
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await services('stop', this.folder, this.names);
  }

  private async signal(name: ServerName, signal: NodeJS.Signals): Promise<void> {
    const file = await readFile(join(this.folder, 'services.json'), 'utf8');
    const state = JSON.parse(file) as Record<ServerName, { pid: number }>;
    process.kill(state[name].pid, signal);
  }
}

/**
 * Pictures of mappings that no job names: asks again until what is cleared up by timer has been.
 * @param jobs every mapping's job, as operators see it
 */
export async function danglingPictures(
  servers: RealServers,
  jobs: () => Promise<{ readonly result?: { readonly key: string; readonly thumbnailKey?: string } }[]>,
): Promise<string[]> {
  let left: string[] = [];
  const none = async () => {
    const kept = new Set((await jobs()).flatMap(({ result }) => [result?.key, result?.thumbnailKey]));
    left = (await servers.mappedPictures()).filter((key) => !kept.has(key));
    return left.length === 0;
  };
  await until(none, CLEARED_UP_MILLISECONDS).catch(() => undefined);
  return left;
}

async function services(action: string, folder: string, names: readonly ServerName[]): Promise<void> {
  await execute(process.execPath, ['scripts/services.mjs', action, '--folder', folder, '--only', names.join(',')]);
}
