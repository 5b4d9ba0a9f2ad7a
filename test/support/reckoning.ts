import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account, Answer, RunningApplication } from './application.js';
import { everyPage } from './every-page.js';
import { ENDED } from './mapping-scene.js';

/** What became of the mappings of a campaign. */
export interface Reckoning {
  /** Mappings that were answered with 202. */
  readonly accepted: number;
  readonly succeeded: number;
  /** Ended otherwise, with the code. */
  readonly failed: readonly string[];
  /** Accepted and not there any more, or without an end. */
  readonly lost: number;
  /** Recorded once more than they were sent, or with more than one job. */
  readonly duplicated: number;
  /** Results whose bytes are missing or are not what the record says. */
  readonly broken: number;
  /** Attempts that ended with their process. */
  readonly attemptsLost: number;
}

export interface Sent {
  readonly artists: readonly Account[];
  readonly accepted: ReadonlySet<string>;
  /** Requests for a mapping, answered or not. */
  readonly sent: number;
}

const END_MILLISECONDS = 180_000;
const ASK_AGAIN_MILLISECONDS = 200;
const READ_AT_A_TIME = 8;

/** Waits until every mapping has ended, and counts. */
export async function reckon(
  app: Pick<RunningApplication, 'api' | 'operator'>,
  { artists, accepted, sent }: Sent,
): Promise<Reckoning> {
  const byArtist = await Promise.all(artists.map((artist) => whenAllEnded(app, artist)));
  const all = byArtist.flat();
  const succeeded = all.filter(({ status }) => status === 'succeeded');
  let broken = 0;
  for (const [i, artist] of artists.entries()) broken += await brokenOf(artist, byArtist[i]!);
  const ids = new Set(all.map(({ id }) => id as string));
  const jobs = await everyPage(app, await app.operator(), '/jobs?kind=mapping&sort=createdAt');
  return {
    accepted: accepted.size,
    succeeded: succeeded.length,
    failed: all.filter(({ status }) => status !== 'succeeded').map(({ status, error }) => error?.code ?? status),
    lost:
      [...accepted].filter((id) => !ids.has(id)).length + all.filter(({ status }) => !ENDED.includes(status)).length,
    duplicated: Math.max(0, all.length - sent) + (jobs.length - all.length),
    broken,
    attemptsLost: jobs.flatMap(({ attempts }) => attempts).filter(({ error }) => error?.code === 'WORKER_LOST').length,
  };
}

async function whenAllEnded(app: Pick<RunningApplication, 'api'>, artist: Account): Promise<Answer['body'][]> {
  const end = performance.now() + END_MILLISECONDS;
  for (;;) {
    const all = await everyPage(app, artist, '/mappings?sort=createdAt');
    if (all.every(({ status }) => ENDED.includes(status)) || performance.now() > end) return all;
    await sleep(ASK_AGAIN_MILLISECONDS);
  }
}

async function brokenOf(artist: Account, mappings: readonly Answer['body'][]): Promise<number> {
  const succeeded = mappings.filter(({ status }) => status === 'succeeded');
  let count = 0;
  for (let first = 0; first < succeeded.length; first += READ_AT_A_TIME) {
    const some = succeeded.slice(first, first + READ_AT_A_TIME).map((mapping) => isBroken(artist, mapping));
    count += (await Promise.all(some)).filter(Boolean).length;
  }
  return count;
}

async function isBroken({ accessToken }: Account, { result }: Answer['body']): Promise<boolean> {
  const response = await fetch(result.url, { headers: { authorization: `Bearer ${accessToken}` } });
  const digest = createHash('sha256').update(new Uint8Array(await response.arrayBuffer()));
  return !response.ok || digest.digest('hex') !== result.sha256;
}
