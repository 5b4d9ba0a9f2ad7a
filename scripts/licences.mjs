// npm run licences: every package that runs in production has a licence that lets the product be used and sold.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps/prepare.mjs';

const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'CC0-1.0',
  // The libraries inside sharp's binary: linked dynamically, replaceable. Typefaces of the web application.
  'LGPL-3.0-or-later',
  'OFL-1.1',
  'Unlicense',
  'Python-2.0',
  'CC-BY-4.0',
]);

/** Packages whose manifest names no SPDX licence; what their licence file says. */
const READ_BY_HAND = {
  busboy: 'MIT',
  'css-mediaquery': 'BSD-3-Clause',
  'passport-strategy': 'MIT',
  pause: 'MIT',
  streamsearch: 'MIT',
};

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const production = Object.entries(packages).filter(
  ([path, { dev, devOptional, link }]) => path.includes('node_modules/') && !dev && !devOptional && !link,
);
const refused = production.filter(
  ([path, { license }]) => !isAllowed(READ_BY_HAND[path.split('node_modules/').at(-1)] ?? license),
);
for (const [path, { license }] of refused) console.error(`${path}: ${license ?? 'no licence named'}`);
console.log(`${production.length} packages, ${refused.length} with a licence that is not allowed`);
process.exit(refused.length === 0 ? 0 : 1);

/** An SPDX expression: one of several offered is enough, all of several joined are needed. */
function isAllowed(license = '') {
  const plain = license.replaceAll(/[()]/g, '');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((part) => ALLOWED.has(part.trim())));
}
