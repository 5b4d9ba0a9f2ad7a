import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  type BucketLocationConstraint,
  type CORSRule,
  type LifecycleRule,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { AppConfig, S3Settings } from '../../../config/app-config.js';
import { PUBLIC_KEY_PATTERN, storageKeys } from '../../storage-keys.js';
import { makeS3Clients } from './s3-clients.js';
import { explainStorageFailure } from './s3-failure.js';

/** What a bucket needs to be told once. */
export interface BucketSetup {
  /** Undefined where results are private: then nobody may read without a signature. */
  readonly policy: object | undefined;
  readonly cors: CORSRule[];
  readonly lifecycle: LifecycleRule[];
}

/** How one part of the setup went. */
export interface SetupOutcome {
  readonly part: string;
  readonly done: boolean;
  /** In words. */
  readonly detail: string;
}

const UNFINISHED_UPLOAD_DAYS = 1;
/** Long after the service has removed them itself. */
const ABANDONED_UPLOAD_DAYS = 1;
const PREFLIGHT_SECONDS = 3600;

export function bucketSetup({ storage, http }: AppConfig): BucketSetup {
  const bucket = storage.s3!.bucket;
  const partition = storage.s3!.region.startsWith('cn-') ? 'aws-cn' : 'aws';
  const origins = new Set([
    ...(http.publicUrl === undefined ? [] : [new URL(http.publicUrl).origin]),
    ...http.corsOrigins,
  ]);
  const allowedOrigins = origins.size === 0 ? ['*'] : [...origins];
  return {
    policy: storage.publicResults
      ? {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'EverybodyReadsMappedPictures',
              Effect: 'Allow',
              Principal: '*',
              Action: 's3:GetObject',
              Resource: `arn:${partition}:s3:::${bucket}/${PUBLIC_KEY_PATTERN}`,
            },
          ],
        }
      : undefined,
    cors: [
      {
        ID: 'browsers-read',
        AllowedMethods: ['GET', 'HEAD'],
        AllowedOrigins: allowedOrigins,
        AllowedHeaders: ['Range', 'If-None-Match'],
        ExposeHeaders: ['ETag', 'Content-Range', 'Accept-Ranges', 'Content-Length'],
        MaxAgeSeconds: PREFLIGHT_SECONDS,
      },
      {
        ID: 'browsers-upload',
        AllowedMethods: ['PUT'],
        AllowedOrigins: allowedOrigins,
        AllowedHeaders: ['Content-Type'],
        MaxAgeSeconds: PREFLIGHT_SECONDS,
      },
    ],
    lifecycle: [
      {
        ID: 'discard-unfinished-uploads',
        Status: 'Enabled',
        Filter: { Prefix: '' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: UNFINISHED_UPLOAD_DAYS },
      },
      {
        ID: 'remove-abandoned-uploads',
        Status: 'Enabled',
        Filter: { Prefix: storageKeys.uploads },
        Expiration: { Days: ABANDONED_UPLOAD_DAYS },
      },
    ],
  };
}

/** Applies the setup, part by part: a server that lacks one still gets the others. */
export async function applyBucketSetup(config: AppConfig): Promise<SetupOutcome[]> {
  const { policy, cors, lifecycle } = bucketSetup(config);
  const Bucket = config.storage.s3!.bucket;
  const clients = makeS3Clients(config.storage.s3!);
  const { objects } = clients;
  const outcomes: SetupOutcome[] = [];
  const attempt = async (part: string, detail: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      outcomes.push({ part, done: true, detail });
    } catch (error) {
      outcomes.push({ part, done: false, detail: explainStorageFailure(error) });
    }
  };
  try {
    await attempt('bucket', 'exists', () => createIfAbsent(config.storage.s3!, objects));
    if (policy === undefined) {
      await attempt('policy', 'nobody reads without a signature', () =>
        objects.send(new DeleteBucketPolicyCommand({ Bucket })),
      );
    } else {
      const block = {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: false,
        RestrictPublicBuckets: false,
      };
      await attempt('public access', 'ACLs stay blocked, a public policy is allowed', () =>
        objects.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: block })),
      );
      await attempt('policy', `everybody reads ${PUBLIC_KEY_PATTERN}, nothing else`, () =>
        objects.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) })),
      );
    }
    await attempt(
      'CORS',
      `browsers of ${cors[0]!.AllowedOrigins!.join(', ')} read, and upload to signed addresses`,
      () => objects.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: cors } })),
    );
    await attempt('lifecycle', 'parts of unfinished uploads and abandoned uploads go after a day', () =>
      objects.send(
        new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: lifecycle } }),
      ),
    );
    return outcomes;
  } finally {
    clients.destroy();
  }
}

async function createIfAbsent({ bucket, region, endpoint }: S3Settings, client: S3Client): Promise<void> {
  try {
    await client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }));
  } catch (error) {
    if ((error as Error).name !== 'NoSuchBucket') throw error;
    // AWS alone wants the region named, and us-east-1 must not be.
    const elsewhere = endpoint === undefined && region !== 'us-east-1';
    const place = elsewhere
      ? { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } }
      : {};
    await client.send(new CreateBucketCommand({ Bucket: bucket, ...place }));
  }
}
