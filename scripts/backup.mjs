// npm run backup -- FILE: writes DATA_DIR (database, files, keys) into one archive, each file with its SHA-256. Stop the service
// first; with MongoDB and S3 use their own tools: docs/operations.md.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { dataFolder, fingerprints, requireIdle } from './steps/data-folder.mjs';
import { giveUp, prepare } from './steps/prepare.mjs';

const [name] = process.argv.slice(2);
if (!name) giveUp('Name the file to write: npm run backup -- artwork-mapping.tar.gz');
const file = resolve(name);
if (existsSync(file)) giveUp(`${file} exists. Name another file.`);
prepare();
const folder = await dataFolder();
if (!existsSync(join(folder, 'database'))) giveUp(`${folder} holds no database. Set DATA_DIR as the service has it.`);
await requireIdle(folder).catch((error) => giveUp(error.message));

const files = await fingerprints(folder);
const aside = await mkdtemp(join(tmpdir(), 'artwork-mapping-backup-'));
try {
  await writeFile(join(aside, 'manifest.json'), JSON.stringify({ format: 1, files }, null, 2));
  const unfinished = `${file}.unfinished`;
  const { status, stderr } = spawnSync(
    'tar',
    [
      '--create',
      '--gzip',
      '--file',
      unfinished,
      '--directory',
      aside,
      'manifest.json',
      '--directory',
      folder,
      '--exclude=./tmp',
      '.',
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) giveUp(`The archive cannot be written: ${stderr}`);
  const after = await fingerprints(folder);
  if (JSON.stringify(after) !== JSON.stringify(files)) giveUp('The data changed meanwhile: is the service running?');
  await rename(unfinished, file);
} finally {
  await rm(aside, { recursive: true, force: true });
}
console.log(`${Object.keys(files).length} files in ${file}`);
