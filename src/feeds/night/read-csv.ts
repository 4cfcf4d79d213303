/**
 * Rows of a CSV file (RFC 4180, UTF-8, with a header) as a stream: fields of each line, or why it is no row.
 *
 * A quotation mark that is opened and never closed takes the rest of the file with it; the fault says from where.
 */
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { type CsvError, parse } from 'csv-parse';
import type { Fields } from './rows.ts';

export type Line = {
  /** File and line, e.g. "counts.csv line 12". */
  readonly place: string;
  readonly raw: string;
} & ({ readonly fields: Fields } | { readonly reason: string });

/** Throws where the file cannot be read or lacks a column, naming both. */
export async function* readCsv(path: string, columns: readonly string[]): AsyncGenerator<Line> {
  const file = basename(path);
  const skipped: (Line & { readonly line: number })[] = [];
  const parser = parse({
    bom: true,
    columns: (header: string[]) => checkHeader(header, columns, file),
    info: true,
    raw: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      if (error !== undefined) skipped.push(skippedLine(error, raw ?? '', file));
    },
  });
  const source = createReadStream(path);
  source.once('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { record, info, raw } of parser as AsyncIterable<Parsed>) {
      while (skipped.length > 0 && skipped[0]!.line < info.lines) yield skipped.shift()!;
      yield { place: `${file} line ${info.lines}`, raw: raw.trimEnd(), fields: record };
    }
    yield* skipped;
  } finally {
    source.destroy();
  }
}

type Parsed = { readonly record: Fields; readonly info: { readonly lines: number }; readonly raw: string };

function checkHeader(header: readonly string[], columns: readonly string[], file: string): string[] {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0)
    throw new Error(`invalid ${file}: its first line lacks ${missing.join(', ')}; add what is missing`);
  return [...header];
}

function skippedLine(error: CsvError, raw: string, file: string): Line & { readonly line: number } {
  const line = Number(error['lines'] ?? 0);
  const open = error.code === 'CSV_QUOTE_NOT_CLOSED';
  return {
    line,
    place: `${file} line ${line}${open ? ' to the end' : ''}`,
    reason: open ? 'a quotation mark is opened and never closed' : error.message,
    raw: raw.trim(),
  };
}
