import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { NestFactory } from '@nestjs/core';
import { CommonModule } from '../../src/common/common.module.js';
import { AppConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { parseEnvironment } from '../../src/config/environment.js';
import { STORAGE, type StoragePort } from '../../src/storage/storage.port.js';
import { StorageModule } from '../../src/storage/storage.module.js';

export const S3_VARIABLES = ['TEST_S3_ENDPOINT', 'TEST_S3_ACCESS_KEY_ID', 'TEST_S3_SECRET_ACCESS_KEY'] as const;
export type S3Variables = Record<(typeof S3_VARIABLES)[number], string>;

class StorageAlone {}

/** A bucket of its own on a real server, and the adapter as the application builds it. */
export class TestBucket {
  private constructor(
    readonly name: string,
    readonly client: S3Client,
    private readonly variables: S3Variables,
  ) {}

  static async create(variables: S3Variables): Promise<TestBucket> {
    const client = new S3Client({
      endpoint: variables.TEST_S3_ENDPOINT,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: {
        accessKeyId: variables.TEST_S3_ACCESS_KEY_ID,
        secretAccessKey: variables.TEST_S3_SECRET_ACCESS_KEY,
      },
    });
    const name = `test-${randomUUID()}`;
    await client.send(new CreateBucketCommand({ Bucket: name }));
    return new TestBucket(name, client, variables);
  }

  config(changes: Readonly<Record<string, string>> = {}): AppConfig {
    return new AppConfig(
      parseEnvironment({
        NODE_ENV: 'test',
        AWS_BUCKET_NAME: this.name,
        AWS_ACCESS_KEY_ID: this.variables.TEST_S3_ACCESS_KEY_ID,
        AWS_SECRET_ACCESS_KEY: this.variables.TEST_S3_SECRET_ACCESS_KEY,
        S3_ENDPOINT: this.variables.TEST_S3_ENDPOINT,
        ...changes,
      }),
    );
  }

  async open(
    changes: Readonly<Record<string, string>> = {},
  ): Promise<{ storage: StoragePort; close(): Promise<void> }> {
    const config = this.config(changes);
    const imports = [ConfigModule.register(config), CommonModule, StorageModule.register(config)];
    const app = await NestFactory.createApplicationContext(
      { module: StorageAlone, imports },
      { logger: false, abortOnError: false },
    );
    return { storage: app.get<StoragePort>(STORAGE), close: () => app.close() };
  }

  async remove(): Promise<void> {
    const { Contents } = await this.client.send(new ListObjectsV2Command({ Bucket: this.name }));
    for (const { Key } of Contents ?? []) await this.client.send(new DeleteObjectCommand({ Bucket: this.name, Key }));
    await this.client.send(new DeleteBucketCommand({ Bucket: this.name }));
    this.client.destroy();
  }
}
