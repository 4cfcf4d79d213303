/** One PostgreSQL for a whole run of the tests; each test file makes its own database in it (store/server.ts). */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type Postgres, startPostgres } from '../src/store/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

let dataDir: string;
let postgres: Postgres;

export async function setup(project: TestProject): Promise<void> {
  dataDir = await mkdtemp(join(tmpdir(), 'firstcall-test-'));
  // Under root, PostgreSQL runs as a user of its own.
  await chmod(dataDir, 0o755);
  postgres = await startPostgres({ dataDir, log: () => undefined });
  project.provide('postgresUrl', postgres.url);
}

export async function teardown(): Promise<void> {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
