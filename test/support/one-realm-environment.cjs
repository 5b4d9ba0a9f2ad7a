// docs/adr/0010-suites-share-a-realm-and-packages.md
const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Stands for Node's own realm, for which Jest has no name. */
const REALM = vm.createContext();
const { compileFunction } = vm;

/** What was compiled of each module. */
const compiled = new Map();
/**
 * Without a context of its own, code belongs to the realm that compiles it: the suites of one process then share what was compiled
 * of a module, of Jest's own too, and evaluate it each anew.
 */
vm.compileFunction = (code, parameters, options) => {
  if (options?.parsingContext !== REALM) return compileFunction(code, parameters, options);
  const named = parameters.join();
  const known = compiled.get(options.filename);
  if (known?.code === code && known.named === named) return known.run;
  const run = compileFunction(code, parameters, { ...options, parsingContext: undefined });
  compiled.set(options.filename, { code, named, run });
  return run;
};

/** What packages keep of the suite that ran. */
const FORGET = {
  'prom-client': ({ register }) => register.clear(),
  '@nestjs/common': ({ Logger, ConsoleLogger }) => Logger.overrideLogger(new ConsoleLogger()),
};

/** Jest's environment of suites that run in Node's realm; globals and `process` are afterwards as they were. */
class OneRealmEnvironment {
  constructor({ projectConfig: config }) {
    this.takeBack = changesSince();
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    this.takeBack();
    for (const [name, forget] of Object.entries(FORGET)) {
      const loaded = require.cache[require.resolve(name)];
      if (loaded) forget(loaded.exports);
    }
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return REALM;
  }
}

/** @returns what takes back the changes to globals, `process`, its environment and listeners since */
function changesSince() {
  const properties = [globalThis, process].map(propertyChangesSince);
  const environment = { ...process.env };
  const listeners = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));
  return () => {
    for (const takeBack of properties) takeBack();
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    for (const name of process.eventNames()) {
      const added = process.rawListeners(name).filter((listener) => !listeners.get(name)?.includes(listener));
      for (const listener of added) process.removeListener(name, listener);
    }
  };
}

function propertyChangesSince(object) {
  const before = Object.getOwnPropertyDescriptors(object);
  return () => {
    const after = Object.getOwnPropertyDescriptors(object);
    for (const key of Reflect.ownKeys(after)) if (!(key in before)) Reflect.deleteProperty(object, key);
    for (const key of Reflect.ownKeys(before)) {
      const same = after[key]?.value === before[key].value && after[key]?.get === before[key].get;
      if (!same) Reflect.defineProperty(object, key, before[key]);
    }
  };
}

module.exports = { __esModule: true, default: OneRealmEnvironment, TestEnvironment: OneRealmEnvironment };
