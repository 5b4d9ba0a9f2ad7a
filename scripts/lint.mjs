// npm run lint: every check, so that one run shows all that is wrong.
import { CHECKS, passes } from './steps/checks.mjs';
import { install, requireNode } from './steps/prepare.mjs';

requireNode();
install();
const failed = CHECKS.filter((check) => !passes(check));
if (failed.length > 0) console.error(`Failed: ${failed.map((check) => check.name).join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
