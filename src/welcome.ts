import { relative } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { PublicAddress } from './common/public-address.js';
import type { AppConfig } from './config/app-config.js';
import { FirstOperatorService } from './users/first-operator.service.js';

/** What someone who has just typed `npm start` wants to know. */
export function welcome(app: INestApplicationContext, config: AppConfig): string {
  const address = app.get(PublicAddress);
  const { created } = app.get(FirstOperatorService, { strict: false });
  const rows: [string, string][] = [
    ['Studio', address.url('/')],
    ['Console', address.url('/console')],
    ['API', address.url('/api/v1')],
    ['API docs', address.url('/docs')],
    ...(created ? [['Operator', signIn(created)] as [string, string]] : []),
    ['Adapters', describeAdapters(config)],
    ['Data', relative(process.cwd(), config.dataDir) || config.dataDir],
    ['Try it', 'npm run demo'],
  ];
  const lines = rows.map(([name, value]) => `  ${name.padEnd(10)}${value}`);
  return `\nArtwork Mapping is ready.\n\n${lines.join('\n')}\n\n`;
}

function signIn({ email, passwordFile }: { email: string; passwordFile: string | undefined }): string {
  return `${email}, password ${passwordFile ? `in ${relative(process.cwd(), passwordFile)}` : 'as OPERATOR_PASSWORD says'}`;
}

function describeAdapters({ database, redis, storage, ai }: AppConfig): string {
  return [
    `database ${database.uri === undefined ? 'embedded' : 'MongoDB'}`,
    redis.url === undefined ? 'queue in the database' : 'queue Bull on Redis',
    storage.s3 === undefined ? 'files on disk' : `files in S3 (${storage.s3.bucket})`,
    ai.gradio === undefined ? 'papers by the engine (no AI)' : 'papers by AI, else by the engine',
  ].join(', ');
}
