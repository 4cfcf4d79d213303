/**
 * The way out that needs no network: a letter becomes a file in a folder, once.
 *
 * The file's name is the release's idempotency key. It is written beside its place, flushed to the disk and linked
 * in by a call that fails when the name is taken, so a letter is either there whole or not there, and never twice.
 */
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

export type Letter = { readonly key: string; readonly name: string; readonly text: string };

export type Sent =
  | { readonly kind: 'sent'; readonly receipt: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Puts a letter into the folder. A letter with this key that is already there counts as sent, if it is the same. */
export async function dropLetter(folder: string, letter: Letter): Promise<Sent> {
  const place = join(folder, `${letter.key}-${letter.name}`);
  const draft = `${place}.part-${process.pid}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFlushed(draft, letter.text);
    await link(draft, place);
    return { kind: 'sent', receipt: place };
  } catch (error) {
    if (isTaken(error) && (await readFile(place, 'utf8')) === letter.text)
      return { kind: 'sent', receipt: place };
    return { kind: 'failed', reason: `could not write ${place}: ${(error as Error).message}` };
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
