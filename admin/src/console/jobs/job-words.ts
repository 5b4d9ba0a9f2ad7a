import type { Schema } from '../../api/client';
import { t } from '../../i18n/translate';
import { since } from '../shared/format';

type Job = Schema['Job'];

/** Running for longer than this with the same attempt, a job is taken for stuck. */
const STUCK_MILLISECONDS = 300_000;

export function isStuck(job: Job): boolean {
  if (job.status === 'running' && job.startedAt) return since(job.startedAt) > STUCK_MILLISECONDS;
  return job.status === 'queued' && since(job.queuedAt) > STUCK_MILLISECONDS;
}

export function kindName(kind: Job['kind']): string {
  return t(kind === 'paper' ? 'console.jobs.kind.paper' : 'console.jobs.kind.mapping');
}

/** A step's name as people read it: `follow-folds` becomes “Follow folds”. */
export function stepName(step: string): string {
  const words = step.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
