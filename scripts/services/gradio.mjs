import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { root } from '../steps/prepare.mjs';
import { cached, run } from './provision.mjs';
import { launch } from './running.mjs';

const SPACE = join(root, 'test', 'services', 'space');

/** A Gradio server with a light paper generator and fault modes, in the shape of a Hugging Face Space, for each version in use. */
export const gradio = [
  gradioOf(6, 'gradio', 'TEST_GRADIO_URL'),
  gradioOf(5, 'gradio-5', 'TEST_GRADIO_5_URL'),
  gradioOf(4, 'gradio-4', 'TEST_GRADIO_4_URL'),
];

function gradioOf(version, name, variable) {
  const requirements = join(SPACE, `requirements-gradio-${version}.lock`);
  return {
    name,
    // From whichever working copy it was started.
    mark: join('test', 'services', 'space', 'app.py'),
    async provision() {
      const python = await python312();
      const fingerprint = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
      const folder = await cached(`gradio-${fingerprint}`, async (into) => {
        // An environment remembers where it was made: this one is used by its interpreter and PYTHONPATH alone.
        const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--target', into];
        await run(python, ['-m', 'pip', 'install', ...options, '-r', requirements]);
      });
      return { python, packages: folder };
    },
    start({ python, packages }, { port, log }) {
      const env = {
        PYTHONPATH: packages,
        SPACE_PORT: String(port),
        GRADIO_ANALYTICS_ENABLED: 'False',
        HF_HUB_OFFLINE: '1',
      };
      return launch(python, [join(SPACE, 'app.py')], { log, env });
    },
    ready: async ({ port }) =>
      (await fetch(`http://127.0.0.1:${port}/config`, { signal: AbortSignal.timeout(2000) })).ok,
    variables: ({ port }) => ({ [variable]: `http://127.0.0.1:${port}` }),
  };
}

/** The packages are locked for 3.12; a name on the PATH may be a switch that is not set to it, so each is asked. */
async function python312() {
  const home = process.env.PYENV_ROOT ?? join(process.env.HOME ?? '', '.pyenv');
  const found = await run('sh', ['-c', `ls -d ${home}/versions/3.12*/bin/python 2>/dev/null || true`]);
  for (const candidate of [process.env.PYTHON312, 'python3.12', ...found.split('\n'), 'python3'].filter(Boolean)) {
    const version = await run(candidate, ['-c', 'import sys; print(sys.version_info[:2])']).catch(() => '');
    if (version === '(3, 12)') return candidate;
  }
  throw new Error('Python 3.12 is not installed; PYTHON312 can name its interpreter');
}
