/**
 * CSV (RFC 4180) of an untrusted source, in chunks of text: rows out, each with its line, in memory of one row.
 *
 * Written here because it must run without streams, inside a pure parser, and stop at a row that never ends. A
 * quotation mark inside a field that does not begin with one is part of the field.
 */
import { Malformed } from './item.ts';

export type Row = (fields: readonly string[], line: number) => void;

/** One row; a longer one is a quotation mark that was never closed. */
const LONGEST_ROW = 1_000_000;
const MOST_FIELDS = 2_000;
/** Small chunks are put together, so that a row is not begun anew with each of them. */
const CHUNK = 65_536;

export type CsvText = { readonly write: (chunk: string) => void; readonly end: () => void };

/** Throws `Malformed` with the line where a row is no row. Empty lines are no rows. */
export function csvText(separator: ',' | '\t' | ';', row: Row): CsvText {
  let rest = '';
  let line = 1;
  let takeAt = CHUNK;

  /** Takes whole rows off the front of `rest`. */
  function take(last: boolean): void {
    let from = 0;
    const marks: Marks = { separator: -1, feed: -1, carriage: -1 };
    for (;;) {
      const parsed = takeRow(rest, from, separator, last, marks);
      if (parsed === null) break;
      const started = line;
      line += parsed.lines;
      from = parsed.end;
      if (parsed.fields === null) throw new Malformed(`line ${started}`, parsed.reason);
      if (parsed.fields.length > 1 || parsed.fields[0]!.trim() !== '') row(parsed.fields, started);
      if (from >= rest.length) break;
    }
    rest = rest.slice(from);
    takeAt = rest.length + CHUNK;
    if (rest.length > LONGEST_ROW)
      throw new Malformed(
        `line ${line}`,
        'this row does not end: a quotation mark may be opened and never closed',
      );
  }

  return {
    write: (chunk) => {
      rest += chunk;
      if (rest.length >= takeAt) take(false);
    },
    end: () => {
      if (rest !== '') take(true);
    },
  };
}

type Taken = { readonly end: number; readonly lines: number } & (
  | { readonly fields: readonly string[] }
  | { readonly fields: null; readonly reason: string }
);

const QUOTE = 0x22;

/** One row from `from` on; null where it may not be whole yet. */
function takeRow(text: string, from: number, separator: string, last: boolean, marks: Marks): Taken | null {
  const fields: string[] = [];
  let at = from;
  let lines = 0;
  for (;;) {
    let end: number;
    if (text.charCodeAt(at) === QUOTE) {
      const close = closeOf(text, at + 1);
      if (close < 0 || (close + 1 >= text.length && !last))
        return last ? broken(text, 'a quotation mark is opened and never closed') : null;
      const inner = text.slice(at + 1, close);
      lines += breaksIn(inner);
      fields.push(inner.includes('"') ? inner.replaceAll('""', '"') : inner);
      end = close + 1;
      if (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r')
        return { fields: null, reason: 'text stands after a closing quotation mark', end, lines };
    } else {
      end = endOfField(text, at, separator, marks);
      if (end === text.length && !last) return null;
      fields.push(text.slice(at, end));
    }
    if (fields.length > MOST_FIELDS)
      return { fields: null, reason: `it has more than ${MOST_FIELDS} fields`, end, lines };
    if (text[end] === separator) at = end + 1;
    else return rowEnd(text, end, last, fields, lines);
  }
}

function rowEnd(
  text: string,
  end: number,
  last: boolean,
  fields: readonly string[],
  lines: number,
): Taken | null {
  if (end >= text.length) return { fields, end, lines };
  if (text[end] === '\r') {
    // The other half of the line's end may stand in the next chunk.
    if (end + 1 === text.length && !last) return null;
    return { fields, end: text[end + 1] === '\n' ? end + 2 : end + 1, lines: lines + 1 };
  }
  return { fields, end: end + 1, lines: lines + 1 };
}

function broken(text: string, reason: string): Taken {
  return { fields: null, reason, end: text.length, lines: 0 };
}

function closeOf(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

/** Where the next of each mark stands, as far as it was searched: every part of the text is searched once. */
type Marks = { separator: number; feed: number; carriage: number };

function endOfField(text: string, from: number, separator: string, marks: Marks): number {
  if (marks.separator < from) marks.separator = next(text, separator, from);
  if (marks.feed < from) marks.feed = next(text, '\n', from);
  if (marks.carriage < from) marks.carriage = next(text, '\r', from);
  return Math.min(marks.separator, marks.feed, marks.carriage);
}

function next(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}

function breaksIn(text: string): number {
  return text.includes('\n') ? text.split('\n').length - 1 : 0;
}
