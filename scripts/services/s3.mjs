import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cached, run } from './provision.mjs';
import { launch } from './running.mjs';

const MODULE = 'github.com/versity/versitygw/cmd/versitygw';
const VERSION = 'v1.8.0';
const ACCESS_KEY = 'testaccesskey01';
const SECRET_KEY = 'testsecretkey0123456789';

/** versitygw: an S3 server over a folder, built from source once. */
export const s3 = {
  name: 's3',
  mark: 'versitygw',
  async provision() {
    const folder = await cached(`versitygw-${VERSION}`, async (into) => {
      const environment = { ...process.env, GOBIN: into, GOFLAGS: '' };
      await run('go', ['install', '-ldflags=-s -w', `${MODULE}@${VERSION}`], { env: environment });
    });
    return join(folder, 'versitygw');
  },
  start(binary, { port, folder, log }) {
    // The server changes its working folder: paths have to be absolute.
    const data = join(folder, 'data');
    const accounts = join(folder, 'accounts');
    mkdirSync(data, { recursive: true });
    mkdirSync(accounts, { recursive: true });
    const args = [
      '--quiet',
      '--port',
      `127.0.0.1:${port}`,
      '--health',
      '/healthz',
      '--iam-dir',
      accounts,
      'posix',
      data,
    ];
    return launch(binary, args, { log, env: { ROOT_ACCESS_KEY: ACCESS_KEY, ROOT_SECRET_KEY: SECRET_KEY } });
  },
  ready: async ({ port }) =>
    (await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2000) })).ok,
  variables: ({ port }) => ({
    TEST_S3_ENDPOINT: `http://127.0.0.1:${port}`,
    TEST_S3_ACCESS_KEY_ID: ACCESS_KEY,
    TEST_S3_SECRET_ACCESS_KEY: SECRET_KEY,
  }),
};
