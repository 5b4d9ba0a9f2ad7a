import { Counter, Gauge, Histogram } from 'prom-client';

const attempts = new Counter({
  name: 'artwork_mapping_webhook_attempts_total',
  help: 'Attempts to tell webhooks something that ended in this process: delivered, to be tried again, or failed for good.',
  labelNames: ['outcome'],
});

const attemptSeconds = new Histogram({
  name: 'artwork_mapping_webhook_attempt_seconds',
  help: 'How long receivers of webhooks took to answer.',
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

const overdue = new Gauge({
  name: 'artwork_mapping_webhook_overdue_seconds',
  help: 'How long the delivery to a webhook that is due longest has been due; 0 where none is.',
});

export function attemptMade(outcome: 'delivered' | 'retried' | 'failed', milliseconds: number): void {
  attempts.inc({ outcome });
  attemptSeconds.observe(milliseconds / 1000);
}

export function oldestDueSeen(dueAt: Date | undefined, now: Date): void {
  overdue.set(dueAt ? Math.max(0, now.getTime() - dueAt.getTime()) / 1000 : 0);
}
