/** Which folder may import which: see docs/architecture.md. */
const features = '^src/(auth|users|artwork|base-images|ai|storage|jobs|mapping|health|metrics)/';
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    only('no-cycles', 'Data flows one way.', {}, { circular: true }),
    only(
      'engine-core-is-pure',
      'The core runs in the browser too: it imports nothing outside itself.',
      { path: '^src/engine/core/', pathNot: '\\.spec\\.ts$' },
      { pathNot: '^src/engine/core/' },
    ),
    only('engine-knows-no-service', 'The engine is a library.', { path: '^src/engine/' }, { path: '^src/(?!engine/)' }),
    only(
      'engine-knows-no-nest',
      'The engine is a library.',
      { path: '^src/engine/' },
      { path: 'node_modules/(@nestjs|mongoose|express)' },
    ),
    only(
      'sharp-in-one-place',
      'One codec, so that limits and colour cannot differ.',
      { path: '^src/', pathNot: '^src/engine/node/codec' },
      { path: 'node_modules/sharp' },
    ),
    only(
      'aws-in-one-place',
      'Storage is reached through its port.',
      { path: '^src/', pathNot: '^src/storage/adapters/s3/' },
      { path: 'node_modules/@aws-sdk' },
    ),
    only(
      'fetching-in-one-place',
      'Requests to addresses that others name need the guards of src/outbound.',
      { path: '^src/', pathNot: '^src/(outbound|ai/adapters/gradio)/' },
      { path: 'node_modules/(undici|eventsource-parser)' },
    ),
    only('common-is-feature-free', 'Plumbing knows no feature.', { path: '^src/common/' }, { path: features }),
    only(
      'outbound-is-feature-free',
      'Plumbing knows no feature.',
      { path: '^src/outbound/' },
      { path: '^src/(?!outbound/)' },
    ),
    only('config-is-feature-free', 'Settings know no feature.', { path: '^src/config/' }, { path: features }),
    only(
      'adapters-are-private',
      'An adapter is seen by its own module alone; others use the port.',
      { path: '^src/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      { path: '^src/([^/]+)/adapters/', pathNot: '^src/$1/adapters/' },
    ),
    only(
      'services-know-no-http',
      'Services throw AppErrors; only controllers, guards and filters know HTTP.',
      { path: '^src/.*\\.(service|repository)\\.ts$' },
      { path: 'node_modules/express' },
    ),
    only(
      'environment-in-one-place',
      'Only config reads the environment.',
      { path: '^src/(?!(config/|main\\.ts|worker\\.ts))' },
      { path: '^node:process$' },
    ),
    only('no-unresolvable', 'Every import exists.', {}, { couldNotResolve: true, pathNot: '^virtual:' }),
    only(
      'no-development-packages',
      'What runs in production is in dependencies.',
      { path: '^src/', pathNot: '\\.spec\\.ts$' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
