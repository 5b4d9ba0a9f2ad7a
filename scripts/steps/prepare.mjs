import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const MINIMUM_NODE = [20, 19];
const INSTALL_STAMP = join(root, 'node_modules', '.installed-from');
/** What is built, from which files, and where the digest of these is kept. */
const SERVER = {
  script: 'build:server',
  stamp: join(root, 'dist', '.built-from'),
  inputs: [
    'src',
    'scripts/build-kernel.mjs',
    'scripts/bundle.mjs',
    'scripts/steps/keep-code.mjs',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'nest-cli.json',
  ],
};
const WEB_APPLICATION = {
  script: 'build:admin',
  stamp: join(root, 'admin', 'dist', '.built-from'),
  inputs: [
    ...['build', 'icons', 'index.html', 'public', 'src', 'tsconfig.json', 'vite.config.ts'].map((name) =>
      join('admin', name),
    ),
    join('docs', 'openapi.json'),
    join('src', 'engine', 'core'),
    join('src', 'engine', 'kernel'),
    'package-lock.json',
  ],
};

/** Says what is wrong and what to do, in one line, and ends the process. */
export function giveUp(message) {
  console.error(message);
  process.exit(1);
}

/** Node new enough, dependencies as the lock file says, build as the sources say; does only what is not done yet. */
export function prepare() {
  requireNode();
  install();
  buildAll();
}

/** Builds what sources have changed since; dependencies are there. */
export function buildAll() {
  build(SERVER);
  build(WEB_APPLICATION);
}

/** The same without the web application. */
export function prepareServer() {
  requireNode();
  install();
  build(SERVER);
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const enough = major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1]);
  if (!enough)
    giveUp(
      `Node ${MINIMUM_NODE.join('.')} or newer is needed, this is ${process.version}. Install it from your usual source.`,
    );
}

export function install() {
  const wanted = digest(['package-lock.json']);
  if (stampOf(INSTALL_STAMP) === wanted) return;
  console.log('Installing dependencies …');
  run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--loglevel=error'],
    'Dependencies could not be installed. Check the network, then try again.',
  );
  writeFileSync(INSTALL_STAMP, digest(['package-lock.json']));
}

function build({ script, stamp, inputs }) {
  if (stampOf(stamp) === digest(inputs)) return;
  console.log('Building …');
  rmSync(stamp, { force: true });
  run('npm', ['run', '--silent', script], 'The build failed; its messages are above.');
  mkdirSync(dirname(stamp), { recursive: true });
  // The build itself writes one of them, the client's types.
  writeFileSync(stamp, digest(inputs));
}

function run(command, args, complaint) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) giveUp(complaint);
}

function stampOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Digest of names and contents of files and folders. */
function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((name) => filesUnder(join(root, name)))) {
    hash.update(relative(root, path)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]));
}
