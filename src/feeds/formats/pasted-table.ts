/**
 * A table that a person pastes from a page or a sheet: one row a unit, a column a candidate or party.
 *
 * Columns are separated by tabs, semicolons or commas. Figures may be written "1,234" and shares "62 %"; what is not
 * one of the known columns is a candidate. Whether the names are those of the election is asked where it is entered.
 */
import * as read from './fields.ts';
import type { CsvFormat } from './format.ts';
import type { Count } from './item.ts';
import { wholeSumOf } from './item.ts';
import { readRows } from './table-rows.ts';

const ROW = {
  unit: ['unit', read.id],
  contest: ['contest', read.optional(read.text)],
  total: ['total', read.optional(read.grouped)],
  expectedShare: ['expected_share', read.optional(share)],
  countedAt: ['counted_at', read.optional(read.moment)],
} as const;

const KNOWN: readonly string[] = Object.values(ROW).map(([theirs]) => theirs);

export const PASTED_TABLE: CsvFormat = {
  id: 'table',
  name: 'pasted table',
  syntax: 'csv',
  looksFor: 'a column unit, and a column for each candidate or party',
  recognises: (columns) =>
    columns.some((column) => column.toLowerCase() === ROW.unit[0]) &&
    columns.some((column) => column !== '' && !KNOWN.includes(column.toLowerCase())),
  open: (written, { state }, emit) => {
    const columns = written.map((column) =>
      KNOWN.includes(column.toLowerCase()) ? column.toLowerCase() : column,
    );
    const names = columns.filter((column) => column !== '' && !KNOWN.includes(column));
    const readVotes = read.rowReader(
      Object.fromEntries(names.map((name) => [name, [name, read.optional(read.grouped)] as const])),
      columns,
    );
    const readRow = read.rowReader(ROW, columns);
    // Whether a column is headed by a candidate or by a party, nobody says.
    const choices = Object.fromEntries(names.map((name) => [name, { name, party: name }]));
    return readRows(
      (fields) => ({ row: readRow(fields), votes: readVotes(fields) }),
      ({ row, votes }, place) => {
        const contest = row.contest ?? state ?? row.unit;
        const count: Count = {
          kind: 'count',
          place,
          contest,
          title: contest,
          unit: row.unit,
          unitName: null,
          level: row.unit !== contest ? 'county' : row.unit.includes('-') ? 'district' : 'state',
          votes,
          choices,
          // A hand that gives no total may have left candidates out: then it is unknown, unless it names a column so.
          total: columns.includes(ROW.total[0])
            ? row.total
            : names.includes('other')
              ? wholeSumOf(Object.values(votes))
              : null,
          blank: null,
          expectedShare: row.expectedShare,
          unitsReported: null,
          reportedAt: row.countedAt,
          precision: 'exact',
          test: false,
        };
        emit(count);
        return null;
      },
      emit,
      () => {},
    );
  },
};

/** "62 %" or 0.62. A bare 62 could be either, and is refused. */
function share(value: unknown): number {
  const words = typeof value === 'string' ? value.trim() : '';
  if (words.endsWith('%')) return read.decimal(words.slice(0, -1)) / 100;
  const part = read.decimal(value);
  if (part > 1) throw new read.Unreadable(`${read.shown(value)} is no share; write 0.62 or 62 %`);
  return part;
}
