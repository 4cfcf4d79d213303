/**
 * The way out that needs no network: a letter becomes a file in a folder, once.
 *
 * The file's name is the release's idempotency key. It is written beside its place, flushed to the disk and linked
 * in by a call that fails when the name is taken, so a letter is either there whole or not there, and never twice.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

export type Letter = { readonly key: string; readonly name: string; readonly text: string };

export type Sent =
  | { readonly kind: 'sent'; readonly receipt: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Puts a letter into the folder. A letter with this key that is already there counts as sent, if it is the same. */
export async function dropLetter(folder: string, letter: Letter): Promise<Sent> {
  const file = `${letter.key}-${letter.name}`;
  if (/[/\\\0]/.test(file)) return { kind: 'failed', reason: `${file} would lie outside the drop` };
  const place = join(folder, file);
  // A name of its own for every attempt: a shared one, already linked in, would be written over in its place.
  const draft = `${place}.part-${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFlushed(draft, letter.text);
    await link(draft, place);
    return { kind: 'sent', receipt: place };
  } catch (error) {
    if (!isTaken(error))
      return { kind: 'failed', reason: `could not write ${place}: ${(error as Error).message}` };
    return (await textAt(place)) === letter.text
      ? { kind: 'sent', receipt: place }
      : { kind: 'failed', reason: `${place} is there already with another text: a key is used once` };
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Null where it cannot be read: then it is not known to be this letter. */
function textAt(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
