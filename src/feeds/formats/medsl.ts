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

/** Contests whose names are kept: those of a state's precincts stand in every one of its rows. */
const MOST_CONTESTS = 10_000;
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
    const namesOf = placeNames();
    return readRows(
      read.rowReader(ROW, columns),
      (row, place) => add(longRow(row, namesOf(row)), place),
      emit,
      end,
    );
  },
};

type Row = read.Translated<typeof ROW>;
type ContestNames = Pick<LongRow, 'contest' | 'title'>;
type PlaceNames = ContestNames & { readonly county: string | null };

function longRow(row: Row, { contest, title, county }: PlaceNames): LongRow {
  const { state, precinct, party } = row;
  const candidate = row.candidate ?? (row.writeIn === true ? 'WRITEIN' : null);
  if (candidate === null) throw new read.Unreadable('no candidate is named').within(ROW.candidate[0]);
  const area = county ?? state;
  const mode = row.mode === null ? null : row.mode.toUpperCase();
  return {
    contest,
    title,
    unit: precinct === null ? area : `${area}/${precinct}`,
    unitName: precinct ?? row.county,
    level: precinct !== null ? 'precinct' : county !== null ? 'county' : 'state',
    name: candidate,
    party: party === '' ? null : party,
    mode: mode === null || mode.startsWith('TOTAL') ? null : row.mode,
    votes: row.votes ?? row.candidateVotes,
    // Parts of a county have a total of their own in some years: only that of the whole is held against the rows.
    statedTotal: mode === null || mode === 'TOTAL' ? row.total : null,
  };
}

/** Names of county and contest. Rows of one county stand together, and the same few contests in all of them. */
function placeNames(): (row: Row) => PlaceNames {
  const contests = new Map<string, ContestNames>();
  let last: Row | null = null;
  let names: PlaceNames | null = null;
  return (row) => {
    if (last === null || names === null || !isSamePlace(last, row))
      names = { ...contestOf(row, contests), county: countyOf(row) };
    last = row;
    return names;
  };
}

function isSamePlace(one: Row, other: Row): boolean {
  return (
    one.state === other.state &&
    one.countyCode === other.countyCode &&
    one.county === other.county &&
    one.office === other.office &&
    one.district === other.district &&
    one.stage === other.stage &&
    one.special === other.special
  );
}

/** The names of a contest are made once. */
function contestOf(row: Row, contests: Map<string, ContestNames>): ContestNames {
  const { state, office, district, stage, special } = row;
  const key = `${state}\n${office}\n${district ?? ''}\n${stage ?? ''}\n${special === true}`;
  const known = contests.get(key);
  if (known !== undefined) return known;
  const names = namesOf(row);
  if (contests.size < MOST_CONTESTS) contests.set(key, names);
  return names;
}

function namesOf({ state, office, district: written, stage, special }: Row): ContestNames {
  const district = written === null || written.toUpperCase() === STATEWIDE ? null : written;
  const race = [
    stage === null || stage === 'GEN' ? null : hyphened(stage),
    special === true ? 'special' : null,
  ];
  return {
    contest: contestId({
      state,
      office: officeOf(office),
      district,
      race: race.filter((part) => part !== null).join('-') || null,
    }),
    title: [office, district].filter((part) => part !== null).join(' '),
  };
}

function countyOf({ state, countyCode, county }: Row): string | null {
  if (countyCode !== null && /^\d{1,5}(\.0)?$/.test(countyCode))
    return countyCode.replace('.0', '').padStart(5, '0');
  return county === null ? null : `${state}/${county}`;
}
