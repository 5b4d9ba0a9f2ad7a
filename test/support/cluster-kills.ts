import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster } from './cluster.js';
import { Load, type LoadReckoning } from './load.js';
import { until } from './until.js';

export type Killed = 'worker' | 'api' | 'redis' | 's3' | 'mongo';

interface ClusterKills {
  readonly kinds: readonly Killed[];
  /** Of each kind. */
  readonly kills: number;
  readonly artists: number;
  readonly report: (line: string) => void;
}

export interface ClusterKillFigures extends LoadReckoning {
  readonly killed: Killed;
  readonly kills: number;
  /** Requests whose connection broke with the process they were sent to, or that hung. */
  readonly unanswered: number;
}

/** A kill comes at a random moment within this time after what was killed is back. */
const LONGEST_LIFE_MILLISECONDS = 1500;
const READY_MILLISECONDS = 60_000;

/** Kills one kind of process again and again in a cluster on real servers under load, and counts what became of the work. */
export async function runClusterKills({ kinds, ...campaign }: ClusterKills): Promise<ClusterKillFigures[]> {
  const all: ClusterKillFigures[] = [];
  for (const killed of kinds) all.push(await runKills(killed, campaign));
  return all;
}

async function runKills(
  killed: Killed,
  { kills, artists, report }: Omit<ClusterKills, 'kinds'>,
): Promise<ClusterKillFigures> {
  const cluster = await Cluster.start({ api: 2, worker: 2 }, { ACCESS_TOKEN_MINUTES: '1440' });
  try {
    const load = await Load.of(cluster, artists);
    await load.start({ width: 800 });
    for (let kill = 1; kill <= kills; kill++) {
      await sleep(Math.random() * LONGEST_LIFE_MILLISECONDS);
      await killOne(cluster, killed, kill);
      report(`${killed} ${kill}: ${load.mappings.size} mappings accepted`);
    }
    await load.stop();
    const isReady = async ({ url }: { url: string }) => (await fetch(`${url}/health/ready`)).ok;
    for (const app of cluster.apis) await until(() => isReady(app), READY_MILLISECONDS);
    return {
      killed,
      kills,
      ...(await load.reckoning()),
      unanswered: load.notes().filter(({ status }) => typeof status === 'string').length,
    };
  } finally {
    await cluster.stop();
  }
}

async function killOne(cluster: Cluster, killed: Killed, kill: number): Promise<void> {
  if (killed === 'worker' || killed === 'api') return cluster.replace(killed, kill % 2);
  await cluster.servers.kill(killed);
  await cluster.servers.restart(killed);
}
