import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { AppError } from '../common/app-error.js';
import { requestSignal } from '../common/request-signal.js';
import { contentDisposition, safeFileName } from './content-disposition.js';
import type { ByteRange, ObjectInfo, StoragePort } from './storage.port.js';

export interface SendOptions {
  /** Default: kept by the client's own cache alone and checked again each time. */
  readonly cacheControl?: string;
  /** Name under which the file is saved; its extension is that of the key. Default: the last part of the key. */
  readonly fileName?: string;
  /** Saved rather than shown. */
  readonly attachment?: boolean;
}

/** Should a file ever be taken for a document, it may run and load nothing. */
const DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/**
 * Answers a GET or HEAD with a stored object: strong ETag, 304, one range (206, 416); several ranges get the whole.
 * @throws AppError NOT_FOUND, RANGE_NOT_SATISFIABLE
 */
export async function sendObject(
  storage: StoragePort,
  request: Request,
  response: Response,
  key: string,
  options: SendOptions = {},
): Promise<void> {
  const signal = requestSignal(response);
  const info = await storage.info(key, signal);
  setHeaders(response, key, info, options);
  if (hasCurrent(request, info)) {
    response.status(304).end();
    return;
  }
  const range = requestedRange(request, response, info);
  const length = range ? range.end - range.start + 1 : info.bytes;
  if (range) {
    response.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end}/${info.bytes}`);
  }
  response.setHeader('Content-Length', length);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const { content } = await storage.read(key, range, signal);
  await pipeline(content, response).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

function setHeaders(response: Response, key: string, info: ObjectInfo, options: SendOptions): void {
  const lastPart = key.slice(key.lastIndexOf('/') + 1);
  const extension = lastPart.slice(lastPart.lastIndexOf('.') + 1);
  const fileName = safeFileName(options.fileName ?? lastPart, extension);
  response.setHeader('Content-Type', info.mediaType);
  response.setHeader('ETag', `"${info.etag}"`);
  response.setHeader('Cache-Control', options.cacheControl ?? 'private, no-cache');
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Disposition', contentDisposition(options.attachment ? 'attachment' : 'inline', fileName));
  response.setHeader('Content-Security-Policy', DOCUMENT_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
}

/** If-None-Match (RFC 9110, 13.1.2) by weak comparison; it holds whatever the client's Cache-Control says. */
function hasCurrent(request: Request, info: ObjectInfo): boolean {
  const known = request.headers['if-none-match'] ?? '';
  return known.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === `"${info.etag}"`);
}

function requestedRange(request: Request, response: Response, info: ObjectInfo): ByteRange | undefined {
  const condition = request.headers['if-range'];
  if (request.method !== 'GET' || (condition !== undefined && condition !== `"${info.etag}"`)) return undefined;
  const ranges = request.range(info.bytes, { combine: true });
  if (ranges === -1) throw unsatisfiable(response, info);
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}

/** The problem document takes the object's headers over but for those that speak of its content. */
function unsatisfiable(response: Response, info: ObjectInfo): AppError {
  for (const name of ['ETag', 'Accept-Ranges', 'Content-Disposition']) response.removeHeader(name);
  response.setHeader('Content-Range', `bytes */${info.bytes}`);
  return new AppError('RANGE_NOT_SATISFIABLE', `The range lies outside the file's ${info.bytes} bytes.`);
}
