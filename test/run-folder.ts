/**
 * A folder of one run of the tests: what its files make once and share lies here (built-pages.ts, desk/embedded-night.ts).
 * Gone when the run has ended.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    runFolder: string;
  }
}

let folder: string;

export async function setup(project: TestProject): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-run-'));
  // The command line is started hundreds of times: what was compiled once need not be again. Processes write to it
  // when they end, some after the run: it lies where it can stay, as the runner's own does.
  process.env['NODE_COMPILE_CACHE'] ??= resolve(
    import.meta.dirname,
    '../node_modules/.cache/firstcall-tests',
  );
  project.provide('runFolder', folder);
}

export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
