import { Agent, fetch, type RequestInit, type Response } from 'undici';
import { AddressRefused, isPrivateAddress, lookupWithin, requireReach } from '../../../outbound/private-address.js';
import { GenerationError } from '../../generation-error.js';

const CONNECT_MILLISECONDS = 5000;
const ANSWER_MILLISECONDS = 20_000;
/** Gradio's event streams send a heartbeat every 15 seconds. */
const SILENCE_MILLISECONDS = 40_000;
const MAX_CONNECTIONS = 16;

export interface HttpOriginOptions {
  /** Absolute address without a trailing slash; paths are appended to it. */
  readonly base: string;
  /** Whether somebody who may decide it named this address: then it may lie in a private network. */
  readonly trusted: boolean;
  /** Sent to this origin and no other. */
  readonly token?: string | undefined;
}

/** One server to talk to: no redirects, a limit on every wait, no private network unless configured, its token for it alone. */
export class HttpOrigin {
  private readonly agent: Agent;

  constructor(private readonly options: HttpOriginOptions) {
    this.agent = new Agent({
      connect: { timeout: CONNECT_MILLISECONDS, lookup: lookupWithin(options.trusted ? 'any' : 'public') },
      headersTimeout: ANSWER_MILLISECONDS,
      bodyTimeout: SILENCE_MILLISECONDS,
      connections: MAX_CONNECTIONS,
    });
  }

  get base(): string {
    return this.options.base;
  }

  close(): void {
    void this.agent.destroy();
  }

  /**
   * @param path begins with `/`
   * @throws GenerationError `unreachable` where no answer comes, `refused` for a redirect or a private address
   * @throws the signal's reason
   */
  async request(path: string, init: RequestInit & { signal: AbortSignal }): Promise<Response> {
    const url = new URL(`${this.options.base}${path}`);
    const response = await this.fetch(url, init).catch((error: unknown) => passOn(error, init.signal, url.host));
    if (response.status < 300 || response.status > 399) return response;
    await discard(response);
    throw new GenerationError('refused', `${url.host} redirects elsewhere, which is not followed`);
  }

  /** At most `maxBytes` of a body. @throws GenerationError `image-unusable` beyond, `unreachable` where it breaks off */
  async read(response: Response, maxBytes: number, signal: AbortSignal): Promise<Buffer> {
    const announced = Number(response.headers.get('content-length') ?? 0);
    if (announced > maxBytes) {
      await discard(response);
      throw tooLarge(announced, maxBytes);
    }
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    try {
      for await (const chunk of response.body ?? []) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) throw tooLarge(bytes, maxBytes);
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    } catch (error) {
      return passOn(error, signal, new URL(this.options.base).host);
    }
  }

  private async fetch(url: URL, init: RequestInit): Promise<Response> {
    requireReach(url.hostname, this.options.trusted ? 'any' : 'public');
    return fetch(url, {
      ...init,
      headers: { ...(init.headers as Record<string, string> | undefined), ...this.authorization(url) },
      redirect: 'manual',
      dispatcher: this.agent,
    });
  }

  /** In clear only inside a private network. */
  private authorization(url: URL): Record<string, string> {
    const { token } = this.options;
    const safe = url.protocol === 'https:' || url.hostname === 'localhost' || isPrivateAddress(url.hostname);
    return token !== undefined && safe ? { authorization: `Bearer ${token}` } : {};
  }
}

/** Gives the connection back without its answer's body. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

export function passOn(error: unknown, signal: AbortSignal, host: string): never {
  signal.throwIfAborted();
  if (error instanceof GenerationError) throw error;
  const cause = error instanceof AddressRefused ? error : (error as Error).cause;
  if (cause instanceof AddressRefused) {
    throw new GenerationError('refused', `${cause.message}, which an answer may not name`);
  }
  const { code, message } = (cause ?? error) as NodeJS.ErrnoException;
  throw new GenerationError('unreachable', `${host} cannot be reached (${code ?? message})`, { cause: error });
}

function tooLarge(bytes: number, maxBytes: number): GenerationError {
  return new GenerationError('image-unusable', `the answer has ${bytes} bytes or more, at most ${maxBytes} are taken`);
}
