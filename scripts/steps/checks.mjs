import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);

/** Every check that reads the code without running it. */
export const CHECKS = [
  { name: 'format', command: bin('prettier'), args: ['--check', '--log-level', 'warn', '.'] },
  { name: 'types', command: bin('tsc'), args: ['--noEmit', '-p', 'tsconfig.json'] },
  { name: 'API client', command: 'npm', args: ['run', '--silent', 'generate', '--workspace', 'artwork-mapping-admin'] },
  { name: 'types of the web application', command: bin('tsc'), args: ['--noEmit', '-p', 'admin/tsconfig.json'] },
  {
    name: 'types of tests in the browser',
    command: bin('tsc'),
    args: ['--noEmit', '-p', 'test/console/tsconfig.json'],
  },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware', '--deny-warnings'] },
  {
    name: 'boundaries',
    command: bin('depcruise'),
    args: ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  },
  {
    name: 'boundaries of the web application',
    command: bin('depcruise'),
    args: ['admin/src', '--config', 'admin/.dependency-cruiser.cjs', '--output-type', 'err'],
  },
  { name: 'unused code', command: bin('knip'), args: ['--no-progress'] },
  { name: 'API document', command: bin('redocly'), args: ['lint', 'docs/openapi.json', '--format', 'stylish'] },
];

/** @returns whether the check passed; its output goes to the terminal */
export function passes(check) {
  console.log(`- ${check.name}`);
  const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return spawnSync(check.command, check.args, { cwd: root, stdio: 'inherit', env: environment }).status === 0;
}
