import { toProblem } from '../../api/problem';
import { session } from '../../session/session';

export interface UploadOptions {
  /** 0…1 of the bytes sent. */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
  /** Further fields of the form. */
  readonly fields?: Readonly<Record<string, string>>;
}

const OFFLINE = 0;

/**
 * Sends a file to an address of the API as multipart/form-data; `fetch` tells nothing of its progress.
 *
 * @throws ApiProblem; DOMException `AbortError` where the signal says so
 */
export async function upload<Answer>(
  path: string,
  file: Blob,
  name: string,
  options: UploadOptions = {},
): Promise<Answer> {
  const token = await session.accessToken();
  const first = await send(path, file, name, token, options);
  const isExpired = first.status === 401 && token !== undefined;
  const { status, body } = isExpired ? await send(path, file, name, await session.renew(token), options) : first;
  if (status >= 200 && status < 300) return body as Answer;
  throw toProblem(status, body);
}

interface Sent {
  readonly status: number;
  readonly body: unknown;
}

function send(
  path: string,
  file: Blob,
  name: string,
  token: string | undefined,
  { onProgress, signal, fields = {} }: UploadOptions,
): Promise<Sent> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', file, name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    if (token !== undefined) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.addEventListener('progress', ({ loaded, total }) => total > 0 && onProgress?.(loaded / total));
    request.addEventListener('load', () => resolve({ status: request.status, body: request.response as unknown }));
    request.addEventListener('error', () => resolve({ status: OFFLINE, body: undefined }));
    request.addEventListener('abort', () => reject(new DOMException('The upload was cancelled.', 'AbortError')));
    const abort = () => request.abort();
    signal?.addEventListener('abort', abort, { once: true });
    request.addEventListener('loadend', () => signal?.removeEventListener('abort', abort));
    if (signal?.aborted) reject(new DOMException('The upload was cancelled.', 'AbortError'));
    else request.send(form);
  });
}
