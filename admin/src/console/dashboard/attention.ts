import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { count, duration, percent } from '../shared/format';

type Stats = Schema['Stats'];

/** Something that needs a person, with the one thing to do about it. */
export interface Attention {
  readonly kind: 'bad' | 'warn';
  readonly about: 'workers' | 'queue' | 'jobs' | 'dependency' | 'ai';
  readonly title: string;
  readonly detail: string;
  readonly action: { readonly label: string; readonly to: string };
}

/** Waiting longer than this with workers alive, jobs pile up. */
const LONG_WAIT_MILLISECONDS = 120_000;
/** Share of AI's papers that had to be made otherwise. */
const MANY_FALLBACKS = 0.1;
const FEW_PAPERS = 5;

/** What needs a person, the most urgent first; empty when all is well. */
export function attentionsOf({ queue, readiness, ai, at }: Stats): Attention[] {
  const found: Attention[] = [];
  const alive = queue.workers.filter((worker) => worker.alive);
  const silent = queue.workers.filter((worker) => !worker.alive);
  const waited = queue.oldestQueuedAt ? Date.parse(at) - Date.parse(queue.oldestQueuedAt) : 0;
  const waiting = t('console.attention.waiting', { smart_count: queue.counts.queued, wait: duration(waited) });
  const toJobs = (filter: object) => `/console/jobs?filter=${encodeURIComponent(JSON.stringify(filter))}`;

  for (const [name, { status, message }] of Object.entries(readiness.dependencies)) {
    if (status === 'up') continue;
    found.push({
      kind: status === 'down' ? 'bad' : 'warn',
      about: 'dependency',
      title: t(`console.attention.${status}`, { name: dependencyName(name) }),
      detail: message ?? '',
      action: { label: t('console.attention.settings'), to: '/console/settings' },
    });
  }
  if (alive.length === 0) {
    found.push({
      kind: 'bad',
      about: 'workers',
      title: t('console.attention.no-worker'),
      detail: queue.counts.queued > 0 ? waiting : t('console.attention.no-worker.detail'),
      action: { label: t('console.attention.workers'), to: '/console/settings' },
    });
  } else if (silent.length > 0) {
    found.push({
      kind: 'bad',
      about: 'workers',
      title: t('console.attention.silent', { smart_count: silent.length, all: queue.workers.length }),
      detail: queue.counts.queued > 0 ? waiting : t('console.attention.silent.detail'),
      action: { label: t('console.attention.workers'), to: '/console/settings' },
    });
  }
  if (queue.paused) {
    found.push({
      kind: 'warn',
      about: 'queue',
      title: t('console.attention.paused'),
      detail: queue.counts.queued > 0 ? waiting : t('console.attention.paused.detail'),
      action: { label: t('console.attention.open-jobs'), to: '/console/jobs' },
    });
  } else if (alive.length > 0 && waited > LONG_WAIT_MILLISECONDS) {
    found.push({
      kind: 'warn',
      about: 'queue',
      title: t('console.attention.slow'),
      detail: waiting,
      action: { label: t('console.attention.open-jobs'), to: toJobs({ status: 'queued' }) },
    });
  }
  if (queue.counts.failed > 0) {
    found.push({
      kind: 'bad',
      about: 'jobs',
      title: t('console.attention.failed', { smart_count: queue.counts.failed, count: count(queue.counts.failed) }),
      detail: t('console.attention.failed.detail'),
      action: { label: t('console.attention.see-reasons'), to: toJobs({ status: 'failed' }) },
    });
  }
  if (ai.asked >= FEW_PAPERS && ai.fallback / ai.asked > MANY_FALLBACKS) {
    found.push({
      kind: 'warn',
      about: 'ai',
      title: t('console.attention.fallback'),
      detail: t('console.attention.fallback.detail', {
        share: percent(ai.fallback / ai.asked),
        asked: count(ai.asked),
      }),
      action: { label: t('console.attention.papers'), to: '/console/base-images' },
    });
  }
  return found.toSorted((a, b) => Number(a.kind === 'warn') - Number(b.kind === 'warn'));
}

const NAMES = ['database', 'storage', 'queue', 'ai', 'engine', 'library'] as const;

/** A dependency in words; one that is new here keeps its own name. */
export function dependencyName(name: string): string {
  const known = NAMES.find((candidate) => candidate === name);
  return known ? t(`console.dependency.${known}`) : name;
}
