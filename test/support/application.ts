import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The compiled application; DIST_DIR points elsewhere while parts of it are being worked on. */
const ENTRY = join(resolve(process.env['DIST_DIR'] ?? 'dist'), 'bundle', 'main.js');
export const START_MILLISECONDS = 60_000;
export const OPERATOR = { email: 'operator@example.org', password: 'correct horse battery staple' };

/** Another origin, whose pages may read what the shared application answers. */
export const STUDIO = 'https://studio.example.org';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

// oxlint-disable-next-line no-explicit-any -- tests look into bodies of every shape
export interface Answer<Body = any> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface CallOptions {
  readonly method?: string;
  readonly as?: { readonly accessToken: string };
  readonly json?: unknown;
  readonly form?: FormData;
  /** A body sent as it is. */
  readonly raw?: string;
  readonly headers?: Record<string, string>;
}

interface StartOptions {
  readonly env?: Record<string, string>;
  /** Keeps an earlier run's data; it is then the caller's to remove. */
  readonly dataDir?: string;
}

/** The real application in a process of its own, on embedded defaults and a free port. */
export async function startApplication(options: StartOptions = {}): Promise<RunningApplication> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'artwork-mapping-test-')));
  const child = spawnApplication(dataDir, ['ignore', 'pipe', 'pipe'], options.env);
  const running = new RunningApplication(child, dataDir, options.dataDir === undefined);
  try {
    await running.listening;
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}

/** Its process, which is not listening yet. */
export function spawnApplication(dataDir: string, stdio: StdioOptions, env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [ENTRY], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: dataDir,
      BCRYPT_COST: '10',
      REQUESTS_PER_MINUTE: '1000000',
      SIGN_INS_PER_MINUTE: '1000000',
      PAPER_LIBRARY: 'none',
      OPERATOR_EMAIL: OPERATOR.email,
      OPERATOR_PASSWORD: OPERATOR.password,
      ...env,
    },
    stdio,
  });
}

/** The address in the line that the application logs once it listens; undefined for other lines. */
export function addressIn(line: string): string | undefined {
  return line.includes('"msg":"listening"') ? (JSON.parse(line) as { address: string }).address : undefined;
}

/** The application as its clients see it, and what it leaves on the disk. */
export abstract class Application {
  abstract readonly url: string;
  abstract readonly dataDir: string;
  abstract readonly pid: number;
  /** Everything the process wrote, for assertions on logs and for failures. */
  abstract readonly output: string;
  private accounts = 0;

  /** Calls the API; `path` is below /api/v1, or from the root where it starts with `//`. */
  async api(path: string, options: CallOptions = {}): Promise<Answer> {
    const response = await this.request(path, options);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  }

  /** The same, with the body unread. */
  request(path: string, options: CallOptions = {}, signal?: AbortSignal): Promise<Response> {
    const { as, json, form, raw, headers = {} } = options;
    return fetch(path.startsWith('//') ? this.url + path.slice(1) : `${this.url}/api/v1${path}`, {
      signal: signal ?? null,
      method: options.method ?? (json === undefined && form === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(as ? { authorization: `Bearer ${as.accessToken}` } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: form ?? raw ?? (json === undefined ? null : JSON.stringify(json)),
    });
  }

  /** A new artist, signed in. */
  async signUp(email = `artist${++this.accounts}-${randomUUID()}@example.org`): Promise<Account> {
    const password = 'a quiet brush on rice paper';
    const { status, body } = await this.api('/auth/register', { json: { email, password } });
    if (status !== 201) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
    return { id: body.user.id, email, password, accessToken: body.accessToken, refreshToken: body.refreshToken };
  }

  /** The first operator, signed in. */
  async operator(): Promise<Account> {
    const { status, body } = await this.api('/auth/login', { json: OPERATOR });
    if (status !== 200) throw new Error(`sign-in answered ${status}: ${JSON.stringify(body)}`);
    return { ...OPERATOR, id: body.user.id, accessToken: body.accessToken, refreshToken: body.refreshToken };
  }
}

/** One that a test starts, ends and kills. */
export class RunningApplication extends Application {
  output = '';
  url = '';
  readonly pid: number;
  readonly listening: Promise<void>;
  readonly exited: Promise<number | null>;

  constructor(
    readonly child: ChildProcess,
    readonly dataDir: string,
    private readonly ownsData: boolean,
  ) {
    super();
    this.pid = child.pid!;
    this.exited = once(child, 'exit').then(([code]) => code as number | null);
    child.stderr!.on('data', (chunk: Buffer) => (this.output += chunk));
    this.listening = new Promise((settle, fail) => {
      const late = setTimeout(() => fail(new Error(`not listening in time:\n${this.output}`)), START_MILLISECONDS);
      void this.exited.then((code) => fail(new Error(`exited with ${code} at start:\n${this.output}`)));
      createInterface({ input: child.stdout! }).on('line', (line) => {
        this.output += `${line}\n`;
        const address = this.url === '' ? addressIn(line) : undefined;
        if (address === undefined) return;
        this.url = address;
        clearTimeout(late);
        settle();
      });
    });
    this.listening.finally(() => undefined).catch(() => child.kill('SIGKILL'));
  }

  /** Ends the process at once, as a crash would; the data stays. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Ends the process in order and removes its data. @returns its exit code */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    const code = await this.exited;
    if (this.ownsData) await rm(this.dataDir, { recursive: true, force: true });
    return code;
  }
}
