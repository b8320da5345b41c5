/** The rooms of src/ and what each may import: the table in docs/rooms.md, held here by CI. */
const everythingBelow = [
  ...['law', 'incident', 'proof', 'verifier', 'log', 'store', 'identity'],
  ...['cluster', 'read', 'application', 'cnil', 'documents', 'graphql'],
];

/** Each room and those that it may import. */
const rooms = {
  law: [],
  incident: ['law'],
  proof: [],
  verifier: ['proof'],
  log: ['proof'],
  store: [],
  identity: ['store'],
  cluster: ['proof', 'log', 'store'],
  read: ['incident', 'law', 'log', 'proof', 'store', 'cluster'],
  application: ['law', 'incident', 'proof', 'verifier', 'log', 'store', 'identity', 'read'],
  documents: ['law', 'incident', 'proof', 'log', 'read', 'application'],
  cnil: ['law', 'incident', 'log', 'identity', 'application'],
  graphql: ['application', 'cnil', 'identity', 'law', 'incident', 'verifier'],
  server: everythingBelow,
  cli: [...everythingBelow, 'server'],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: 'src/(cli|verifier)/main\\.ts$|Thread\\.ts$' },
      to: {},
    },
    { name: 'not-to-test', severity: 'error', from: { path: '^src' }, to: { path: '^(test|scripts)' } },
    { name: 'no-dev-dependency', severity: 'error', from: { path: '^src' }, to: { dependencyTypes: ['npm-dev'] } },
    {
      name: 'one-file-per-driver',
      severity: 'error',
      from: { path: '^src/(?!log/embedded/database\\.ts$|store/sqlite\\.ts$)' },
      to: { path: 'node_modules/better-sqlite3' },
    },
    {
      name: 'one-file-for-the-event-store',
      severity: 'error',
      from: { path: '^src/(?!log/eventstore/client\\.ts$)' },
      to: { path: 'node_modules/@eventstore' },
    },
    {
      name: 'one-file-for-postgres',
      severity: 'error',
      from: { path: '^src/(?!store/postgres\\.ts$)' },
      to: { path: 'node_modules/(@types/)?pg/' },
    },
    {
      name: 'pure-domain',
      comment: 'law and incident know no I/O and no framework',
      severity: 'error',
      from: { path: '^src/(law|incident)/' },
      to: { dependencyTypes: ['core'] },
    },
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `room-${room}`,
      severity: 'error',
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...may].join('|')})/|^src/(brand|inTime|remembering)\\.ts$` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  },
};
