// Joins the compiled service and the packages it uses in a few files, which Node reads in half the time of some 2,300:
// node scripts/bundle.mjs [FOLDER], part of `npm run build`.
import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './steps/prepare.mjs';

const compiled = resolve(process.argv[2] ?? join(root, 'dist'));
const bundle = join(compiled, 'bundle');

/** Packages with machine code, threads or files of their own beside their code stay where they are. */
const WITH_FILES = ['bcrypt', 'bull', 'classic-level', 'ioredis', 'pino', 'piscina', 'sharp', 'swagger-ui-dist'];
const installed = new Set(
  readdirSync(join(root, 'node_modules'), { withFileTypes: true }).flatMap(({ name, parentPath }) =>
    name.startsWith('@') ? readdirSync(join(parentPath, name)).map((part) => `${name}/${part}`) : [name],
  ),
);

function staysOutside(id) {
  if (id.startsWith('node:')) return true;
  if (!/^[@\w]/.test(id)) return false;
  const name = id.split('/', id.startsWith('@') ? 2 : 1).join('/');
  // What is not installed is an optional companion of a package that asks for it in vain.
  return WITH_FILES.includes(name) || !installed.has(name);
}

/** A module that finds files by its own address keeps the one it had before it moved into the bundle. */
const keepAddress = {
  name: 'keep-address',
  transform: {
    filter: { id: /\.m?js$/, code: /import\.meta\.url/ },
    handler(code, id) {
      const was = JSON.stringify(relative(bundle, id).replaceAll('\\', '/'));
      return { code: code.replaceAll('import.meta.url', `new URL(${was}, import.meta.url).href`), map: null };
    },
  },
};

const build = await rolldown({
  input: { main: join(compiled, 'main.js'), worker: join(compiled, 'worker.js') },
  platform: 'node',
  external: staysOutside,
  plugins: [keepAddress],
});
await build.write({
  dir: bundle,
  format: 'esm',
  keepNames: true,
  cleanDir: true,
  entryFileNames: '[name].js',
  chunkFileNames: '[name]-[hash].js',
});
await build.close();
