/** Builds the desk's pages where they are missing or older than their sources; a second start finds them ready. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Console } from './outcome.ts';

const BUILDS = [
  { config: 'vite.config.ts', product: 'dist/desk/index.html' },
  { config: 'vite.public.config.ts', product: 'dist/public/render.js' },
];

export async function buildDesk(root: string, console: Console): Promise<void> {
  const newest = await newestIn(join(root, 'src/web'));
  for (const { config, product } of BUILDS) {
    const built = await modifiedAt(join(root, product));
    if (built > Math.max(newest, await modifiedAt(join(root, config)))) continue;
    console.note(`building ${product} …`);
    const { build } = await import('vite');
    await build({ configFile: join(root, config), logLevel: 'warn' });
  }
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const times = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => modifiedAt(join(entry.parentPath, entry.name))),
  );
  return Math.max(...times);
}

async function modifiedAt(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.mtimeMs ?? 0;
}
