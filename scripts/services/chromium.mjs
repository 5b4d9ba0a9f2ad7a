import { existsSync, readFileSync } from 'node:fs';
import { run } from './provision.mjs';

/** The first has no windows to draw, which saves a quarter of the time of a test. */
const PATHS = JSON.parse(readFileSync(new URL('browsers.json', import.meta.url), 'utf8'));
const installed = () => [process.env.CHROME_PATH, ...PATHS].find((path) => path && existsSync(path));

/**
 * The browser for tests of the web application: CHROME_PATH, the one that is there, or the distribution's (as root).
 * @returns its path
 * @throws Error where there is none and none can be installed
 */
export async function chromium() {
  if (!installed()) {
    const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-qq'], environment);
    await run(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell', 'fonts-liberation'],
      environment,
    );
  }
  const path = installed();
  if (!path) throw new Error('Chromium was installed, but is in none of the usual places: set CHROME_PATH.');
  return path;
}
