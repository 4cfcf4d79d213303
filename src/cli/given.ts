/** What the caller names on the command line: a file or folder that cannot be read is wrong use, not a failing world. */
import { access, readFile } from 'node:fs/promises';
import type { Election } from '../election/election.ts';
import type { Drill } from '../feeds/drill.ts';
import type { Night } from '../feeds/night/night.ts';
import { readNight } from '../feeds/night/read-night.ts';
import { useOf, WrongUse } from './outcome.ts';

export function givenText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error) => unreadable(path, error));
}

/** The path itself, once it is known to be there. */
export async function givenPath(path: string): Promise<string> {
  await access(path).catch((error) => unreadable(path, error));
  return path;
}

function unreadable(path: string, error: Error): never {
  throw new WrongUse(`cannot read ${path}: ${error.message}`, { cause: error });
}

export async function givenNight(folder: string, drill: Drill | null = null): Promise<Night> {
  try {
    return await readNight(folder, drill === null ? {} : { drill });
  } catch (error) {
    throw new WrongUse((error as Error).message, { cause: error });
  }
}

/** A file about an election, read; null where none is named. */
export async function givenFile<T>(
  file: string | null,
  read: (text: string, name: string, election: Election) => T,
  election: Election,
): Promise<T | null> {
  if (file === null) return null;
  const text = await givenText(file);
  return useOf(() => read(text, file, election));
}
