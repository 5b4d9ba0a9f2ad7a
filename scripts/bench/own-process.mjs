import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));

/** Runs a script of this folder in a process of its own. @returns what it wrote, from JSON */
export function inOwnProcess(script, args) {
  const { stdout, stderr } = spawnSync(process.execPath, [join(HERE, script), ...args], { encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout);
}
