// What the pipeline runs: every check and every test, on real servers that it starts and ends; one line of counts at the end.
import { chromium } from './services/chromium.mjs';
import { CHECKS, passes } from './steps/checks.mjs';
import { verifyImage } from './steps/image.mjs';
import { prepare } from './steps/prepare.mjs';
import { startServices } from './steps/services.mjs';
import { runTests, summary } from './steps/tests.mjs';

prepare();
const failedChecks = CHECKS.filter((check) => !passes(check));
if (failedChecks.length > 0) console.error(`Failed: ${failedChecks.map((check) => check.name).join(', ')}`);
const services = startServices();
const browser = await chromium().catch((error) => console.error(`No browser: ${error.message}`));
const tests = runTests([], {
  ...services.variables,
  ...(browser && { CHROME_PATH: browser }),
  REQUIRE_SERVICES: '1',
  TEST_BREADTH: 'full',
});
const image = verifyImage(services.variables);
services.stop();
const total = {
  passed: tests.passed + CHECKS.length - failedChecks.length + image.passed,
  failed: tests.failed + failedChecks.length + image.failed,
  skipped: tests.skipped + image.skipped,
};
console.log(summary(total));
process.exit(total.failed === 0 ? 0 : 1);
