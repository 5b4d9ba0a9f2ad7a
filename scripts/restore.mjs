// npm run restore -- FILE: unpacks an archive of `npm run backup` into DATA_DIR, which must be empty or absent. Nothing is put
// in place before every file has the SHA-256 that the archive names.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { dataFolder, fingerprints, requireIdle } from './steps/data-folder.mjs';
import { giveUp, prepare } from './steps/prepare.mjs';

const [name] = process.argv.slice(2);
if (!name || !existsSync(name))
  giveUp('Name an archive of `npm run backup`: npm run restore -- artwork-mapping.tar.gz');
prepare();
const folder = await dataFolder();
const isThere = existsSync(folder);
if (isThere && (await readdir(folder)).length > 0) giveUp(`${folder} is not empty. Move it away, or set DATA_DIR.`);

const unpacked = `${folder}.restoring`;
await rm(unpacked, { recursive: true, force: true });
await mkdir(unpacked, { recursive: true, mode: 0o700 });
const failed = await unpack().catch((error) => error);
if (failed) {
  await rm(unpacked, { recursive: true, force: true });
  giveUp(failed.message);
}
if (isThere) await rm(folder, { recursive: true });
await mkdir(dirname(folder), { recursive: true });
await rename(unpacked, folder);
console.log(`Restored to ${folder}. Start the service.`);

async function unpack() {
  const { status, stderr } = spawnSync(
    'tar',
    ['--extract', '--gzip', '--file', resolve(name), '--directory', unpacked],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`${name} cannot be unpacked: ${stderr}`);
  const manifest = JSON.parse(await readFile(`${unpacked}/manifest.json`, 'utf8'));
  if (manifest.format !== 1) throw new Error(`${name} has format ${manifest.format}; this version reads format 1.`);
  await rm(`${unpacked}/manifest.json`);
  const found = await fingerprints(unpacked);
  const wrong = [...new Set([...Object.keys(manifest.files), ...Object.keys(found)])].filter(
    (path) => manifest.files[path] !== found[path],
  );
  if (wrong.length > 0) throw new Error(`${name} is damaged: ${wrong.slice(0, 5).join(', ')}`);
  await requireIdle(unpacked);
}
