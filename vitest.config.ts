import { defineConfig } from 'vitest/config';
import { LongFirst } from './test/long-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/postgres-setup.ts', 'test/run-folder.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // The identity provider of the tests warns that it is set up as one for tests.
    onConsoleLog: (log) => !log.startsWith('oidc-provider '),
  },
});
