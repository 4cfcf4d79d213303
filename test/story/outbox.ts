/** What a desk has let out: the letters in its outbox folder, by name. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

export async function lettersIn(dataDir: string): Promise<Record<string, string>> {
  const folder = join(dataDir, 'outbox');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  return Object.fromEntries(
    await Promise.all(
      files.map(async ({ parentPath, name }) => [
        basename(name),
        await readFile(join(parentPath, name), 'utf8'),
      ]),
    ),
  );
}
