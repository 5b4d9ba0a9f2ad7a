import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import type { S3Settings } from '../../../config/app-config.js';

const CONNECT_MILLISECONDS = 2000;
/** From sending a request to the head of its answer; of a body, see {@link steadyBody}. */
const ANSWER_MILLISECONDS = 15_000;
/** Of one process; what is beyond waits. */
const MAX_SOCKETS = 64;
/** The SDK's standard mode waits between them with exponential backoff and full jitter. */
const MAX_ATTEMPTS = 3;

export interface S3Clients {
  /** Reads and writes. */
  readonly objects: S3Client;
  /** Asks once, for probes that have to answer soon. */
  readonly probe: S3Client;
  /** Signs the addresses that clients get; it sends nothing. */
  readonly addresses: S3Client;
  destroy(): void;
}

/** Clients with limits on every wait: the SDK has none by default. */
export function makeS3Clients(settings: S3Settings): S3Clients {
  const { region, endpoint, publicEndpoint, credentials } = settings;
  const connections = { keepAlive: true, maxSockets: MAX_SOCKETS };
  // Each client has connections of its own: a probe must not wait behind uploads.
  const common = (): S3ClientConfig => ({
    region,
    ...(credentials === undefined ? {} : { credentials }),
    requestHandler: {
      connectionTimeout: CONNECT_MILLISECONDS,
      requestTimeout: ANSWER_MILLISECONDS,
      throwOnRequestTimeout: true,
      httpAgent: new HttpAgent(connections),
      httpsAgent: new HttpsAgent(connections),
    },
    retryMode: 'standard',
  });
  const at = (address: string | undefined) =>
    address === undefined ? {} : { endpoint: address, forcePathStyle: true as const };
  const objects = new S3Client({ ...common(), ...at(endpoint), maxAttempts: MAX_ATTEMPTS });
  const probe = new S3Client({ ...common(), ...at(endpoint), maxAttempts: 1 });
  // With the default an empty body's checksum would be signed into addresses for uploading.
  const addresses = new S3Client({
    ...common(),
    ...at(publicEndpoint),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    objects,
    probe,
    addresses,
    destroy: () => {
      for (const client of [objects, probe, addresses]) client.destroy();
    },
  };
}
