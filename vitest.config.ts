import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/postgres-setup.ts', 'test/run-folder.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // The identity provider of the tests warns that it is set up as one for tests.
    onConsoleLog: (log) => !log.startsWith('oidc-provider '),
  },
});
