import { z } from 'zod';
import { aiSettings } from './ai.settings.js';
import { authSettings } from './auth.settings.js';
import { databaseSettings } from './database.settings.js';
import { httpSettings } from './http.settings.js';
import { jobsSettings } from './jobs.settings.js';
import { metricsSettings } from './metrics.settings.js';
import { papersSettings } from './papers.settings.js';
import { processSettings } from './process.settings.js';
import { redisSettings } from './redis.settings.js';
import { retentionSettings } from './retention.settings.js';
import type { SettingDescription } from './setting.js';
import { incompleteStorage, storageSettings } from './storage.settings.js';
import { webhooksSettings } from './webhooks.settings.js';

/** Every variable the product reads, by feature, in the order `.env.example` lists them. */
export const SETTINGS = {
  Process: processSettings,
  HTTP: httpSettings,
  Accounts: authSettings,
  Database: databaseSettings,
  Redis: redisSettings,
  'Files and limits': storageSettings,
  Retention: retentionSettings,
  'Jobs and rendering': jobsSettings,
  Webhooks: webhooksSettings,
  Papers: papersSettings,
  AI: aiSettings,
  Metrics: metricsSettings,
} as const;

const environmentSchema = z
  .object({
    ...processSettings.shape,
    ...httpSettings.shape,
    ...authSettings.shape,
    ...databaseSettings.shape,
    ...redisSettings.shape,
    ...storageSettings.shape,
    ...retentionSettings.shape,
    ...jobsSettings.shape,
    ...webhooksSettings.shape,
    ...papersSettings.shape,
    ...aiSettings.shape,
    ...metricsSettings.shape,
  })
  .superRefine((environment, context) => {
    if (environment.NODE_ENV === 'production' && environment.JWT_SECRET === undefined) {
      context.addIssue({ code: 'custom', path: ['JWT_SECRET'] });
    }
    if (environment.GRADIO_URL !== undefined && environment.GRADIO_HF_SPACE_NAME !== undefined) {
      context.addIssue({ code: 'custom', path: ['GRADIO_URL'] });
    }
    for (const name of incompleteStorage(environment)) context.addIssue({ code: 'custom', path: [name] });
    if (environment.ROLE === 'worker' && environment.MONGO_URI === undefined) {
      // The embedded database serves one process, which would be this one.
      context.addIssue({ code: 'custom', path: ['MONGO_URI'] });
    }
  });

export type Environment = z.infer<typeof environmentSchema>;

/** Wrong configuration; `message` has one line a variable. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Checks all variables together; an empty value counts as unset.
 * @throws ConfigurationError naming each wrong variable, what is expected and what was received (secrets masked)
 */
export function parseEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  throw new ConfigurationError(names.map((name) => complaint(name, given[name])).join('\n'));
}

function complaint(name: string, received: string | undefined): string {
  const { expects, secret } = describeSetting(name);
  if (received === undefined) return `${name}: expected ${expects}, received nothing`;
  return `${name}: expected ${expects}, received ${secret ? 'a value that is not shown' : JSON.stringify(received)}`;
}

/** The description attached to a variable's schema. */
export function describeSetting(name: string): SettingDescription {
  const schema = Object.values(SETTINGS)
    .map((group): z.ZodType | undefined => (group.shape as Record<string, z.ZodType>)[name])
    .find((found) => found !== undefined);
  return z.globalRegistry.get(schema!) as unknown as SettingDescription;
}
