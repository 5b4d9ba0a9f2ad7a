import { z } from 'zod';
import { setting, wholeNumber } from './setting.js';

export const processSettings = z.object({
  NODE_ENV: setting(z.enum(['development', 'production', 'test']).default('development'), {
    description: 'In production nothing secret is generated: a missing JWT_SECRET stops the start.',
    expects: 'development, production or test',
  }),
  ROLE: setting(z.enum(['all', 'api', 'worker']).default('all'), {
    description: 'What this process does: answer requests, run jobs, or both.',
    expects: 'all, api or worker',
  }),
  DATA_DIR: setting(z.string().min(1).default('data'), {
    description:
      'Folder of everything this installation keeps: database, files, generated keys. One process at a time.',
    expects: 'a folder that can be written to',
  }),
  LOG_LEVEL: setting(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'), {
    description: 'How much is logged: JSON lines, readable text on a terminal.',
    expects: 'trace, debug, info, warn, error or silent',
  }),
  SHUTDOWN_DELAY_SECONDS: setting(wholeNumber(0, 60).default(0), {
    description:
      'How long a stop goes on serving as usual, unready, so that a load balancer sends its requests elsewhere first (the container image sets 3).',
    expects: 'a whole number of seconds from 0 to 60',
  }),
  SHUTDOWN_SECONDS: setting(wholeNumber(1, 120).default(20), {
    description: 'How long a stop waits for requests and jobs in flight. Jobs that do not finish go back to the queue.',
    expects: 'a whole number of seconds from 1 to 120',
  }),
});
