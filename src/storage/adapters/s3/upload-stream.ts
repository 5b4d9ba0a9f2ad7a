import { addAbortSignal, Readable } from 'node:stream';
import { AbortMultipartUploadCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

/** Least size S3 takes; two parts of one upload are in memory at a time. */
const PART_BYTES = 5 * 1024 * 1024;
const PARTS_IN_FLIGHT = 2;
const CLEAN_UP_MILLISECONDS = 10_000;

/**
 * Uploads a stream of unknown length: in one request where it is small, in parts otherwise; parts of a failed upload are
 * discarded before the failure is passed on.
 * @throws what the source throws, as it is
 */
export async function uploadStream(
  client: S3Client,
  params: PutObjectCommandInput,
  source: Readable,
  signal: AbortSignal | undefined,
): Promise<{ etag: string | undefined; bytes: number }> {
  // Reading meets a failure of the source again; without a listener one that comes before would end the process.
  source.on('error', () => undefined);
  if (signal) addAbortSignal(signal, source);
  const sourceFailures: unknown[] = [];
  let bytes = 0;

  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source as AsyncIterable<Uint8Array>) {
        bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      sourceFailures.push(error);
      throw error;
    }
  }

  const upload = new Upload({
    client: abortable(client, signal),
    params: { ...params, Body: Readable.from(counted()) },
    partSize: PART_BYTES,
    queueSize: PARTS_IN_FLIGHT,
  });
  try {
    const { ETag: etag } = await upload.done();
    return { etag, bytes };
  } catch (error) {
    throw sourceFailures[0] ?? error;
  } finally {
    source.destroy();
  }
}

/** The library passes no signal on to its requests; discarding the parts has to go on after an abort. */
function abortable(client: S3Client, signal: AbortSignal | undefined): S3Client {
  const send = (command: Parameters<S3Client['send']>[0]) =>
    client.send(command, {
      abortSignal: command instanceof AbortMultipartUploadCommand ? AbortSignal.timeout(CLEAN_UP_MILLISECONDS) : signal,
    });
  return Object.create(client, { send: { value: send } }) as S3Client;
}
