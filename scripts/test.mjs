// npm test: sets itself up, then runs every test; arguments go to Jest. Suites that need a real server run where
// `npm run services -- start` has started it.
import { prepare } from './steps/prepare.mjs';
import { runningServices } from './steps/services.mjs';
import { runTests, summary } from './steps/tests.mjs';

prepare();
const result = runTests(process.argv.slice(2), runningServices());
if (process.env.TEST_BREADTH !== 'full') {
  console.log('Breadth: representative. TEST_BREADTH=full repeats what is repeated as often as .ci/run does.');
}
console.log(summary(result));
process.exit(result.failed === 0 ? 0 : 1);
