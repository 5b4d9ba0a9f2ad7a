// Jest runs in CommonJS through swc: some packages that Nest needs break under Jest's native ES modules.
const typescript = {
  target: 'es2023',
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
  keepClassNames: true,
};
const esmOnlyPackages = [
  '@nestjs/(?!throttler)',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer/inflate',
  '@borewit/text-codec',
  'load-esm',
  'es-toolkit',
  'mingo',
];
const options = (jsc) => ({ jsc, module: { type: 'commonjs' }, swcrc: false, sourceMaps: 'inline' });

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/admin/src'],
  testRegex: '\\.spec\\.ts$',
  // The package's main entry is for `import` alone, which Jest does not ask for.
  moduleNameMapper: { '^file-type$': 'file-type/node', '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '/(src/engine|test)/.+\\.ts$': ['<rootDir>/test/support/quick-math.cjs', options(typescript)],
    '^.+\\.ts$': ['@swc/jest', options(typescript)],
    '^.+\\.m?js$': ['@swc/jest', options({ target: 'es2023', parser: { syntax: 'ecmascript' } })],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnlyPackages.join('|')}))`],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFiles: ['<rootDir>/test/support/fast-check.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/support/equal-bytes.ts'],
  // The run has the machine to itself.
  maxWorkers: '100%',
  // For busy machines: a test that hangs is told from one that waits its turn.
  testTimeout: 120_000,
};
