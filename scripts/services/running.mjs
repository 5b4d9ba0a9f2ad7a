import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A port of the loopback interface that nothing listens on now. */
export async function freePort() {
  const server = createServer();
  await new Promise((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts a server that outlives this process; its output goes to `log`. @returns its process id */
export function launch(command, args, { log, env = {} }) {
  const output = openSync(log, 'a');
  const child = spawn(command, args, {
    detached: true,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...env },
  });
  child.on('error', () => undefined);
  child.unref();
  return child.pid;
}

/** Whether the process runs and is still the one that was launched: process ids are used again. */
export function isRunning(pid, mark) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(mark);
  } catch {
    return false;
  }
}

/** Asks until `probe` resolves true. @throws Error with the end of the log when it does not in time */
export async function untilReady(probe, { log, pid, mark, seconds = 60 }) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    if (await probe().catch(() => false)) return;
    if (Date.now() > deadline || !isRunning(pid, mark)) {
      throw new Error(`did not start:\n${readFileSync(log, 'utf8').split('\n').slice(-15).join('\n')}`);
    }
    await pause(100);
  }
}

export async function stop(pid, mark) {
  if (!isRunning(pid, mark)) return;
  process.kill(pid, 'SIGTERM');
  for (let tries = 0; tries < 100; tries++) {
    if (!isRunning(pid, mark)) return;
    await pause(100);
  }
  process.kill(pid, 'SIGKILL');
}
