/** A replay's folder from disk: units and electors at once, moments one by one. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse';
import * as rows from './replay.ts';

export type Replay = {
  readonly name: string;
  readonly units: readonly rows.ReplayUnit[];
  readonly electors: Readonly<Record<string, number>>;
  readonly moments: readonly rows.Moment[];
  readonly countsOf: (moment: rows.Moment) => Promise<rows.ReplayCount[]>;
  /** Final votes by unit; null where the replay comes without them. For scores alone. */
  readonly results: readonly Omit<rows.ReplayCount, 'expectedShare'>[] | null;
};

/** Throws with file and line where something cannot be read. */
export async function readReplay(folder: string): Promise<Replay> {
  const unitRows = await readTable(join(folder, 'units.csv'), rows.UNIT_COLUMNS, (fields) => ({
    unit: rows.replayUnit(fields),
    result: rows.replayResult(fields),
  }));
  const electors = await readTable(join(folder, 'electors.csv'), rows.ELECTOR_COLUMNS, (fields) => [
    fields['contest']!,
    rows.figure(fields, 'electors'),
  ]);
  const lines = (await readFile(join(folder, 'cells.jsonl'), 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '');
  const results = unitRows.map(({ result }) => result);
  return {
    name: basename(folder),
    units: unitRows.map(({ unit }) => unit),
    electors: Object.fromEntries(electors),
    moments: lines.map(rows.replayMoment),
    countsOf: ({ cell }) =>
      readTable(join(folder, 'cells', `${cell}.csv`), rows.COUNT_COLUMNS, rows.replayCount),
    results: results.some((result) => result === null) ? null : (results as NonNullable<Replay['results']>),
  };
}

async function readTable<T>(
  path: string,
  columns: readonly string[],
  make: (fields: rows.Fields) => T,
): Promise<T[]> {
  const file = basename(path);
  const parser = createReadStream(path).pipe(
    parse({ bom: true, info: true, columns: (header: string[]) => checked(header, columns, file) }),
  );
  const values: T[] = [];
  for await (const { record, info } of parser as AsyncIterable<{
    record: rows.Fields;
    info: { lines: number };
  }>) {
    try {
      values.push(make(record));
    } catch (error) {
      throw new Error(`invalid ${file} line ${info.lines}: ${(error as Error).message}`, { cause: error });
    }
  }
  return values;
}

function checked(header: string[], columns: readonly string[], file: string): string[] {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new Error(`invalid ${file}: its first line lacks ${missing.join(', ')}`);
  return header;
}
