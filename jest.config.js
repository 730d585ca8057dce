/**
 * Native ESM (NODE_OPTIONS=--experimental-vm-modules), compiled by swc. Domain tests need nothing; all others share one
 * throw-away database server, which the set-up migrates from dist/. `*.full.spec.ts` run alone, under STET_TEST_FULL=1;
 * `*.redis.spec.ts` where STET_REDIS_SERVER names the program, test/browser where STET_CHROMIUM does.
 */
const suffix = process.env.STET_TEST_FULL === '1' ? '.full.spec.ts' : '.spec.ts';
const leftOut = [
  ...(process.env.STET_TEST_FULL === '1' ? [] : ['\\.full\\.spec\\.ts$']),
  ...(process.env.STET_REDIS_SERVER ? [] : ['\\.redis\\.(full\\.)?spec\\.ts$']),
  ...(process.env.STET_CHROMIUM ? [] : ['<rootDir>/test/browser/']),
];
const common = {
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { configFile: '.swcrc' }] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

export default {
  maxWorkers: 2,
  testTimeout: 60_000,
  // giving back some 400 MB takes a finished worker half a second where the machine is busy: no leak to warn of
  workerGracefulExitTimeout: 5_000,
  coverageProvider: 'v8',
  projects: [
    {
      ...common,
      displayName: 'domain',
      testMatch: [`<rootDir>/test/domain/**/*${suffix}`],
      testPathIgnorePatterns: ['/node_modules/', ...leftOut],
    },
    {
      ...common,
      displayName: 'product',
      testMatch: [`<rootDir>/test/**/*${suffix}`],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/domain/', ...leftOut],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
