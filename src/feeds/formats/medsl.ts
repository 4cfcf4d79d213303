/**
 * MIT Election Data + Science Lab, official results, CSV: one row a candidate, party and mode of voting, in states,
 * counties or precincts.
 *
 * County codes lack zeros in some years. `totalvotes` counts blank ballots in most states and not in others.
 */
import * as read from './fields.ts';
import type { CsvFormat } from './format.ts';
import { contestId, hyphened, officeOf } from './item.ts';
import { gatherRows, type LongRow } from './long-table.ts';
import { readRows } from './table-rows.ts';

/** `NA` is how R writes "unknown". */
function known<T>(reader: read.Reader<T>): read.Reader<T | null> {
  return (value) => (read.isUnknown(value) || value === 'NA' ? null : reader(value));
}

const ROW = {
  state: ['state_po', read.id],
  countyCode: ['county_fips', known(read.text)],
  county: ['county_name', known(read.text)],
  precinct: ['precinct', known(read.text)],
  office: ['office', read.id],
  district: ['district', known(read.text)],
  candidate: ['candidate', known(read.text)],
  party: ['party_detailed', known(read.text)],
  writeIn: ['writein', known(read.yes)],
  mode: ['mode', known(read.text)],
  votes: ['votes', known(read.whole)],
  candidateVotes: ['candidatevotes', known(read.whole)],
  total: ['totalvotes', known(read.whole)],
  stage: ['stage', known(read.text)],
  special: ['special', known(read.yes)],
} as const;

const MOST_OFFICES = 1_000;
const STATEWIDE = 'STATEWIDE';

export const MEDSL: CsvFormat = {
  id: 'medsl',
  name: 'MEDSL official results',
  syntax: 'csv',
  looksFor: 'the columns state_po, office, candidate, mode and votes or candidatevotes',
  recognises: (columns) =>
    ['state_po', 'office', 'candidate', 'mode'].every((column) => columns.includes(column)) &&
    (columns.includes('votes') || columns.includes('candidatevotes')),
  open: (columns, _context, emit) => {
    const { add, end } = gatherRows(emit);
    const offices = new Map<string, string>();
    return readRows(
      read.rowReader(ROW, columns),
      (row, place) => add(longRow(row, offices), place),
      emit,
      end,
    );
  },
};

/** `offices` remembers the few names that stand in every row. */
function longRow(row: read.Translated<typeof ROW>, offices: Map<string, string>): LongRow {
  const { state, precinct, party, mode, stage, special } = row;
  const office = offices.get(row.office) ?? officeOf(row.office);
  if (offices.size < MOST_OFFICES) offices.set(row.office, office);
  const district = row.district === null || row.district.toUpperCase() === STATEWIDE ? null : row.district;
  const race = [
    stage === null || stage === 'GEN' ? null : hyphened(stage),
    special === true ? 'special' : null,
  ];
  const county = countyOf(row);
  const candidate = row.candidate ?? (row.writeIn === true ? 'WRITEIN' : null);
  if (candidate === null) throw new read.Unreadable('no candidate is named').within(ROW.candidate[0]);
  return {
    contest: contestId({
      state,
      office,
      district,
      race: race.filter((part) => part !== null).join('-') || null,
    }),
    title: [row.office, district].filter((part) => part !== null).join(' '),
    unit: [county ?? state, precinct].filter((part) => part !== null).join('/'),
    unitName: precinct ?? row.county,
    level: precinct !== null ? 'precinct' : county !== null ? 'county' : 'state',
    name: candidate,
    party: party === '' ? null : party,
    mode: mode === null || mode.toUpperCase().startsWith('TOTAL') ? null : mode,
    votes: row.votes ?? row.candidateVotes,
    // Parts of a county have a total of their own in some years: only that of the whole is held against the rows.
    statedTotal: mode === null || mode.toUpperCase() === 'TOTAL' ? row.total : null,
  };
}

function countyOf({ state, countyCode, county }: read.Translated<typeof ROW>): string | null {
  if (countyCode !== null && /^\d{1,5}(\.0)?$/.test(countyCode))
    return countyCode.replace('.0', '').padStart(5, '0');
  return county === null ? null : `${state}/${county}`;
}
