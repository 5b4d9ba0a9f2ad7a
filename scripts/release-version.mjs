// scripts/release-version.mjs TAG: prints the version that a tag names; exits with 1 unless package.json has the same.
import { readFileSync } from 'node:fs';

const tag = process.argv[2] ?? '';
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
if (tag !== `v${version}`) {
  console.error(`The tag is ${tag}, package.json says ${version}: tag v${version}, or change the version first.`);
  process.exit(1);
}
console.log(version);
