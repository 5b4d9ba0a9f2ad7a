import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster } from './cluster.js';
import { everyPage } from './every-page.js';
import { Load, type LoadReckoning, type Note } from './load.js';
import type { ServerName } from './real-servers.js';
import { until } from './until.js';

/** Killed: its address refuses connections. Frozen: connections are taken and nothing comes out of them. */
export interface Outage {
  readonly server: ServerName;
  readonly how: 'killed' | 'frozen';
}

interface OutageCampaign {
  readonly outages: readonly Outage[];
  readonly seconds: number;
  readonly artists: number;
  readonly report: (line: string) => void;
}

export interface OutageFigures extends LoadReckoning {
  readonly outage: string;
  /** How many answers of each kind came while the server was away, such as `POST /mappings 503`. */
  readonly answers: Record<string, number>;
  /** What no client should ever get: silence, a broken connection, an error without when to come back. */
  readonly unkept: readonly string[];
  /** Longest answer in the first ten seconds and afterwards, which request it was. */
  readonly slowestAtFirst: string;
  readonly slowestLater: string;
  /** From the server's return until every process says it is ready. */
  readonly secondsToReady: number;
  /** Papers by what made them, or by what became of them. */
  readonly papers: Record<string, number>;
}

const NOTICED_MILLISECONDS = 10_000;
const READY_MILLISECONDS = 90_000;
/** Of each process's log, where a campaign fails itself. */
const LAST_WORDS = 5000;

/** Takes one real server after the other away from a cluster under load and counts what its users noticed and what was lost. */
export async function runOutages(campaign: OutageCampaign): Promise<OutageFigures[]> {
  const all: OutageFigures[] = [];
  for (const outage of campaign.outages) {
    const figures = await runOutage(outage, campaign);
    campaign.report(JSON.stringify(figures, undefined, 2));
    all.push(figures);
  }
  return all;
}

/** On servers and processes of its own, so that an outage does not show the traces of another. */
async function runOutage(
  { server, how }: Outage,
  { seconds, artists, report }: OutageCampaign,
): Promise<OutageFigures> {
  const outage = `${server} ${how} for ${seconds} s`;
  report(outage);
  const names = ['mongo', 'redis', 's3', ...(server === 'gradio' ? [server] : [])] as const;
  const cluster = await Cluster.start({ api: 2, worker: 2 }, { ACCESS_TOKEN_MINUTES: '1440' }, names);
  try {
    const load = await Load.of(cluster, artists);
    await load.start({ width: 400 });
    await sleep(3000);
    load.notes();
    await (how === 'killed' ? cluster.servers.kill(server) : cluster.servers.freeze(server));
    await sleep(NOTICED_MILLISECONDS);
    const first = load.notes();
    await sleep(seconds * 1000 - NOTICED_MILLISECONDS);
    const later = load.notes();
    await (how === 'killed' ? cluster.servers.restart(server) : cluster.servers.thaw(server));
    const secondsToReady = await untilReady(cluster);
    await sleep(3000);
    await load.stop();
    const afterwards = load.notes();
    return {
      outage,
      answers: tally([...first, ...later].map(({ request, status }) => `${request} ${status}`)),
      unkept: Object.entries(tally([...first, ...later, ...afterwards].flatMap(unkept))).map((entry) =>
        entry.join(': '),
      ),
      slowestAtFirst: slowest(first),
      slowestLater: slowest([...later, ...afterwards]),
      secondsToReady,
      ...(await load.reckoning()),
      papers: await papersOf(cluster, load),
    };
  } catch (error) {
    for (const { output } of [...cluster.apis, ...cluster.workers]) report(output.slice(-LAST_WORDS));
    throw error;
  } finally {
    // What is frozen cannot be stopped; what was killed cannot be thawed.
    await cluster.servers.thaw(server).catch(() => undefined);
    await cluster.stop();
  }
}

async function untilReady(cluster: Cluster): Promise<number> {
  const returned = performance.now();
  const isReady = async (url: string) => {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    return ((await answer?.json()) as { status?: string } | undefined)?.status === 'ok';
  };
  for (const { url } of [...cluster.apis, ...cluster.workers]) await until(() => isReady(url), READY_MILLISECONDS);
  return Math.round((performance.now() - returned) / 100) / 10;
}

function unkept({ request, status, retryAfter }: Note): string[] {
  // Readiness says that it is not ready by the same code.
  if (status === 503 && retryAfter !== null) return [];
  return typeof status === 'string' || status >= 500 ? [`${request} ${status}`] : [];
}

function slowest(notes: readonly Note[]): string {
  const worst = notes.reduce((a, b) => (a.milliseconds > b.milliseconds ? a : b));
  return `${(worst.milliseconds / 1000).toFixed(2)} s: ${worst.request} ${worst.status}`;
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

async function papersOf(cluster: Cluster, { papers, artists }: Load): Promise<Record<string, number>> {
  const found = new Map<string, { state: string; source: string; provenance: { ai?: { reason?: string } } }>();
  const unready = () => [...papers.keys()].some((id) => found.get(id)?.state === 'preparing');
  do {
    for (const artist of artists) {
      const own = await everyPage(cluster, artist, '/base-images?owner=own&sort=createdAt');
      for (const paper of own) found.set(paper.id, paper);
    }
  } while (unready());
  return tally(
    [...papers.keys()].map((id) => {
      const paper = found.get(id);
      if (paper?.state !== 'ready') return paper?.state ?? 'lost';
      return [paper.source, paper.provenance.ai?.reason].filter(Boolean).join(', ');
    }),
  );
}
