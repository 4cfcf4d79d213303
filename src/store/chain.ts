/**
 * The hash chain: how a draft becomes a record that cannot be changed unnoticed, and how that is checked.
 *
 * Drafts and the head of the journal → rows, each with the canonical JSON (RFC 8785) that was hashed. Whoever can
 * rewrite every row from some place to the end can forge a chain: only a head kept elsewhere shows that.
 */
import { hash as digest } from 'node:crypto';
import canonicalize from 'canonicalize';
import { formatInstant, type Instant, parseInstant } from '../election/instant.ts';
import type { Draft, Entry } from '../election/record.ts';

export type JournalRecord<Kind extends string = string, Data = unknown> = Entry<Kind, Data> & {
  /** Hash of the record before. */
  readonly prev: string;
  /** SHA-256 of the canonical record without this field, in hex. */
  readonly hash: string;
};

/** Where a journal ends: number and hash of its last record. */
export type Head = { readonly seq: number; readonly hash: string };

/** The head of an empty journal; its hash is the first record's `prev`. */
export const EMPTY: Head = { seq: 0, hash: '0'.repeat(64) };

/** A record as it is stored: `body` is what was hashed, `seq`, `at` and `kind` repeat parts of it. */
export type Row = {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly body: string;
  readonly hash: string;
};

type Body = Omit<JournalRecord, 'at' | 'hash'> & { readonly at: string };

/** Years 1 to 9999: what both ISO text and PostgreSQL can write. */
const FIRST_INSTANT = -62_135_596_800_000;
const LAST_INSTANT = 253_402_300_799_999;

/**
 * Puts drafts in their place behind `head`.
 * Throws where a draft holds something that JSON cannot carry, naming the draft and the path.
 */
export function seal(head: Head, drafts: readonly Draft[]): Row[] {
  let { seq, hash: prev } = head;
  return drafts.map((draft, index) => {
    const fault = faultIn(draft);
    if (fault !== null)
      throw new Error(`invalid record "${draft.kind}" (${index + 1} of ${drafts.length}): ${fault}`);
    const { at, by, kind, data } = draft;
    seq += 1;
    const body = canonical({ seq, at: formatInstant(at), by, kind, data, prev });
    prev = sha256(body);
    return { seq, at, kind, body, hash: prev };
  });
}

/** Reads a stored row. The record is what was hashed; the row's other columns are not consulted. */
export function toRecord({ body, hash }: Pick<Row, 'body' | 'hash'>): JournalRecord {
  const parsed = JSON.parse(body) as Body;
  return { ...parsed, at: parseInstant(parsed.at), hash };
}

/** Writes a record as one line of an export: canonical JSON of the record with its hash. */
export function toLine({ body, hash }: Pick<Row, 'body' | 'hash'>): string {
  return canonical({ ...(JSON.parse(body) as Body), hash });
}

/** Reads a line of an export. Throws where it is not a record. */
export function fromLine(line: string): Row {
  const { hash, ...rest } = JSON.parse(line) as Body & { hash: string };
  return { seq: rest.seq, at: parseInstant(rest.at), kind: rest.kind, body: canonical(rest), hash };
}

/** What is wrong with a row that should follow `before`; nothing when all is well. */
export function checkRow(before: Head, row: Row): string[] {
  const problems: string[] = [];
  if (row.seq !== before.seq + 1) problems.push(placeFault(before.seq, row.seq));
  if (sha256(row.body) !== row.hash) problems.push('the hash is not that of the record: it was changed');
  const body = parseBody(row.body);
  if (body === null) return [...problems, 'the record is not canonical JSON'];
  if (body.prev !== before.hash) problems.push('prev is not the hash of the record before');
  if (body.seq !== row.seq) problems.push(`stands at ${row.seq} but says it is record ${body.seq}`);
  if (body.kind !== row.kind) problems.push(`column kind "${row.kind}" is not the record's "${body.kind}"`);
  const at = formatInstant(row.at);
  if (body.at !== at) problems.push(`column at ${at} is not the record's ${body.at}`);
  return problems;
}

function placeFault(before: number, seq: number): string {
  if (seq <= before) return `stands after record ${before}: the order was changed`;
  return seq === before + 2
    ? `record ${seq - 1} is missing`
    : `records ${before + 1} to ${seq - 1} are missing`;
}

function parseBody(text: string): Body | null {
  try {
    const body = JSON.parse(text) as Body;
    return canonicalize(body) === text ? body : null;
  } catch {
    return null;
  }
}

function canonical(value: unknown): string {
  return canonicalize(value)!;
}

function sha256(text: string): string {
  return digest('sha256', text, 'hex');
}

function faultIn({ at, by, kind, data }: Draft): string | null {
  if (!Number.isInteger(at) || at < FIRST_INSTANT || at > LAST_INSTANT)
    return `at is ${at}; give whole milliseconds since 1970 within the years 1 to 9999`;
  if (!/^[\x21-\x7e]+$/.test(kind)) return 'kind must be printable ASCII without spaces';
  return faultAt(by, 'by') ?? faultAt(data, 'data');
}

/** JSON would drop these silently or write something else; then the record would not say what was meant. */
function faultAt(value: unknown, path: string): string | null {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? null : `${path} holds half a character (a lone surrogate)`;
    case 'number':
      return Number.isFinite(value) ? null : `${path} is ${value}; write null where a number is unknown`;
    case 'boolean':
      return null;
    case 'object':
      return value === null ? null : faultInside(value, path);
    case 'undefined':
      return `${path} is undefined; leave the field out or write null`;
    default:
      return `${path} is a ${typeof value}, which JSON cannot carry`;
  }
}

function faultInside(value: object, path: string): string | null {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const fault = faultAt(value[index], `${path}[${index}]`);
      if (fault !== null) return fault;
    }
    return null;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return `${path} is a ${value.constructor.name}; only plain objects can be written`;
  for (const key of Object.keys(value)) {
    if (!key.isWellFormed()) return `${path} has a key with half a character (a lone surrogate)`;
    const fault = faultAt((value as Record<string, unknown>)[key], `${path}.${key}`);
    if (fault !== null) return fault;
  }
  return null;
}
