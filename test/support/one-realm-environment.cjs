// Jest gives each suite a realm of its own: other arrays, errors and promises than those of Node and of the packages, a copy
// of every package, and globals that are looked up through an interceptor. Here suites run in Node's realm, so that packages
// are loaded once a worker (once-loaded-packages.cjs) and code runs as quickly as in the service. Jest still evaluates our own
// modules anew for every suite, and what a suite changes in globals and `process` is taken back at its end.
const vm = require('node:vm');
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const REALM = vm.createContext();
const { compileFunction } = vm;
// Without a context of its own code belongs to the realm that compiles it.
vm.compileFunction = (code, parameters, options) =>
  compileFunction(code, parameters, options?.parsingContext === REALM ? { ...options, parsingContext: undefined } : options);

class OneRealmEnvironment {
  constructor({ projectConfig: config }) {
    this.restore = keep();
    this.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    const timerConfig = { idToRef: (id) => ({ id, ref: () => this, unref: () => this }), refToId: (timer) => timer?.id };
    this.fakeTimers = new LegacyFakeTimers({ config, global: globalThis, moduleMocker: this.moduleMocker, timerConfig });
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    this.restore();
    forget();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return REALM;
  }
}

/** What packages keep of the suite that ran. */
const FORGET = {
  'prom-client': ({ register }) => register.clear(),
  '@nestjs/common': ({ Logger, ConsoleLogger }) => Logger.overrideLogger(new ConsoleLogger()),
};

function forget() {
  for (const [name, clear] of Object.entries(FORGET)) {
    const loaded = require.cache[require.resolve(name)];
    if (loaded) clear(loaded.exports);
  }
}

/** @returns what takes back the changes to globals and `process` since */
function keep() {
  const takeBack = [globalThis, process].map(keepProperties);
  const environment = { ...process.env };
  const listeners = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));
  return () => {
    for (const back of takeBack) back();
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    for (const name of process.eventNames()) {
      for (const listener of process.rawListeners(name)) {
        if (!listeners.get(name)?.includes(listener)) process.removeListener(name, listener);
      }
    }
  };
}

function keepProperties(object) {
  const before = Object.getOwnPropertyDescriptors(object);
  return () => {
    const after = Object.getOwnPropertyDescriptors(object);
    for (const key of Reflect.ownKeys(after)) {
      if (!(key in before)) Reflect.deleteProperty(object, key);
    }
    for (const key of Reflect.ownKeys(before)) {
      if (after[key]?.value !== before[key].value || after[key]?.get !== before[key].get) {
        Reflect.defineProperty(object, key, before[key]);
      }
    }
  };
}

module.exports = { default: OneRealmEnvironment, TestEnvironment: OneRealmEnvironment };
module.exports.__esModule = true;
