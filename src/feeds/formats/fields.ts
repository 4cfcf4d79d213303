/**
 * Reads untrusted fields by a table: (their field → our name and what it must be) → a plain object, or a refusal that
 * names the field by its path.
 *
 * A format is one such table at the head of its file. The same readers serve JSON, the attributes of XML and the
 * columns of CSV; a field that is absent, null or empty is unknown.
 */
import { formatInstant } from '../../election/instant.ts';

/** One field or row cannot be read. `path` grows on its way out, from the field to the document. */
export class Unreadable extends Error {
  path = '';

  within(step: string | number): this {
    const key = typeof step === 'number' ? `[${step}]` : step;
    this.path = this.path === '' || this.path.startsWith('[') ? key + this.path : `${key}.${this.path}`;
    return this;
  }
}

export type Reader<T> = (value: unknown) => T;
export type Table = Readonly<Record<string, readonly [theirs: string, read: Reader<unknown>]>>;
export type Translated<T extends Table> = {
  readonly [K in keyof T]: T[K] extends readonly [string, Reader<infer V>] ? V : never;
};

type Column = { readonly name: string; readonly theirs: string; readonly read: Reader<unknown> };

const COLUMNS = new WeakMap<Table, readonly Column[]>();

/** A table as a list, made once. */
function columnsOf(table: Table): readonly Column[] {
  let columns = COLUMNS.get(table);
  if (columns === undefined) {
    columns = Object.entries(table).map(([name, [theirs, read]]) => ({ name, theirs, read }));
    COLUMNS.set(table, columns);
  }
  return columns;
}

/** Throws `Unreadable` for the first field that is not what it must be. */
export function translate<T extends Table>(table: T, raw: unknown): Translated<T> {
  const fields = record(raw);
  const columns = columnsOf(table);
  const ours: Record<string, unknown> = {};
  let i = 0;
  try {
    for (; i < columns.length; i++) {
      const { name, theirs, read } = columns[i]!;
      ours[name] = read(Object.hasOwn(fields, theirs) ? fields[theirs] : undefined);
    }
  } catch (error) {
    throw inside(error, columns[i]!.theirs);
  }
  return ours as Translated<T>;
}

export function inside(error: unknown, step: string | number): unknown {
  return error instanceof Unreadable ? error.within(step) : error;
}

export const record: Reader<Readonly<Record<string, unknown>>> = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Unreadable(`${shown(value)} is no object`);
  return value as Record<string, unknown>;
};

export function object<T extends Table>(table: T): Reader<Translated<T>> {
  return (value) => translate(table, value);
}

/** A list as it is: its entries are read one by one, so that a bad one does not spoil the others. */
export const entries: Reader<readonly unknown[]> = (value) => {
  if (isUnknown(value)) return [];
  if (!Array.isArray(value)) throw new Unreadable(`${shown(value)} is no list`);
  return value;
};

export function list<T>(read: Reader<T>): Reader<readonly T[]> {
  return (value) =>
    entries(value).map((entry, i) => {
      try {
        return read(entry);
      } catch (error) {
        throw inside(error, i);
      }
    });
}

export function optional<T>(read: Reader<T>): Reader<T | null> {
  return (value) => (isUnknown(value) ? null : read(value));
}

export function needed<T>(read: Reader<T>): Reader<T> {
  return (value) => {
    if (isUnknown(value)) throw new Unreadable('it is missing');
    return read(value);
  };
}

/** No name of a candidate, unit or contest is longer; what is, would only slow down whoever looks into it. */
const LONGEST_TEXT = 2_000;

/** Text or a number taken as text, without blanks around it. */
export const text: Reader<string> = (value) => {
  if (typeof value === 'string') {
    if (value.length > LONGEST_TEXT) throw new Unreadable(`it is longer than ${LONGEST_TEXT} characters`);
    return value.trim();
  }
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new Unreadable(`${shown(value)} is no text`);
};

/** Words that identify something: never empty. */
export const id: Reader<string> = needed(text);

/** A whole number of votes. Digits only: `Number` would read "1e6", "0x10" and " " as numbers too. */
export const whole: Reader<number> = (value) => {
  const figure = typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : value;
  if (typeof figure !== 'number' || !Number.isSafeInteger(figure))
    throw new Unreadable(`${shown(value)} is no whole number`);
  return figure;
};

