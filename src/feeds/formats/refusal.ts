/**
 * How a part that cannot be read becomes an item: its place, the path inside it, the reason, and how it stood.
 */
import { shown, Unreadable } from './fields.ts';
import type { Emit, Refused } from './item.ts';

/** Runs a reading; what cannot be read becomes a refusal with its path. */
export function attempt<T>(work: () => T, at: string, raw: unknown, emit: Emit): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    emit(refusal(at, error, raw));
    return null;
  }
}

/** Where a list first says again what it said before, or -1. */
export function firstRepeated(keys: readonly string[]): number {
  const seen = new Set<string>();
  return keys.findIndex((key) => seen.size === seen.add(key).size);
}

export function refusal(
  at: string,
  { path, message }: { readonly path: string; readonly message: string },
  raw: unknown,
): Refused {
  const place = path === '' ? at : path.startsWith('[') ? at + path : `${at}.${path}`;
  return { kind: 'refused', place, reason: message, raw: shown(raw) };
}
