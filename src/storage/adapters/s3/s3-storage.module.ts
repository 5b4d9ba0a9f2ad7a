import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../../../config/app-config.js';
import { ObservedStorage } from '../../observed-storage.js';
import { STORAGE } from '../../storage.port.js';
import { BucketProbe } from './bucket-probe.js';
import { BucketWatch } from './bucket-watch.js';
import { makeS3Clients, type S3Clients } from './s3-clients.js';
import { S3Storage } from './s3-storage.js';

/** Owns the connections of the adapter, which outlive its last reader. */
class S3Connections implements OnApplicationShutdown {
  readonly clients: S3Clients;
  private readonly watch: BucketWatch;

  constructor(
    private readonly opened: S3Clients,
    bucket: string,
  ) {
    this.watch = new BucketWatch(bucket, opened.probe);
    this.clients = { ...opened, objects: this.watch.over(opened.objects) };
  }

  onApplicationShutdown(): void {
    this.watch.stop();
    this.opened.destroy();
  }
}

const connections = {
  provide: S3Connections,
  inject: [AppConfig],
  useFactory: ({ storage: { s3 } }: AppConfig) => new S3Connections(makeS3Clients(s3!), s3!.bucket),
};

const storage = {
  provide: STORAGE,
  inject: [AppConfig, S3Connections],
  useFactory: ({ storage: { s3, publicResults } }: AppConfig, { clients }: S3Connections) =>
    new ObservedStorage(
      new S3Storage({
        bucket: s3!.bucket,
        clients,
        probe: new BucketProbe(s3!.bucket, clients),
        publicUrl: s3!.publicUrl,
        publicResults,
      }),
    ),
};

/** Files in an S3 bucket; clients read them there. */
@Module({ providers: [connections, storage], exports: [STORAGE] })
export class S3StorageModule {}
