import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Ends what the suites shared, and removes its data. */
export default async function tearDown() {
  const folder = process.env.SHARED_FOLDER;
  const pids = readdirSync(folder)
    .map((name) => join(folder, name, 'pid'))
    .filter((file) => existsSync(file))
    .map((file) => Number(readFileSync(file, 'utf8')));
  for (const pid of pids) signal(pid, 'SIGTERM');
  const end = performance.now() + 10_000;
  while (pids.some((pid) => signal(pid, 0)) && performance.now() < end) {
    await new Promise((settle) => setTimeout(settle, 50));
  }
  for (const pid of pids) signal(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** @returns whether there is such a process */
function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
