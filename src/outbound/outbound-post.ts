import { Agent, request } from 'undici';
import { AddressRefused, lookupWithin, type Reach, requireReach } from './private-address.js';

const CONNECT_MILLISECONDS = 5000;
const MAX_CONNECTIONS = 4;
/** Read of an answer's body, so that its connection can serve again. */
const READ_BYTES = 4096;

export interface OutboundPostOptions {
  /** How long connecting, sending and answering may take together. */
  readonly milliseconds: number;
  /** Whether private networks may be reached, and these in clear too. */
  readonly allowPrivate: boolean;
}

/** What came of a request: the status of an answer, or why there was none. */
export type Posted =
  | { readonly status: number }
  /** `code` as the system calls the failure. */
  | { readonly failure: string; readonly code?: string };

/** Sends to addresses that users name: no redirects, no private network unless that is allowed, bounded in time and bytes. */
export class OutboundPost {
  private readonly agents = new Map<Reach, Agent>();

  constructor(private readonly options: OutboundPostOptions) {}

  async close(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.destroy()));
  }

  /** Never throws for what the other side does or is. */
  async post(url: URL, headers: Readonly<Record<string, string>>, body: string): Promise<Posted> {
    const reach = this.reachOf(url);
    const signal = AbortSignal.timeout(this.options.milliseconds);
    try {
      requireReach(url.hostname, reach);
      const answer = await request(url, { method: 'POST', headers, body, signal, dispatcher: this.agent(reach) });
      await answer.body.dump({ limit: READ_BYTES, signal }).catch(() => undefined);
      return { status: answer.statusCode };
    } catch (error) {
      if (signal.aborted) return { failure: `No answer within ${this.options.milliseconds / 1000} s.` };
      return failureOf(error);
    }
  }

  private reachOf({ protocol }: URL): Reach {
    if (!this.options.allowPrivate) return 'public';
    return protocol === 'https:' ? 'any' : 'private';
  }

  private agent(reach: Reach): Agent {
    let agent = this.agents.get(reach);
    if (!agent) {
      agent = new Agent({
        connect: { timeout: CONNECT_MILLISECONDS, lookup: lookupWithin(reach) },
        connections: MAX_CONNECTIONS,
        maxHeaderSize: 16_384,
      });
      this.agents.set(reach, agent);
    }
    return agent;
  }
}

function failureOf(error: unknown): Posted {
  if (error instanceof AddressRefused) return { failure: `${error.message}.` };
  const { code, message } = error as NodeJS.ErrnoException;
  return { failure: `No answer: ${code ?? message}.`, ...(code === undefined ? {} : { code }) };
}
