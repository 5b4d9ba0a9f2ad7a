import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { picture } from './pictures.js';

/** How the Space answers, where a real one cannot be made to. */
export type SpaceBehaviour =
  | 'paper'
  | 'hangs'
  | 'drips'
  | 'breaks off'
  | 'ends early'
  | 'closes the stream'
  | 'fails'
  | 'fails in HTML'
  | 'hides why'
  | 'cancelled'
  | 'queue full'
  | 'quota exceeded'
  | 'not running'
  | 'asks for a token'
  | 'progress is no number'
  | 'web page'
  | 'huge'
  | 'endless'
  | 'missing file'
  | 'redirects the file'
  | 'redirects everything'
  | 'no picture'
  | 'not Gradio';

/** How the API's routes begin, by major version. */
const PREFIXES = { 4: undefined, 5: '/gradio_api', 6: '/gradio_api' } as const;
const FILE = '/tmp/gradio/0a1b/paper 1.png';

/** A Gradio server's routes, scripted. */
export class FakeSpace {
  behaviour: SpaceBehaviour = 'paper';
  /** What the function returns; by default a file and a seed. */
  output: unknown[] | undefined;
  version: keyof typeof PREFIXES = 6;
  readonly requests: { path: string; authorization: string | undefined; body: string }[] = [];
  /** Streams of events that their reader closed. */
  abandoned = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeSpace> {
    const server = createServer();
    const space = new FakeSpace(server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void space.receive(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return space;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURI(request.url!);
    const body = (await buffer(request)).toString();
    this.requests.push({ path, authorization: request.headers.authorization, body });
    const prefix = PREFIXES[this.version] ?? '';
    if (this.behaviour === 'redirects everything') return void response.writeHead(302, { location: this.url }).end();
    if (this.behaviour === 'not running') return void response.writeHead(503).end('<h1>Space</h1>');
    if (this.behaviour === 'asks for a token') return json(response, { detail: 'Invalid credentials' }, 401);
    if (this.behaviour === 'not Gradio') return json(response, { hello: 'world' });
    if (path === '/config') return json(response, this.config());
    if (path === `${prefix}/info`)
      return json(response, { named_endpoints: { '/infer': { parameters: parameters() } } });
    if (path === `${prefix}/queue/join`) return this.join(response);
    if (path.startsWith(`${prefix}/queue/data?`)) return this.events(response);
    if (path === `${prefix}/file=${FILE}`) return this.file(response);
    json(response, { detail: 'Not Found' }, 404);
  }

  private config(): object {
    const prefix = PREFIXES[this.version];
    const limits = { minimum: 256, maximum: 1024, step: 32 };
    return {
      version: `${this.version}.0.0`,
      ...(prefix === undefined ? {} : { api_prefix: prefix }),
      dependencies: [{ id: 3, api_name: 'infer', inputs: [1, 2, 3, 4, 5, 6] }],
      components: [1, 2, 3, 4, 5, 6].map((id) => ({ id, props: id === 4 || id === 5 ? limits : {} })),
    };
  }

  private join(response: ServerResponse): void {
    if (this.behaviour === 'queue full') return json(response, { detail: 'Queue is full. Max size is 1.' }, 503);
    json(response, { event_id: 'e1' });
  }

  private events(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.on('close', () => void (response.writableFinished || (this.abandoned += 1)));
    const send = (message: object | string) =>
      response.write(`data: ${typeof message === 'string' ? message : JSON.stringify(message)}\n\n`);
    send({ msg: 'estimation', event_id: 'e1', rank: 0, queue_size: 1, rank_eta: null });
    const completed = (rest: object) => {
      send({ msg: 'process_completed', event_id: 'e1', ...rest });
      send({ msg: 'close_stream', event_id: null });
      response.end();
    };
    const failed = (error: string | null) => completed({ success: false, output: { error } });
    switch (this.behaviour) {
      case 'hangs':
        return;
      case 'breaks off':
        return void setTimeout(() => response.destroy(), 20);
      case 'ends early':
        return void response.end();
      case 'closes the stream':
        send({ msg: 'close_stream', event_id: null });
        return void response.end();
      case 'fails':
        return failed('CUDA out of memory');
      case 'fails in HTML':
        return failed('<b>Out</b> of\n<script>alert(1)</script> memory');
      case 'hides why':
        return failed(null);
      case 'quota exceeded':
        return failed('You have exceeded your GPU quota (60s requested vs. 0s left).');
      case 'cancelled':
        return completed({ success: true, output: { data: null } });
      case 'no picture':
        return completed({ success: true, output: { data: [null, 42] } });
      case 'endless':
        return this.pour(response, 'data: ');
      case 'progress is no number':
        send('{"msg": "progress", "event_id": "e1", "progress_data": [{"index": NaN, "length": Infinity}]}');
        send('not even JSON');
    }
    const file = { path: FILE, url: `http://127.0.0.1:1/file=${FILE}`, meta: { _type: 'gradio.FileData' } };
    completed({ success: true, output: { data: this.output ?? [file, 42] } });
  }

  private async file(response: ServerResponse): Promise<void> {
    // Gradio tells the media type by the name, whatever the file holds.
    response.setHeader('content-type', this.behaviour === 'web page' ? 'text/html' : 'image/png');
    const content = await picture(400, 300).png().toBuffer();
    switch (this.behaviour) {
      case 'missing file':
        return json(response, { detail: 'File not allowed' }, 403);
      case 'redirects the file':
        return void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
      case 'drips':
        return void response.write(content.subarray(0, 100));
      case 'huge':
        return this.pour(response, '');
      default:
        response.end(content);
    }
  }

  private pour(response: ServerResponse, start: string): void {
    const block = Buffer.alloc(65_536, 'x');
    const pour = (): void => {
      while (!response.destroyed && response.write(block));
    };
    response.on('drain', pour);
    response.write(start);
    pour();
  }
}

function parameters(): object[] {
  const named = (parameter_name: string, label: string, parameter_default?: unknown) => ({
    parameter_name,
    label,
    parameter_has_default: parameter_default !== undefined,
    parameter_default,
  });
  return [
    named('prompt', 'Prompt'),
    named('param_1', 'Negative prompt', ''),
    named('seed', 'Seed', 0),
    named('width', 'Width', 512),
    named('height', 'Height', 512),
    named('num_inference_steps', 'Steps', 28),
  ];
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
