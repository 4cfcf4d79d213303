/**
 * Keys of sources: named in feeds.yaml, read from the environment or a file, and kept out of everything that is
 * written: records, messages and logs pass through `hide`.
 */
import { readFile } from 'node:fs/promises';
import type { SecretSource } from '../read-feeds.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What stands where a key was. */
export const HIDDEN = '•••';

/** A shorter one would be found by chance in figures and names, and hidden there. */
const SHORTEST = 8;

/** Reads a key. Throws with what to set where it is missing; never with the key. */
export async function readSecret(
  feed: string,
  source: SecretSource,
  environment: Environment,
): Promise<string> {
  const [value, place] =
    'env' in source
      ? [environment[source.env], `environment variable ${source.env}`]
      : [await readKeyFile(feed, source.file), `file ${source.file}`];
  const key = value?.trim() ?? '';
  if (key === '') throw new Error(`feed ${feed}: its key is missing; set ${place}, or switch the feed off`);
  if (key.length < SHORTEST || /[^\x21-\x7e]/.test(key)) {
    throw new Error(
      `feed ${feed}: the key in ${place} is none; it needs at least ${SHORTEST} plain characters without spaces`,
    );
  }
  return key;
}

async function readKeyFile(feed: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(`feed ${feed}: its key cannot be read from ${file} (${code}); check path and rights`, {
      cause,
    });
  }
}

/** The same value with every occurrence of a key, plain or as part of an address, made unreadable. */
export function hide<T>(value: T, keys: readonly string[]): T {
  const text = JSON.stringify(value);
  const shapes = keys.flatMap((key) => [key, encodeURIComponent(key)]).map(asJson);
  if (text === undefined || !shapes.some((shape) => text.includes(shape))) return value;
  return JSON.parse(shapes.reduce((rest, shape) => rest.replaceAll(shape, HIDDEN), text));
}

function asJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
