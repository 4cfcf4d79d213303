/**
 * OpenElections CSV: one row a candidate in a county or precinct, as volunteers copied it from a state's own files.
 *
 * The state is in the file's name only. Turnout stands among the offices, totals and blank ballots among the
 * candidates.
 */
import * as read from './fields.ts';
import type { CsvFormat } from './format.ts';
import { type Context, contestId, type Emit, officeOf, type Status, sumOf } from './item.ts';
import { type Gathering, gatherRows } from './long-table.ts';
import { readRows } from './table-rows.ts';

/** How votes were cast, where the file tells: their sum is the vote where its own column is empty. */
const MODES = {
  onDay: ['election_day', read.optional(read.grouped)],
  absentee: ['absentee', read.optional(read.grouped)],
  early: ['early_voting', read.optional(read.grouped)],
  mail: ['mail', read.optional(read.grouped)],
  provisional: ['provisional', read.optional(read.grouped)],
} as const;

const ROW = {
  county: ['county', read.id],
  precinct: ['precinct', read.optional(read.text)],
  office: ['office', read.id],
  district: ['district', read.optional(read.text)],
  party: ['party', read.optional(read.text)],
  candidate: ['candidate', read.optional(read.text)],
  votes: ['votes', read.optional(read.grouped)],
  ...MODES,
} as const;

type Row = read.Translated<typeof ROW>;

const TURNOUT: Readonly<Record<string, Status['about']>> = {
  'registered voters': 'registered',
  'ballots cast': 'ballots-cast',
  'ballots cast - total': 'ballots-cast',
};
const TOTAL = /^total( votes?( cast)?)?$/i;

export const OPENELECTIONS: CsvFormat = {
  id: 'openelections',
  name: 'OpenElections',
  syntax: 'csv',
  looksFor: 'the columns county, office, candidate and votes',
  recognises: (columns) =>
    ['county', 'office', 'candidate', 'votes'].every((column) => columns.includes(column)),
  open: (columns, context, emit) => {
    const gathering = gatherRows(emit);
    const take = (row: Row, place: string): string | null => takeRow(row, place, context, gathering, emit);
    return readRows(read.rowReader(ROW, columns), take, emit, gathering.end);
  },
};

function takeRow(row: Row, place: string, { state }: Context, { add }: Gathering, emit: Emit): string | null {
  const { county, precinct, district, party } = row;
  const whole = /^total$/i.test(county);
  const unit = [state, whole ? null : county, precinct].filter((part) => part !== null).join('/') || 'all';
  const about = TURNOUT[row.office.toLowerCase()];
  const votes = row.votes ?? sumOf([row.onDay, row.absentee, row.early, row.mail, row.provisional]);
  if (about !== undefined) {
    if (votes !== null) emit({ kind: 'status', place, about, contest: null, unit, value: votes, at: null });
    return null;
  }
  if (row.candidate === null) return 'no candidate is named';
  const total = TOTAL.test(row.candidate);
  return add(
    {
      contest: contestId({ state, office: officeOf(row.office), district }),
      title: [row.office, district].filter((part) => part !== null).join(' '),
      unit,
      unitName: precinct ?? county,
      level: precinct !== null ? 'precinct' : whole ? 'state' : 'county',
      name: total ? null : row.candidate,
      party,
      mode: null,
      votes,
      statedTotal: total ? votes : null,
    },
    place,
  );
}
