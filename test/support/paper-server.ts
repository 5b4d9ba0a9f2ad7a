import { EventEmitter, once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import { GenerationError, type GenerationFailure } from '../../src/ai/generation-error.js';
import type { PaperGenerator, PaperImage, PaperRequest } from '../../src/ai/paper-generator.port.js';
import { picture } from './pictures.js';

/** How the server answers; `held` with a paper, once the test releases it. */
export type Behaviour =
  | 'paper'
  | 'held'
  | 'hangs'
  | 'drips'
  | 'breaks off'
  | 'fails'
  | 'queue full'
  | 'quota exceeded'
  | 'asleep'
  | 'garbage'
  | 'web page'
  | 'GIF'
  | 'truncated'
  | 'pixel bomb'
  | 'tiny'
  | 'huge';

const REFUSALS: Partial<Record<Behaviour, { status: number; reason: GenerationFailure }>> = {
  fails: { status: 500, reason: 'failed' },
  'queue full': { status: 503, reason: 'queue-full' },
  'quota exceeded': { status: 429, reason: 'quota-exceeded' },
  asleep: { status: 504, reason: 'sleeping' },
};

/** A paper generator across a real socket that answers as a test tells it to. */
export class PaperServer {
  behaviour: Behaviour = 'paper';
  private readonly released = new EventEmitter();
  /** Every request it got. */
  readonly requests: PaperRequest[] = [];
  /** Requests whose client went away before it had an answer. */
  abandoned = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<PaperServer> {
    const server = createServer();
    const papers = new PaperServer(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      response.on('close', () => void (response.writableFinished || papers.abandoned++));
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const wish = JSON.parse(Buffer.concat(chunks).toString()) as PaperRequest;
        papers.requests.push(wish);
        void papers.answer(wish, response);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return papers;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** Answers what is held. */
  release(): void {
    this.released.emit('release');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(wish: PaperRequest, response: ServerResponse): Promise<void> {
    const { behaviour } = this;
    const refusal = REFUSALS[behaviour];
    if (refusal) response.statusCode = refusal.status;
    if (behaviour === 'hangs') return;
    if (behaviour === 'held') await once(this.released, 'release');
    const body = refusal ? Buffer.from('no') : await bodyOf(behaviour, wish);
    if (behaviour === 'drips') {
      response.write(body.subarray(0, 100));
    } else if (behaviour === 'breaks off') {
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, body.length / 2), () => response.destroy());
    } else {
      response.end(body);
    }
  }
}

/** The client's side of {@link PaperServer}. */
export class ServedPapers implements PaperGenerator {
  available = true;

  constructor(private readonly url: string) {}

  async check(): Promise<void> {}

  close(): void {}

  async generate(
    request: PaperRequest,
    { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
  ): Promise<PaperImage> {
    try {
      const response = await fetch(this.url, { method: 'POST', body: JSON.stringify(request), signal });
      const refusal = Object.values(REFUSALS).find(({ status }) => status === response.status);
      if (refusal) throw new GenerationError(refusal.reason, `the server answered ${response.status}`);
      const content = await readUpTo(maxBytes, response.body!);
      return {
        content,
        origin: { generator: 'served', prompt: request.prompt, seed: request.seed, space: 'test/papers' },
      };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof GenerationError) throw error;
      throw new GenerationError('unreachable', 'the server cannot be reached', { cause: error });
    }
  }
}

async function readUpTo(maxBytes: number, body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new GenerationError('image-unusable', `more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function bodyOf(behaviour: Behaviour, { width, height }: PaperRequest): Promise<Buffer> {
  switch (behaviour) {
    case 'garbage':
      return Buffer.alloc(5000, 'paper');
    case 'web page':
      return Buffer.from('<!doctype html><title>Space</title><img src="paper.png">');
    case 'GIF':
      return picture(300, 300).gif({ effort: 1 }).toBuffer();
    case 'truncated':
      return (await picture(600, 400).jpeg().toBuffer()).subarray(0, 900);
    case 'pixel bomb':
      return pixelBomb();
    case 'tiny':
      return picture(64, 64).png().toBuffer();
    case 'huge':
      return Buffer.alloc(3_000_000, 1);
    default:
      return picture(Math.round(width / 4), Math.round(height / 4))
        .jpeg()
        .toBuffer();
  }
}

/** A PNG of a few bytes that says it is 30,000 pixels square. */
function pixelBomb(): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const framed = Buffer.alloc(8 + body.length);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), 4 + body.length);
    return framed;
  };
  const header = Buffer.from([0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 2, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
