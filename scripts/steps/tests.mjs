import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** For young objects, of which a suite of pictures and modules makes many: fewer collections copy them. Workers have it of their parent. */
const YOUNG = '--max-semi-space-size=64';

/**
 * Runs Jest; suites that are skipped say so.
 * @param variables of the services that tests may use
 * @returns counts of tests; a suite that could not run counts as one failure
 */
export function runTests(args, variables = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'artwork-mapping-jest-'));
  const report = join(folder, 'report.json');
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  // A client that connects anew after its suite has ended must not hold up the run.
  spawnSync(process.execPath, [YOUNG, jest, '--json', `--outputFile=${report}`, '--forceExit', ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...variables, ...process.env },
  });
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The closing line. */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
