import { z } from 'zod';
import { setting, wholeNumber } from './setting.js';

export const jobsSettings = z.object({
  JOB_CONCURRENCY: setting(wholeNumber(1, 64).default(2), {
    description: 'Jobs that one process runs at the same time.',
    expects: 'a whole number from 1 to 64',
  }),
  JOB_MAX_ATTEMPTS: setting(wholeNumber(1, 20).default(5), {
    description:
      'How often a job is tried before it is failed for good; attempts that end with their process count half.',
    expects: 'a whole number from 1 to 20',
  }),
  JOB_LEASE_SECONDS: setting(wholeNumber(2, 600).default(20), {
    description: 'How long a worker may be silent before another takes its job over.',
    expects: 'a whole number of seconds from 2 to 600',
  }),
  JOB_DEADLINE_SECONDS: setting(wholeNumber(5, 3600).default(180), {
    description: 'Longest time one attempt at a job may take.',
    expects: 'a whole number of seconds from 5 to 3600',
  }),
  ENGINE_THREADS: setting(wholeNumber(1, 64).optional(), {
    description: 'Threads that render pictures. Default: one a processor core.',
    expects: 'a whole number from 1 to 64',
  }),
  ENGINE_MEMORY_MB: setting(wholeNumber(256, 1_000_000).optional(), {
    description: 'Memory that pictures in work may take together. Default: a quarter of the machine, at most 4096.',
    expects: 'a whole number of megabytes from 256 to 1000000',
  }),
});
