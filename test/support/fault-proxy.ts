/** What befalls a server's connections, those that stand and new ones. */
export type Fault =
  /** Nothing listens, and what stood is closed. */
  | { readonly kind: 'refused' }
  /** Every answer comes later. */
  | { readonly kind: 'late'; readonly milliseconds: number }
  /** Connections are taken, and nothing ever comes out of them. */
  | { readonly kind: 'silent' }
  /** Connections are reset as soon as something is sent. */
  | { readonly kind: 'reset' }
  /** Answers come a little at a time. */
  | { readonly kind: 'slow'; readonly kilobytesPerSecond: number }
  /** Questions and answers end in the middle: each connection is closed after so many bytes in either direction. */
  | { readonly kind: 'cut'; readonly bytes: number };

type Direction = 'upstream' | 'downstream';

interface Toxic {
  readonly type: string;
  readonly attributes: Readonly<Record<string, number>>;
  readonly streams: readonly Direction[];
}

/** A server behind Toxiproxy, on an address of its own. */
export class FaultProxy {
  private constructor(
    private readonly address: string,
    private readonly serverUrl: string,
    private readonly listen: string,
  ) {}

  /** @param toxiproxyUrl of a running Toxiproxy, as TEST_TOXIPROXY_URL tells it */
  static async before(serverUrl: string, name: string, toxiproxyUrl: string): Promise<FaultProxy> {
    const proxy = { name, listen: '127.0.0.1:0', upstream: new URL(serverUrl).host, enabled: true };
    const made = (await call(`${toxiproxyUrl}/proxies`, 'POST', proxy)) as { listen: string };
    return new FaultProxy(`${toxiproxyUrl}/proxies/${name}`, serverUrl, made.listen);
  }

  /** Where the server is to be reached through the proxy. */
  get url(): string {
    return this.serverUrl.replace(new URL(this.serverUrl).host, this.listen);
  }

  async impose(fault: Fault): Promise<void> {
    if (fault.kind === 'refused') {
      await call(this.address, 'POST', { enabled: false });
      return;
    }
    const { type, attributes, streams } = toxicOf(fault);
    for (const stream of streams) await call(`${this.address}/toxics`, 'POST', { type, stream, attributes });
  }

  /** Ends every fault; new connections work. */
  async mend(): Promise<void> {
    const { toxics } = (await call(this.address, 'GET')) as { toxics: { name: string }[] };
    for (const { name } of toxics) await call(`${this.address}/toxics/${name}`, 'DELETE');
    await call(this.address, 'POST', { enabled: true });
  }

  async remove(): Promise<void> {
    await call(this.address, 'DELETE');
  }
}

const DOWNSTREAM = ['downstream'] as const;
const BOTH = ['upstream', 'downstream'] as const;

function toxicOf(fault: Exclude<Fault, { kind: 'refused' }>): Toxic {
  switch (fault.kind) {
    case 'late':
      return { type: 'latency', attributes: { latency: fault.milliseconds }, streams: DOWNSTREAM };
    case 'slow':
      return { type: 'bandwidth', attributes: { rate: fault.kilobytesPerSecond }, streams: DOWNSTREAM };
    case 'reset':
      return { type: 'reset_peer', attributes: { timeout: 0 }, streams: ['upstream'] };
    case 'cut':
      return { type: 'limit_data', attributes: { bytes: fault.bytes }, streams: BOTH };
    case 'silent':
    default:
      return { type: 'timeout', attributes: { timeout: 0 }, streams: BOTH };
  }
}

async function call(url: string, method: string, body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  if (!response.ok) throw new Error(`Toxiproxy answered ${response.status} to ${method} ${url}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
