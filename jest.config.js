import { availableParallelism } from 'node:os';

// Jest runs our own modules in CommonJS through swc; Node loads packages.
const typescript = {
  target: 'es2023',
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
  keepClassNames: true,
};
const options = (jsc) => ({ jsc, module: { type: 'commonjs' }, swcrc: false, sourceMaps: 'inline' });

export default {
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/admin/src'],
  testRegex: '\\.spec\\.ts$',
  // The package's main entry is for `import` alone, which Jest does not ask for.
  moduleNameMapper: { '^file-type$': 'file-type/node', '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', options(typescript)],
    '^.+\\.m?js$': ['@swc/jest', options({ target: 'es2023', parser: { syntax: 'ecmascript' } })],
  },
  testEnvironment: '<rootDir>/test/support/one-realm-environment.cjs',
  runtime: '<rootDir>/test/support/once-loaded-packages.cjs',
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFiles: ['<rootDir>/test/support/fast-check.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/equal-bytes.ts'],
  testSequencer: '<rootDir>/test/support/long-suites-first.cjs',
  // The run has the machine to itself, and its suites wait for processes and timers a third of their time.
  maxWorkers: Math.ceil(1.5 * availableParallelism()),
  // For busy machines: a test that hangs is told from one that waits its turn.
  testTimeout: 120_000,
};
