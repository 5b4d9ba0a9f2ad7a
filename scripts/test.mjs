// npm test: sets itself up, then runs every test; arguments go to Jest.
import { prepare } from './steps/prepare.mjs';
import { runTests, summary } from './steps/tests.mjs';

prepare();
const result = runTests(process.argv.slice(2));
console.log(summary(result));
process.exit(result.failed === 0 ? 0 : 1);
