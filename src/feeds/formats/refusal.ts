/**
 * How a part that cannot be read becomes an item: its place, the path inside it, the reason, and how it stood.
 */
import { shown, Unreadable } from './fields.ts';
import type { Emit, Refused } from './item.ts';

/** Runs a reading; what cannot be read becomes a refusal with its path. */
export function attempt<T>(work: () => T, at: string | (() => string), raw: unknown, emit: Emit): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    emit(refusal(typeof at === 'string' ? at : at(), error, raw));
    return null;
  }
}

/** Where a list first says again what it said before, or -1. */
export function firstRepeated(keys: readonly string[]): number {
  const seen = new Set<string>();
  return keys.findIndex((key) => seen.size === seen.add(key).size);
}

/** Inside a document a path goes on where the part's own ends; a line and column stands apart from it. */
function placeWithin(at: string, path: string): string {
  if (at === '' || path === '') return at + path;
  if (at.startsWith('line ')) return `${at}, ${path}`;
  return path.startsWith('[') ? at + path : `${at}.${path}`;
}

export function refusal(
  at: string,
  { path, message }: { readonly path: string; readonly message: string },
  raw: unknown,
): Refused {
  return { kind: 'refused', place: placeWithin(at, path), reason: message, raw: shown(raw) };
}
