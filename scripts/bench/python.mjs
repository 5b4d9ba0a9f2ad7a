import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../steps/prepare.mjs';

const FOLDER = join(root, 'bench', '.python');
const PEERS = join(root, 'scripts', 'bench', 'peers');
/** glibc otherwise gives large arrays back at once, and the peers would be measured at page faults. */
const MALLOC = { MALLOC_MMAP_THRESHOLD_: '1073741824', MALLOC_TRIM_THRESHOLD_: '2147483647' };

/** Runs one of the peers' scripts in an environment of its own; null, with the reason printed, where that cannot be had. */
export function runPeer(script, args) {
  const python = environment();
  if (!python) return null;
  const { status, stdout, stderr } = spawnSync(python, [join(PEERS, script), ...args.map(String)], {
    encoding: 'utf8',
    env: { ...process.env, ...MALLOC },
  });
  if (status !== 0) throw new Error(`${script}: ${stderr}`);
  return JSON.parse(stdout);
}

let found;

function environment() {
  found ??= prepared();
  return found.python;
}

function prepared() {
  const python = join(FOLDER, 'bin', 'python');
  const ready = join(FOLDER, 'ready');
  if (existsSync(ready)) return { python };
  console.log('Preparing Python for the peers …');
  const steps = [
    ['python3', ['-m', 'venv', FOLDER]],
    [python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', join(PEERS, 'requirements.txt')]],
    [python, ['-c', `import cv2, numpy, PIL; open(${JSON.stringify(ready)}, 'w')`]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
    if (status === 0) continue;
    console.log(`The peers are not measured: ${(error?.message ?? stderr).trim().split('\n').at(-1)}`);
    return { python: null };
  }
  return { python };
}
