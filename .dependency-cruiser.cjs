/** The floors of docs/architecture.md. Imports only ever go down. */
const feature = '^src/features/([^/]+)/';
const rules = [
  {
    name: 'domain-is-pure',
    from: { path: '^src/domain' },
    to: { pathNot: '^src/domain/|^node_modules/decimal\\.js/' },
  },
  {
    name: 'platform-on-domain-only',
    from: { path: '^src/platform' },
    to: { path: '^src/', pathNot: '^src/(platform|domain)/' },
  },
  {
    name: 'persistence-below-features',
    from: { path: '^src/persistence' },
    to: { path: '^src/', pathNot: '^src/(persistence|platform|domain)/' },
  },
  { name: 'features-below-roots', from: { path: '^src/features' }, to: { path: '^src/(cli/|[^/]+$)' } },
  {
    name: 'line-verbs-start-no-app',
    from: { path: '^src/cli/' },
    to: { path: '^src/', pathNot: '^src/(cli|platform|domain)/' },
  },
  {
    name: 'edges-use-services',
    from: { path: 'features/.+\\.(controller|processor|dto)\\.ts$' },
    to: { path: '^src/persistence' },
  },
  {
    name: 'services-do-not-see-edges',
    from: { path: '\\.service\\.ts$' },
    to: {
      path: '\\.(controller|processor|dto|module)\\.ts$|@nestjs/(swagger|platform-fastify)|(^|/)@?fastify(/|$)',
    },
  },
  {
    name: 'cross-feature-by-service',
    from: { path: feature },
    to: { path: '^src/features/', pathNot: ['^src/features/$1/', '\\.(service|module|guard)\\.ts$'] },
  },
  {
    // checks composes (docs/architecture.md); claims registers the sources that a claim names (docs/adr/0006).
    name: 'features-do-not-call-features',
    from: { path: feature, pathNot: '^src/features/(checks|claims)/' },
    to: { path: '^src/features/', pathNot: ['^src/features/$1/', '^src/features/auth/'] },
  },
  {
    name: 'claims-call-sources-only',
    from: { path: '^src/features/claims/' },
    to: { path: '^src/features/', pathNot: ['^src/features/(claims|sources|auth)/'] },
  },
  {
    name: 'only-the-relay-enqueues',
    from: { path: '^src/features', pathNot: '^src/features/(outbox|ops)/' },
    to: { path: '^src/platform/queue' },
  },
  {
    name: 'typeorm-only-in-persistence',
    from: { path: '^src', pathNot: '^src/persistence' },
    to: { path: 'node_modules/(typeorm|@nestjs/typeorm)/' },
  },
  {
    name: 'bullmq-only-in-queue',
    from: { path: '^src', pathNot: '^src/platform/queue' },
    to: { path: 'node_modules/(bullmq|@nestjs/bullmq|ioredis)/' },
  },
  { name: 'migrations-stand-alone', from: { path: '^migrations' }, to: { path: '^src' } },
  { name: 'no-cycles', from: {}, to: { circular: true } },
  { name: 'no-feature-cycles', scope: 'folder', from: { path: '^src/features' }, to: { circular: true } },
  { name: 'no-orphans', from: { orphan: true, pathNot: '\\.d\\.ts$|^src/(main|cli)\\.ts$' }, to: {} },
];

module.exports = {
  forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
