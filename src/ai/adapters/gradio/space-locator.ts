import { z } from 'zod';
import { GenerationError, type GenerationFailure } from '../../generation-error.js';
import { discard, HttpOrigin } from './http-origin.js';
import { statusFailure } from './refusal.js';

/** Where the Space is, and what it is called. */
export interface LocatedSpace {
  readonly name: string;
  readonly origin: HttpOrigin;
}

export interface SpaceLocator {
  /** @throws GenerationError where the Space cannot serve now */
  locate(signal: AbortSignal): Promise<LocatedSpace>;
  close(): void;
}

/** A Space by its address. */
export class SpaceByAddress implements SpaceLocator {
  private readonly space: LocatedSpace;

  constructor(url: string, token: string | undefined) {
    const base = url.replace(/\/+$/, '');
    this.space = { name: new URL(base).host, origin: new HttpOrigin({ base, trusted: true, token }) };
  }

  async locate(): Promise<LocatedSpace> {
    return this.space;
  }

  close(): void {
    this.space.origin.close();
  }
}

const PUBLIC_HUB = 'https://huggingface.co';
const RUNNING_MILLISECONDS = 60_000;
const WAKE_MILLISECONDS = 3000;
const MAX_ANSWER_BYTES = 1_000_000;

const spaceAnswer = z.object({
  host: z.url({ protocol: /^https?$/ }).optional(),
  runtime: z.object({ stage: z.string() }),
});
const hostAnswer = z.object({ host: z.url({ protocol: /^https?$/ }) });

/** Stages of a Space that does not run, as the Hub names them. */
const NOT_RUNNING: Readonly<Record<string, readonly [GenerationFailure, string]>> = {
  SLEEPING: ['sleeping', 'sleeps; it is being woken'],
  STOPPED: ['sleeping', 'is stopped; it is being woken'],
  PAUSED: ['paused', 'is paused; its owner can restart it'],
  BUILDING: ['building', 'is being built'],
  APP_STARTING: ['building', 'is starting'],
};
const RUNNING = new Set(['RUNNING', 'RUNNING_BUILDING', 'RUNNING_APP_STARTING']);

export interface HubSettings {
  /** `owner/name` */
  readonly space: string;
  readonly token: string | undefined;
  /** Default: the public Hub. */
  readonly endpoint: string | undefined;
}

/** A Space by its name: the Hub knows its host and whether it runs. The token goes to the Hub, which issued it, and that host. */
export class SpaceByName implements SpaceLocator {
  private readonly hub: HttpOrigin;
  private space: LocatedSpace | undefined;
  private runningUntil = 0;

  constructor(private readonly settings: HubSettings) {
    const { endpoint, token } = settings;
    const base = (endpoint ?? PUBLIC_HUB).replace(/\/+$/, '');
    this.hub = new HttpOrigin({ base, trusted: endpoint !== undefined, token });
  }

  async locate(signal: AbortSignal): Promise<LocatedSpace> {
    if (this.space && performance.now() < this.runningUntil) return this.space;
    const path = `/api/spaces/${this.settings.space}`;
    const { runtime, host } = await this.ask(path, spaceAnswer, signal);
    const space = this.at(host ?? (await this.ask(`${path}/host`, hostAnswer, signal)).host);
    if (!RUNNING.has(runtime.stage)) {
      const [reason, words] = NOT_RUNNING[runtime.stage] ?? ['failed', `cannot run (${runtime.stage})`];
      if (reason === 'sleeping') await wake(space, signal);
      throw new GenerationError(reason, `The Space ${this.settings.space} ${words}`);
    }
    this.runningUntil = performance.now() + RUNNING_MILLISECONDS;
    return space;
  }

  close(): void {
    this.hub.close();
    this.space?.origin.close();
  }

  private async ask<T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const response = await this.hub.request(path, { signal });
    const said = (await this.hub.read(response, MAX_ANSWER_BYTES, signal)).toString('utf8');
    if (response.status === 401 || response.status === 404) {
      const name = this.settings.space;
      throw new GenerationError('refused', `The Hub knows no Space ${name}, or HF_TOKEN may not read it`);
    }
    if (!response.ok) throw statusFailure('The Hub', response.status, said);
    const parsed = schema.safeParse(parseJson(said));
    if (parsed.success) return parsed.data;
    throw new GenerationError('failed', 'The Hub answers something else than the description of a Space');
  }

  private at(host: string): LocatedSpace {
    const base = host.replace(/\/+$/, '');
    if (this.space?.origin.base === base) return this.space;
    const { endpoint, token, space: name } = this.settings;
    // Whoever runs a Hub of their own may run its Spaces in the same network.
    const trusted = endpoint !== undefined;
    if (!trusted && !base.startsWith('https:'))
      throw new GenerationError('refused', 'The Hub names a host without TLS');
    this.space?.origin.close();
    this.space = { name, origin: new HttpOrigin({ base, trusted, token }) };
    return this.space;
  }
}

/** Any request wakes a Space; what it answers does not matter. */
async function wake({ origin }: LocatedSpace, signal: AbortSignal): Promise<void> {
  try {
    const soon = AbortSignal.any([signal, AbortSignal.timeout(WAKE_MILLISECONDS)]);
    await discard(await origin.request('/', { signal: soon }));
  } catch {
    signal.throwIfAborted();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
