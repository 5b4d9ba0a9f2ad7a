// docs/adr/0010-suites-share-a-realm-and-packages.md
const { createRequire, isBuiltin } = require('node:module');
const { isAbsolute, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

const INSTALLED = `${sep}node_modules${sep}`;
const load = createRequire(__filename);

/** Jest's runtime, but for packages: Node loads them, and suites that run in one process share them. */
class OnceLoadedPackages extends Runtime {
  requireModule(from, name, options, ...rest) {
    const ofJest = name === undefined || options?.isInternalModule;
    const path = ofJest ? undefined : this.packageFile(from, name);
    return path === undefined ? super.requireModule(from, name, options, ...rest) : load(path);
  }

  /** @returns undefined for what is no part of a package */
  packageFile(from, name) {
    if (name.startsWith('.') || isAbsolute(name) || isBuiltin(name)) return undefined;
    // oxlint-disable-next-line no-underscore-dangle -- Jest's own rules of resolution, which have no other name
    const path = this._resolution.resolveCjs(from, name);
    return path.includes(INSTALLED) ? path : undefined;
  }
}

module.exports = { __esModule: true, default: OnceLoadedPackages };
