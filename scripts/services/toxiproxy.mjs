import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { cached, run } from './provision.mjs';
import { launch } from './running.mjs';

const MODULE = 'github.com/Shopify/toxiproxy/v2/cmd/server';
const VERSION = 'v2.5.0';
const BINARY = 'toxiproxy-server';

/** Toxiproxy: stands between a program and its servers and makes their connections fail, told to over HTTP. */
export const toxiproxy = {
  name: 'toxiproxy',
  mark: BINARY,
  async provision() {
    const folder = await cached(`toxiproxy-${VERSION}`, async (into) => {
      const environment = { ...process.env, GOBIN: into, GOFLAGS: '' };
      await run('go', ['install', '-ldflags=-s -w', `${MODULE}@${VERSION}`], { env: environment });
      renameSync(join(into, 'server'), join(into, BINARY));
    });
    return join(folder, BINARY);
  },
  start: (binary, { port, log }) => launch(binary, ['-host', '127.0.0.1', '-port', String(port)], { log }),
  ready: async ({ port }) =>
    (await fetch(`http://127.0.0.1:${port}/version`, { signal: AbortSignal.timeout(2000) })).ok,
  variables: ({ port }) => ({ TEST_TOXIPROXY_URL: `http://127.0.0.1:${port}` }),
};
