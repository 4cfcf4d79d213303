/**
 * A folder of one run of the tests: what its files make once and share lies here (built-pages.ts, desk/lived-night.ts).
 * Gone when the run has ended.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    runFolder: string;
  }
}

let folder: string;

export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-run-'));
  // The command line is started hundreds of times: what was compiled once need not be again.
  process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled');
  project.provide('runFolder', folder);
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