/** Votes: a whole number. A figure below zero is read as it stands; whether to believe it is asked later. */
export const votes: Reader<number | null> = optional(whole);

/** No figure is longer; the search for one in a longer text could take long. */
const LONGEST_FIGURE = 40;
const DECIMAL = /^\s*-?(\d+\.?\d*|\.\d+)(e-?\d{1,3})?\s*$/i;

export const decimal: Reader<number> = (value) => {
  const written = typeof value === 'string' && value.length <= LONGEST_FIGURE && DECIMAL.test(value);
  const figure = written ? Number(value) : value;
  if (typeof figure !== 'number' || !Number.isFinite(figure))
    throw new Unreadable(`${shown(value)} is no number`);
  return figure;
};

export const yes: Reader<boolean> = (value) => {
  if (typeof value === 'boolean') return value;
  if (isUnknown(value)) return false;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : String(value);
  if (['true', '1', 'yes'].includes(word)) return true;
  if (['false', '0', 'no'].includes(word)) return false;
  throw new Unreadable(`${shown(value)} is neither true nor false`);
};

export function oneOf<T extends string>(values: readonly T[]): Reader<T> {
  return (value) => {
    const word = text(value) as T;
    if (!values.includes(word)) throw new Unreadable(`${shown(value)} is none of ${values.join(', ')}`);
    return word;
  };
}

const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** As the desk writes a moment: nothing need be reckoned. Where a month's days may have run out, it is. */
const AS_OURS = /^(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** ISO 8601 with a zone, as UTC. */
export const moment: Reader<string> = (value) => {
  if (typeof value === 'string' && AS_OURS.test(value)) return value;
  const at = typeof value === 'string' && ZONED.test(value) ? Date.parse(value) : Number.NaN;
  return instantText(at, value);
};

/** Milliseconds since 1970. */
export const milliseconds: Reader<string> = (value) => instantText(whole(value), value);

/** No result is older than the telegraph or younger than this century: outside, a stamp is in the wrong unit. */
const FROM = Date.UTC(1900, 0, 1);
const UNTIL = Date.UTC(2100, 0, 1);

export function instantText(at: number, value: unknown): string {
  if (!(at >= FROM && at < UNTIL)) throw new Unreadable(`${shown(value)} is no moment`);
  return formatInstant(at);
}

export function isUnknown(value: unknown): boolean {
  if (typeof value !== 'string') return value === undefined || value === null;
  // Most texts begin with a letter or a figure, which no blank text does.
  const first = value.charCodeAt(0);
  return !(first > 0x20 && first < 0x80) && value.trim() === '';
}

/** A value as it stands in a message: quoted, and cut where it is long. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}

/**
 * Reads the rows of a CSV file by a table. Columns that the file lacks are unknown; one that is needed and missing is
 * named for each row. Throws `Unreadable` with the column as its path.
 */
export function rowReader<T extends Table>(table: T, columns: readonly string[]): Reader<Translated<T>> {
  const bound = Object.entries(table).map(([name, [theirs, read]]) => ({
    name,
    theirs,
    read,
    index: columns.indexOf(theirs),
    // Long tables say most of a row again in the next one: what was read last need not be read anew.
    text: undefined as string | undefined,
    value: undefined as unknown,
    known: false,
  }));
  return (row) => {
    const fields = row as readonly string[];
    if (fields.length !== columns.length)
      throw new Unreadable(`it has ${fields.length} fields for ${columns.length} columns`);
    const ours: Record<string, unknown> = {};
    let i = 0;
    try {
      for (; i < bound.length; i++) {
        const column = bound[i]!;
        const text = column.index < 0 ? undefined : fields[column.index];
        if (!column.known || column.text !== text) {
          column.value = column.read(text);
          column.text = text;
          column.known = true;
        }
        ours[column.name] = column.value;
      }
    } catch (error) {
      throw inside(error, bound[i]!.theirs);
    }
    return ours as Translated<T>;
  };
}

/** "1,234" and "1 234" as people and offices write them; plain digits too. */
export const grouped: Reader<number> = (value) =>
  whole(
    typeof value === 'string' && /^\s*-?\d{1,3}([, \u00a0\u202f']\d{3})+\s*$/.test(value)
      ? value.replace(/[, \u00a0\u202f']/g, '')
      : value,
  );
