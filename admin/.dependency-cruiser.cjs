/** Which folder may import which: see docs/architecture.md. */
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    only('no-cycles', 'Data flows one way.', {}, { circular: true }),
    only(
      'server-stays-out',
      'The application knows the public API and the engine’s core, nothing else of the server.',
      { path: '^admin/' },
      { path: '^src/(?!engine/core/)' },
    ),
    only(
      'parts-know-no-parts',
      'Studio, console and share page are loaded apart; what they share is beside them.',
      { path: '^admin/src/(studio|console|share)/' },
      { path: '^admin/src/(studio|console|share)/', pathNot: '^admin/src/$1/' },
    ),
    only(
      'console-libraries-stay-in-the-console',
      'They weigh more than the Studio’s first screen may.',
      { path: '^admin/src/', pathNot: '^admin/src/(console/|i18n/en/react-admin)' },
      { path: 'node_modules/(react-admin|ra-|@mui/|@emotion/)' },
    ),
    only('no-unresolvable', 'Every import exists.', {}, { couldNotResolve: true, pathNot: '^virtual:' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};
