import { isAscii } from 'node:buffer';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

type ModuleFunction = (exports: object, require: NodeJS.Require, module: object, file: string, folder: string) => void;

/** Where the build leaves what V8 compiled of a module: scripts/steps/keep-code.mjs. */
const codeOf = (file: string) => `${file}.code`;

/**
 * The modules of the bundle, CommonJS. V8 takes what the build kept of one instead of compiling it once more: most of a start.
 * Another version of V8 refuses it and compiles. docs/adr/0005-the-service-is-bundled.md
 */
export class BundledModules {
  private readonly loaded = new Map<string, { readonly exports: object }>();
  private readonly scripts = new Map<string, Script>();
  private readonly require: NodeJS.Require;

  /** @param folder its address, which ends with a slash */
  constructor(private readonly folder: URL) {
    const installed = createRequire(folder);
    const load = (id: string) => (id.startsWith('./') ? this.load(id) : (installed(id) as unknown));
    this.require = Object.assign(load, installed);
  }

  /** @returns what the module exports; it runs once */
  load(id: string): object {
    const file = fileURLToPath(new URL(id, this.folder));
    const known = this.loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    this.loaded.set(file, module);
    const script = compiled(file);
    this.scripts.set(file, script);
    const run = script.runInThisContext() as ModuleFunction;
    run(module.exports, this.require, module, file, fileURLToPath(this.folder));
    return module.exports;
  }

  /** Leaves beside each module that ran what has been compiled of it by now. */
  keepCode(): void {
    for (const [file, script] of this.scripts) writeFileSync(codeOf(file), script.createCachedData());
  }
}

/** The function that is a module; `cachedDataRejected` tells whether V8 refused what was kept of it. */
export function compiled(file: string): Script {
  const bytes = readFileSync(file);
  // So read, a text of plain letters takes a byte each and is not looked through again.
  const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  const source = `(function (exports, require, module, __filename, __dirname) { ${text}\n})`;
  const kept = existsSync(codeOf(file)) ? { cachedData: readFileSync(codeOf(file)) } : {};
  return new Script(source, { filename: file, ...kept });
}
