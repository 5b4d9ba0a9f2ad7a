import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '../services/running.mjs';
import { giveUp, root } from './prepare.mjs';

const START_MILLISECONDS = 180_000;

/** The service at PUBLIC_URL or on PORT; where none answers, one is started and stopped again by `stop`. PORT 0 is any free one. */
export async function findOrStartService() {
  const port = process.env.PORT === '0' ? await freePort() : (process.env.PORT ?? 3000);
  const url = (process.env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, '');
  if (await isReady(url)) return { url, stop: async () => {} };
  if (process.env.PUBLIC_URL) giveUp(`Nothing answers at ${url}. Start the service there, or unset PUBLIC_URL.`);
  console.log('No service is running: starting one …');
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: root,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() > deadline) giveUp('The service did not start; its message is above.');
    await new Promise((done) => setTimeout(done, 200));
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, stop };
}

/** Whether a service answers there that can work. */
export async function isReady(url) {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
