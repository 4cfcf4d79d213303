/** The pages, built from the sources as they stand; once in a run of the tests, whichever file needs them first. */
import { resolve } from 'node:path';
import { madeOnce } from './made-once.ts';

/** The folder of the desk's pages. */
export function builtDesk(): Promise<string> {
  return madeOnce('desk-pages', (outDir) => build('vite.config.ts', outDir));
}

/** The folder of the public pages' renderer, `render.js`. */
export function builtPublic(): Promise<string> {
  return madeOnce('public-pages', buildPublic);
}

export function buildPublic(outDir: string): Promise<void> {
  return build('vite.public.config.ts', outDir);
}

async function build(config: string, outDir: string): Promise<void> {
  // Most files find them built and need no builder.
  const vite = await import('vite');
  await vite.build({
    configFile: resolve(import.meta.dirname, '..', config),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
}
