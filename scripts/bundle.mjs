// Joins the compiled service and the packages it uses in a few files, which Node reads in half the time of some 2,300, and keeps
// what V8 compiles of them: node scripts/bundle.mjs [FOLDER], part of `npm run build`.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
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

/** Threads of the engine run from the bundle as well. */
const THREADS = {
  entry: 'engine-worker',
  from: join('engine', 'node', 'worker.js'),
  caller: join('engine', 'node', 'start-engine.js'),
  asked: "new URL('./worker.js', import.meta.url)",
};
const threadsHere = {
  name: 'threads-here',
  transform: {
    filter: { id: /start-engine\.js$/ },
    handler(code) {
      const [before, after, ...more] = code.split(THREADS.asked);
      if (after === undefined || more.length > 0) throw new Error(`not one ${THREADS.asked}`);
      return { code: `${before}new URL('./${THREADS.entry}.js', import.meta.url)${after}`, map: null };
    },
  },
};

/**
 * A module that finds files by its own address keeps the one it had before it moved into the bundle; one that asks where packages
 * lie asks as CommonJS does.
 */
const keepAddress = {
  name: 'keep-address',
  transform: {
    filter: { id: /\.m?js$/, code: /import\.meta\.(url|resolve)/ },
    handler(code, id) {
      if (id.endsWith(THREADS.caller)) return undefined;
      const was = JSON.stringify(relative(bundle, id).replaceAll('\\', '/'));
      return {
        code: code
          .replaceAll('import.meta.url', `new URL(${was}, import.meta.url).href`)
          .replaceAll('import.meta.resolve(', 'require.resolve('),
        map: null,
      };
    },
  },
};

const build = await rolldown({
  input: {
    main: join(compiled, 'main.js'),
    worker: join(compiled, 'worker.js'),
    [THREADS.entry]: join(compiled, THREADS.from),
  },
  platform: 'node',
  external: staysOutside,
  plugins: [threadsHere, keepAddress],
});
// V8 gives out what it compiled of CommonJS alone, and reads faster what has a byte a letter and no comments.
const { output } = await build.write({
  dir: bundle,
  format: 'cjs',
  dynamicImportInCjs: false,
  charset: 'ascii',
  comments: { legal: true, annotation: false, jsdoc: false },
  keepNames: true,
  cleanDir: true,
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
});
await build.close();
for (const { name, exports } of output.filter(({ isEntry }) => isEntry)) {
  const load = `new BundledModules(new URL('.', import.meta.url)).load('./${name}.cjs');`;
  const exported = exports.length > 0 ? `export const { ${exports.join(', ')} } = ` : '';
  writeFileSync(
    join(bundle, `${name}.js`),
    `import { BundledModules } from '../bundled-modules.js';\n\n${exported}${load}\n`,
  );
}
const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'steps', 'keep-code.mjs'), bundle], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
