import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** Starts every service that tests can use, in a folder of their own. @returns their variables and how to end them */
export function startServices() {
  const folder = mkdtempSync(join(tmpdir(), 'artwork-mapping-services-'));
  services(['start', '--folder', folder], 'inherit');
  const stop = () => {
    services(['stop', '--folder', folder], 'inherit');
    rmSync(folder, { recursive: true, force: true });
  };
  return { variables: variablesOf(folder), stop };
}

/** Variables of the services that `npm run services -- start` started and that still run. */
export function runningServices() {
  return variablesOf(undefined);
}

function variablesOf(folder) {
  const { stdout } = services(['variables', ...(folder ? ['--folder', folder] : [])], 'pipe');
  return Object.fromEntries(
    stdout
      .toString()
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

function services(args, output) {
  const script = join(root, 'scripts', 'services.mjs');
  return spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', output, 'inherit'] });
}
