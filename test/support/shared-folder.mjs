// One folder a run holds what outlives suites: test/support/shared-application.ts.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'artwork-mapping-shared-';

/** @returns the folder of this run, which ends with `endShared` */
export function openSharedFolder() {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(folder, 'owner'), String(process.pid));
  return folder;
}

/** Folders of runs that were killed. */
export function abandonedFolders() {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(tmpdir(), name))
    .filter((folder) => existsSync(join(folder, 'owner')) && !signal(numberIn(join(folder, 'owner')), 0));
}

/** Ends the applications of a run, and removes their data. */
export async function endShared(folder) {
  const pids = readdirSync(folder)
    .map((name) => join(folder, name, 'pid'))
    .filter((file) => existsSync(file))
    .map(numberIn)
    .filter(isApplication);
  for (const pid of pids) signal(pid, 'SIGTERM');
  const end = performance.now() + 10_000;
  while (pids.some((pid) => signal(pid, 0)) && performance.now() < end) {
    await new Promise((settle) => setTimeout(settle, 50));
  }
  for (const pid of pids) signal(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

function numberIn(file) {
  return Number(readFileSync(file, 'utf8'));
}

/** Whether the process is still the one that was started: numbers of processes are given again. */
function isApplication(pid) {
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes('main.js');
}

/** @returns whether there is such a process */
function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
