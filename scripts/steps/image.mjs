import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** What docker/verify says of a machine on which no image can be built. */
const ABSENT = 75;

/**
 * Builds the container image and runs it on the servers that tests use.
 * @param variables of these servers
 * @returns its counts, as one test
 */
export function verifyImage(variables) {
  console.log('- container image');
  const { status } = spawnSync(join(root, 'docker', 'verify'), {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...variables },
  });
  return {
    passed: Number(status === 0),
    failed: Number(status !== 0 && status !== ABSENT),
    skipped: Number(status === ABSENT),
  };
}
