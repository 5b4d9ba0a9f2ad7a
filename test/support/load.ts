import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type { Account, Answer, CallOptions } from './application.js';
import type { Cluster } from './cluster.js';
import { MappingScene } from './mapping-scene.js';
import { formOf } from './pictures.js';
import { type Reckoning, reckon } from './reckoning.js';

/** An answer, or that there was none. */
export interface Note {
  /** Such as `POST /mappings`. */
  readonly request: string;
  readonly status: number | 'no answer' | 'hung';
  readonly retryAfter: string | null;
  readonly milliseconds: number;
}

/** What became of all that the artists did. */
export interface LoadReckoning extends Reckoning {
  /** Artworks that were answered with 201 and have no whole picture now. */
  readonly artworksLost: number;
  /** Stored pictures that no job names. */
  readonly dangling: readonly string[];
}

/** Whoever has no answer then hangs. */
const HANGS_MILLISECONDS = 30_000;
const PAUSE_MILLISECONDS = 40;

/** Artists who sign in, upload, look, map and have papers made without end, by all API processes in turn. */
export class Load {
  readonly mappings = new Set<string>();
  private readonly artworks = new Map<string, Account>();
  readonly papers = new Map<string, Account>();
  /** Requests for a mapping, answered or not. */
  private sent = 0;
  private noted: Note[] = [];
  private stopped = false;
  private lives: Promise<void>[] = [];
  private made = 0;

  private constructor(
    private readonly cluster: Cluster,
    readonly artists: readonly Account[],
  ) {}

  static async of(cluster: Cluster, artists: number): Promise<Load> {
    const accounts: Account[] = [];
    for (let i = 0; i < artists; i++) {
      accounts.push(await cluster.apis[0]!.signUp(`load${i}@example.org`));
    }
    return new Load(cluster, accounts);
  }

  /** @param output of each mapping */
  async start(output: object): Promise<void> {
    const scene = new MappingScene(this.cluster);
    const subjects = await Promise.all(this.artists.map((artist) => scene.subject(artist)));
    this.lives = this.artists.map((artist, i) => this.live(artist, { ...subjects[i], output }));
  }

  /** What was answered since it was asked the last time. */
  notes(): Note[] {
    return this.noted.splice(0);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.lives);
  }

  /** Once it has stopped: waits until every mapping has ended, and counts. */
  async reckoning(): Promise<LoadReckoning> {
    return {
      ...(await reckon(this.cluster, { artists: this.artists, accepted: this.mappings, sent: this.sent })),
      artworksLost: await this.artworksLost(),
      dangling: await this.cluster.dangling(),
    };
  }

  private async artworksLost(): Promise<number> {
    let lost = 0;
    for (const [id, as] of this.artworks) {
      const { status, body } = await this.cluster.api(`/artworks/${id}`, { as });
      const content = status === 200 ? await fetch(body.contentUrl) : undefined;
      if ((await content?.arrayBuffer())?.byteLength !== body.bytes) lost++;
    }
    return lost;
  }

  private async live(artist: Account, subject: object): Promise<void> {
    const life = [
      () => this.map(artist, subject),
      () => this.upload(artist),
      () => this.map(artist, subject),
      () => this.call('GET /mappings', { as: artist }),
      () => this.call('POST /auth/login', { json: { email: artist.email, password: artist.password } }),
      () => this.haveMade(artist),
      () => this.call('GET /health/ready'),
    ];
    for (let turn = 0; !this.stopped; turn++) {
      await life[turn % life.length]!();
      await sleep(PAUSE_MILLISECONDS);
    }
  }

  private async map(artist: Account, json: object): Promise<void> {
    this.sent++;
    const answer = await this.call('POST /mappings', { as: artist, json });
    if (answer?.status === 202) this.mappings.add(answer.body.id);
  }

  private async upload(artist: Account): Promise<void> {
    const background = `#${(++this.made).toString(16).padStart(6, '0')}`;
    const create = { width: 320, height: 240, channels: 3, background } as const;
    const form = formOf(await sharp({ create }).png().toBuffer(), 'art.png');
    const answer = await this.call('POST /artworks', { as: artist, form });
    if (answer?.status === 201) this.artworks.set(answer.body.artwork.id, artist);
  }

  private async haveMade(artist: Account): Promise<void> {
    const json = { seed: ++this.made, width: 300, height: 256 };
    const answer = await this.call('POST /base-images/generate', { as: artist, json });
    if (answer?.status === 202) this.papers.set(answer.body.id, artist);
  }

  private async call(request: string, options: CallOptions = {}): Promise<Pick<Answer, 'status' | 'body'> | undefined> {
    const [method, path] = request.split(' ') as [string, string];
    const began = performance.now();
    const signal = AbortSignal.timeout(HANGS_MILLISECONDS);
    const note = (status: Note['status'], retryAfter: string | null) => {
      this.noted.push({ request, status, retryAfter, milliseconds: performance.now() - began });
    };
    const at = path.startsWith('/health') ? `/${path}` : path;
    try {
      const response = await this.cluster.next().request(at, { ...options, method }, signal);
      const text = await response.text();
      note(response.status, response.headers.get('retry-after'));
      return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
    } catch {
      note(signal.aborted ? 'hung' : 'no answer', null);
      return undefined;
    }
  }
}
