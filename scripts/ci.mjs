// What the pipeline runs: every check and every test, one line of counts at the end.
import { CHECKS, passes } from './steps/checks.mjs';
import { prepare } from './steps/prepare.mjs';
import { runTests, summary } from './steps/tests.mjs';

prepare();
const failedChecks = CHECKS.filter((check) => !passes(check));
if (failedChecks.length > 0) console.error(`Failed: ${failedChecks.map((check) => check.name).join(', ')}`);
const tests = runTests([]);
const total = {
  passed: tests.passed + CHECKS.length - failedChecks.length,
  failed: tests.failed + failedChecks.length,
  skipped: tests.skipped,
};
console.log(summary(total));
process.exit(total.failed === 0 ? 0 : 1);
