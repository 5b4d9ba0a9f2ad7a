import { createConnection } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, run } from './provision.mjs';
import { launch } from './running.mjs';

const VERSION = '0.6.0b17';

/** A server of the MongoDB protocol: SecantusDB's daemon over WiredTiger. Only the daemon leaves the wheel. */
export const mongo = {
  name: 'mongo',
  mark: 'secantusd-rs',
  async provision() {
    const folder = await cached(`secantusdb-${VERSION}`, async (into) => {
      const flags =
        '--quiet --disable-pip-version-check --no-deps --only-binary=:all: --implementation cp --python-version 3.12';
      const platform = '--abi cp312 --platform manylinux_2_28_x86_64';
      await run('python3', [
        '-m',
        'pip',
        'download',
        ...flags.split(' '),
        ...platform.split(' '),
        '--dest',
        into,
        `secantusdb==${VERSION}`,
      ]);
      const unpack = `
import glob, sys, zipfile
wheel, = glob.glob(sys.argv[1] + "/*.whl")
with zipfile.ZipFile(wheel) as z:
    z.extractall(sys.argv[1], [n for n in z.namelist() if n.startswith(("secantusdb.scripts/", "secantusdb.libs/")) or "icense" in n.lower()])`;
      await run('python3', ['-c', unpack, into]);
      await run('chmod', ['+x', join(into, 'secantusdb.scripts', 'secantusd-rs')]);
    });
    return join(folder, 'secantusdb.scripts', 'secantusd-rs');
  },
  start(binary, { port, folder, log }) {
    const settings = join(folder, 'empty.toml');
    writeFileSync(settings, '');
    const args = [
      '--config',
      settings,
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--storage-path',
      join(folder, 'data'),
    ];
    return launch(
      binary,
      [...args, '--cache-size', '256M', '--log-file-max', '128MB', '--sync-on-commit', '--log-level', 'WARNING'],
      { log },
    );
  },
  async ready({ port, log }) {
    if (!readFileSync(log, 'utf8').includes(`127.0.0.1:${port}`)) return false;
    return new Promise((settle) => {
      const socket = createConnection(port, '127.0.0.1', () => settle(socket.destroy() !== undefined));
      socket.on('error', () => settle(false));
    });
  },
  variables: ({ port }) => ({ TEST_MONGO_URI: `mongodb://127.0.0.1:${port}/?directConnection=true` }),
};
