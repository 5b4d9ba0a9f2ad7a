import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { until } from './until.js';

const execute = promisify(execFile);
const BUCKET = 'cluster';
const CLEARED_UP_MILLISECONDS = 30_000;

type ServerName = 'mongo' | 'redis' | 's3';

/** Real servers of a test's own, so that it may kill them; their ports and data stay when they start again. */
export class RealServers {
  private readonly client: S3Client;

  private constructor(
    private readonly folder: string,
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

  static async start(folder: string): Promise<RealServers> {
    await services('start', folder, 'mongo,redis,s3');
    const lines = (await readFile(join(folder, 'services.env'), 'utf8')).trim().split('\n');
    const pairs = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
    const servers = new RealServers(folder, Object.fromEntries(pairs) as Record<string, string>);
    await servers.client.send(new CreateBucketCommand({ Bucket: BUCKET }));
    return servers;
  }

  get redisUrl(): string {
    return this.addresses['TEST_REDIS_URL']!;
  }

  /** Variables of the product that select these servers. */
  get variables(): Record<string, string> {
    return {
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
  async kill(name: ServerName): Promise<void> {
    const state = JSON.parse(await readFile(join(this.folder, 'services.json'), 'utf8')) as Record<
      string,
      { pid: number }
    >;
    process.kill(state[name]!.pid, 'SIGKILL');
  }

  async restart(name: ServerName): Promise<void> {
    await services('start', this.folder, name);
  }

  /** What Redis kept on disk is gone. */
  async forgetRedis(): Promise<void> {
    await rm(join(this.folder, 'redis'), { recursive: true, force: true });
  }

  /** Keys of the pictures that mappings left. */
  async mappedPictures(): Promise<string[]> {
    const { Contents = [] } = await this.client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'users/' }));
    return Contents.map(({ Key }) => Key!).filter((key) => key.includes('/mappings/'));
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await services('stop', this.folder, 'mongo,redis,s3');
  }
}

/**
 * Pictures of mappings that no job names: asks again until what is cleared up by timer has been.
 * @param jobs every mapping's job, as operators see it
 */
export async function danglingPictures(
  servers: RealServers,
  jobs: () => Promise<{ readonly result?: { readonly key: string } }[]>,
): Promise<string[]> {
  let left: string[] = [];
  const none = async () => {
    const kept = new Set((await jobs()).map(({ result }) => result?.key));
    left = (await servers.mappedPictures()).filter((key) => !kept.has(key));
    return left.length === 0;
  };
  await until(none, CLEARED_UP_MILLISECONDS).catch(() => undefined);
  return left;
}

async function services(action: string, folder: string, only: string): Promise<void> {
  await execute(process.execPath, ['scripts/services.mjs', action, '--folder', folder, '--only', only]);
}
