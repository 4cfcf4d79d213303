/**
 * JSON of an untrusted source: text in, value out, or where and why not.
 *
 * Stricter than the language's own reader, which keeps the last of two equal keys without a word, so that one half of
 * a file could hide the other. Size is bounded by who collects the text, depth here.
 */

import { Malformed } from './item.ts';
import { closingQuote, firstFault } from './json-fault.ts';

/** No known feed nests deeper than 12. */
const DEEPEST = 64;

/** Throws `Malformed` with line and column. */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { at, reason } = firstFault(text);
    throw new Malformed(lineAndColumn(text, at), `it is no JSON: ${reason}`);
  }
  // Places are searched for only where something may be wrong: the count of keys is ten times quicker than their lists.
  if (keysIn(value) !== mostKeysWritten(text)) checkKeys(text);
  return value;
}

/** How many keys a value has, or -1 where it nests too deep. */
function keysIn(value: unknown): number {
  let keys = 0;
  let level: object[] = isNest(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > DEEPEST) return -1;
    const next: object[] = [];
    for (const nest of level) {
      if (Array.isArray(nest)) {
        for (const one of nest) if (isNest(one)) next.push(one);
        continue;
      }
      // Makes no list of the keys, which would be one more for each of a hundred thousand objects.
      for (const key in nest) {
        const one = (nest as Readonly<Record<string, unknown>>)[key];
        keys += 1;
        if (isNest(one)) next.push(one);
      }
    }
    level = next;
  }
  return keys;
}

function isNest(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/**
 * As many keys as can stand in text that is already known to be JSON: colons after a quotation mark. A text with such a
 * pair inside counts too much, never too little.
 */
function mostKeysWritten(text: string): number {
  let keys = 0;
  for (let i = text.indexOf(':'); i >= 0; i = text.indexOf(':', i + 1)) {
    let before = i - 1;
    while (text.charCodeAt(before) <= 0x20) before -= 1;
    if (text.charCodeAt(before) === 0x22) keys += 1;
  }
  return keys;
}

/** Walks over text that is already known to be JSON: from quotation mark to quotation mark, level by level. */
function checkKeys(text: string): void {
  const levels: (string[] | Set<string> | null)[] = [];
  let isKey = false;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: {
        const end = closingQuote(text, i + 1);
        if (isKey) noteKey(levels, text.slice(i + 1, end), text, i);
        isKey = false;
        i = end;
        break;
      }
      case 0x7b:
        if (levels.push([]) > DEEPEST) throw tooDeep(text, i);
        isKey = true;
        break;
      case 0x5b:
        if (levels.push(null) > DEEPEST) throw tooDeep(text, i);
        break;
      case 0x2c:
        isKey = levels.at(-1) !== null;
        break;
      case 0x7d:
      case 0x5d:
        levels.pop();
        isKey = false;
        break;
    }
  }
}

/** Most objects have few keys, for which looking through a list is quickest. */
const FEW = 24;

function noteKey(levels: (string[] | Set<string> | null)[], written: string, text: string, at: number): void {
  const key = written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written;
  let keys = levels.at(-1)!;
  if (Array.isArray(keys) ? keys.includes(key) : keys.has(key))
    throw new Malformed(lineAndColumn(text, at), `the key "${key.slice(0, 60)}" stands twice in one object`);
  if (Array.isArray(keys) && keys.length === FEW) {
    keys = new Set(keys);
    levels[levels.length - 1] = keys;
  }
  if (Array.isArray(keys)) keys.push(key);
  else keys.add(key);
}

function tooDeep(text: string, at: number): Malformed {
  return new Malformed(lineAndColumn(text, at), `it nests deeper than ${DEEPEST} levels`);
}

function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `line ${line}, column ${at - before.lastIndexOf('\n')}`;
}
