// npm run docs: writes what the documentation takes from the code: .env.example, the README's table, docs/openapi.json.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareServer, root } from './steps/prepare.mjs';

prepareServer();
const { environmentExample, environmentTable } = await import('../dist/config/example.js');
const { AppConfig } = await import('../dist/config/app-config.js');
const { parseEnvironment } = await import('../dist/config/environment.js');
const { createApplication } = await import('../dist/application.js');
const { buildOpenApiDocument } = await import('../dist/openapi/document.js');

writeFileSync(join(root, '.env.example'), environmentExample());

const readme = join(root, 'README.md');
const between = /(<!-- configuration -->\n)[\s\S]*(\n<!-- \/configuration -->)/;
writeFileSync(readme, readFileSync(readme, 'utf8').replace(between, `$1\n${environmentTable()}\n$2`));
spawnSync(process.execPath, [
  join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs'),
  '--write',
  '--log-level',
  'warn',
  readme,
]);

const dataDir = mkdtempSync(join(tmpdir(), 'artwork-mapping-docs-'));
const app = await createApplication(
  new AppConfig(parseEnvironment({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', ROLE: 'api', BCRYPT_COST: '10' })),
);
writeFileSync(join(root, 'docs', 'openapi.json'), `${JSON.stringify(buildOpenApiDocument(app), null, 2)}\n`);
await app.close();
rmSync(dataDir, { recursive: true, force: true });
process.exit(0);
