// npm run dev: rebuilds and restarts on every change of a source file.
import { spawn } from 'node:child_process';
import { prepare, root } from './steps/prepare.mjs';

prepare();
const watcher = spawn('npx', ['nest', 'start', '--watch', '--exec', 'node --enable-source-maps'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => watcher.kill(signal));
watcher.on('exit', (code) => process.exit(code ?? 0));
