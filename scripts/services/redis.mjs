import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { cached, run } from './provision.mjs';
import { launch } from './running.mjs';

const PASSWORD = 'test-services-only';

/** Redis from the machine where it is installed, otherwise unpacked from the distribution's packages without installing them. */
export const redis = {
  name: 'redis',
  mark: 'redis-server',
  async provision() {
    if (existsSync('/usr/bin/redis-server')) return { binary: '/usr/bin/redis-server', libraries: '' };
    const folder = await cached('redis-debian', async (into) => {
      const packages = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblzf1', 'libatomic1'];
      await run('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', ...packages], { cwd: into });
      await run('sh', ['-c', 'for package in *.deb; do dpkg-deb -x "$package" .; done; rm *.deb'], { cwd: into });
    });
    return { binary: join(folder, 'usr/bin/redis-server'), libraries: join(folder, 'usr/lib/x86_64-linux-gnu') };
  },
  start({ binary, libraries }, { port, folder, log }) {
    const network = ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', PASSWORD];
    const safety = [
      '--appendonly',
      'yes',
      '--appendfsync',
      'everysec',
      '--maxmemory-policy',
      'noeviction',
      '--dir',
      folder,
    ];
    return launch(binary, [...network, ...safety], { log, env: libraries ? { LD_LIBRARY_PATH: libraries } : {} });
  },
  ready: ({ port }) =>
    new Promise((settle) => {
      const socket = createConnection(port, '127.0.0.1', () => socket.write(`AUTH ${PASSWORD}\r\nPING\r\n`));
      let said = '';
      socket.on('data', (chunk) => {
        said += chunk;
        if (said.includes('PONG')) settle(socket.destroy() !== undefined);
      });
      socket.on('error', () => settle(false));
      socket.setTimeout(1000, () => settle(socket.destroy() === undefined));
    }),
  variables: ({ port }) => ({ TEST_REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${port}/0` }),
};
