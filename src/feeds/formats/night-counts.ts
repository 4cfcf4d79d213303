/**
 * `counts.csv` of a recorded night, without its election: one row a report, a column a ticket.
 */
import * as read from './fields.ts';
import type { CsvFormat } from './format.ts';
import type { Count, Level } from './item.ts';
import { readRows } from './table-rows.ts';

const ROW = {
  unit: ['unit', read.id],
  contest: ['contest', read.id],
  reportedAt: ['reported_at', read.optional(read.moment)],
  total: ['total', read.votes],
  expectedShare: ['expected_share', read.optional(read.decimal)],
  precision: ['precision', read.oneOf(['exact', 'rounded'])],
} as const;

/** The tickets' columns stand between these two. */
const BEFORE = 'total';
const AFTER = 'expected_share';

export const NIGHT_COUNTS: CsvFormat = {
  id: 'night',
  name: 'recorded night, counts.csv',
  syntax: 'csv',
  looksFor: 'the columns seq, unit, contest, total, expected_share and precision',
  recognises: (columns) =>
    ['seq', 'unit', 'contest', BEFORE, AFTER, 'precision'].every((column) => columns.includes(column)),
  open: (columns, _context, emit) => {
    const tickets = columns.slice(columns.indexOf(BEFORE) + 1, columns.indexOf(AFTER));
    const votesTable = Object.fromEntries(tickets.map((id) => [id, [id, read.votes] as const]));
    const readRow = read.rowReader(ROW, columns);
    const readVotes = read.rowReader(votesTable, columns);
    const choices = Object.fromEntries(tickets.map((id) => [id, { name: id, party: null }]));
    return readRows(
      (fields) => ({ row: readRow(fields), votes: readVotes(fields) }),
      ({ row, votes }, place) => {
        const count: Count = {
          kind: 'count',
          place,
          contest: row.contest,
          title: row.contest,
          unit: row.unit,
          unitName: null,
          level: levelOf(row.unit, row.contest),
          votes,
          choices,
          total: row.total,
          blank: null,
          expectedShare: row.expectedShare,
          unitsReported: null,
          reportedAt: row.reportedAt,
          precision: row.precision,
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

function levelOf(unit: string, contest: string): Level {
  if (unit !== contest) return 'county';
  return unit.includes('-') ? 'district' : 'state';
}
