import { createHash } from 'node:crypto';
import { AppError } from '../common/app-error.js';

/** What tells one request from another. */
export interface FingerprintedRequest {
  readonly method: string;
  /** With the query. */
  readonly originalUrl: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Of a JSON request; a multipart body has not been read yet. */
  readonly body?: unknown;
}

/**
 * A JSON request is told from another by method, address and body. A multipart body is a stream that is not held back to be
 * hashed, so for uploads its length and, where the client sends one, its Content-Digest (RFC 9530) stand for it.
 */
export function fingerprint({ method, originalUrl, headers, body }: FingerprintedRequest): string {
  const content =
    body === undefined ? [headers['content-length'] ?? '', headers['content-digest'] ?? ''] : [serialise(body)];
  return createHash('sha256')
    .update([method, originalUrl, ...content.flat()].join('\n'))
    .digest('base64url');
}

function serialise(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw new AppError('MALFORMED_REQUEST', 'The request body is nested too deeply.', { cause: error });
  }
}
