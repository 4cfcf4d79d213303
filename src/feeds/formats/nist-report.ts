/**
 * Gathers the parts of one NIST report, in whatever order they come, and gives its counts when it is whole.
 *
 * Units, parties and candidates may stand after the votes that refer to them, so nothing is given before the end;
 * what is kept until then is two numbers a choice and unit. A reference that leads nowhere is refused by name.
 */
import { attempt } from './ap.ts';
import * as read from './fields.ts';
import { type Choice, type Count, contestId, type Emit, officeOf, sumOf } from './item.ts';
import * as schema from './nist-schema.ts';
import type { Place } from './xml-text.ts';

type Tally = {
  readonly selection: string;
  whole: (number | null)[];
  parts: (number | null)[];
  round: number | null;
};
type Ballot = {
  readonly id: string;
  readonly place: string;
  /** Row of each unit, in order of appearance. */
  readonly rows: Map<string, number>;
  readonly tallies: Tally[];
  readonly selections: Map<string, schema.Selection>;
  readonly blank: (number | null)[];
  contest: schema.Contest | null;
};

export type NistReport = {
  readonly header: (raw: unknown) => void;
  readonly election: (raw: unknown, place: Place) => void;
  readonly unit: (raw: unknown, place: Place) => void;
  readonly party: (raw: unknown, place: Place) => void;
  readonly candidate: (raw: unknown, place: Place) => void;
  readonly ballotCounts: (raw: unknown, place: Place) => void;
  readonly contestOpens: (id: unknown, place: Place) => void;
  readonly selectionOpens: (id: unknown) => void;
  readonly voteCounts: (raw: unknown, place: Place) => void;
  readonly otherCounts: (raw: unknown, place: Place) => void;
  readonly selection: (raw: unknown, place: Place) => void;
  /** Closes the contest: everything of it but its selections and counts. */
  readonly contest: (raw: unknown, place: Place) => void;
  readonly end: () => void;
};

type Gathered = {
  readonly units: Map<string, schema.Unit>;
  readonly parties: Map<string, string | null>;
  readonly candidates: Map<string, schema.Candidate>;
  readonly ballots: Ballot[];
  /** What refers to a unit, by the unit's id: the first place of each. */
  readonly unitsNamed: Map<string, string>;
  readonly scopes: string[];
  header: read.Translated<typeof schema.REPORT> | null;
  test: boolean;
};

export function gatherReport(emit: Emit): NistReport {
  const all: Gathered = {
    units: new Map(),
    parties: new Map(),
    candidates: new Map(),
    ballots: [],
    unitsNamed: new Map(),
    scopes: [],
    header: null,
    test: false,
  };
  const define = <T extends { readonly id: string }>(
    into: Map<string, unknown>,
    one: T | null,
    value: unknown,
    place: Place,
  ): void => {
    if (one === null) return;
    if (into.has(one.id))
      emit({ kind: 'refused', place: place(), reason: `the id ${one.id} stands twice`, raw: one.id });
    else into.set(one.id, value);
  };
  const readAs = <T extends read.Table>(table: T, raw: unknown, place: Place): read.Translated<T> | null =>
    lazily(() => read.translate(table, raw), place, raw, emit);
  return {
    header: (raw) => {
      all.header = attempt(() => read.translate(schema.REPORT, raw), 'ElectionReport', raw, emit);
      // A report whose own words cannot be read is no test only if it does not say a word of tests.
      all.test = all.header?.test ?? (raw as Record<string, unknown>)['IsTest'] !== undefined;
    },
    election: (raw, place) => {
      const election = readAs(schema.ELECTION, raw, place);
      if (election === null) return;
      all.scopes.push(election.scope);
      nameUnit(all, election.scope, place);
    },
    unit: (raw, place) => {
      const unit = readAs(schema.UNIT, raw, place);
      define(all.units, unit, unit, place);
      for (const part of unit?.parts ?? []) nameUnit(all, part, place);
    },
    party: (raw, place) => {
      const party = readAs(schema.PARTY, raw, place);
      define(all.parties, party, party?.name ?? null, place);
    },
    candidate: (raw, place) => {
      const candidate = readAs(schema.CANDIDATE, raw, place);
      define(all.candidates, candidate, candidate, place);
    },
    ballotCounts: (raw, place) => {
      const counts = readAs(schema.BALLOT_COUNTS, raw, place);
      if (counts === null || counts.cast === null) return;
      nameUnit(all, counts.unit, place);
      const { unit, cast } = counts;
      emit({
        kind: 'status',
        place: place(),
        about: 'ballots-cast',
        contest: null,
        unit,
        value: cast,
        at: null,
      });
    },
    ...gatherBallots(all, emit, readAs),
    end: () => emitReport(all, emit),
  };
}

type ReadAs = <T extends read.Table>(table: T, raw: unknown, place: Place) => read.Translated<T> | null;
type OfBallots = Pick<
  NistReport,
  'contestOpens' | 'selectionOpens' | 'voteCounts' | 'otherCounts' | 'selection' | 'contest'
>;

function gatherBallots(all: Gathered, emit: Emit, readAs: ReadAs): OfBallots {
  let ballot: Ballot | null = null;
  let selection = '';
  let seen = new Set<string>();
  return {
    contestOpens: (id, place) => {
      ballot = {
        id: typeof id === 'string' ? id.trim() : '',
        place: place(),
        rows: new Map(),
        tallies: [],
        selections: new Map(),
        blank: [],
        contest: null,
      };
      all.ballots.push(ballot);
    },
    selectionOpens: (id) => {
      selection = typeof id === 'string' ? id.trim() : '';
      seen = new Set();
    },
    voteCounts: (raw, place) => {
      const counts = readAs(schema.VOTE_COUNTS, raw, place);
      if (counts === null || ballot === null) return;
      const { unit, type, otherType, device, round } = counts;
      const same = JSON.stringify([unit, type, otherType, device, round]);
      if (seen.has(same)) {
        const reason = `the ${type} votes of ${selection} in ${unit} stand twice`;
        return emit({ kind: 'refused', place: place(), reason, raw: read.shown(raw) });
      }
      seen.add(same);
      nameUnit(all, unit, place);
      addVotes(ballot, selection, counts);
    },
    otherCounts: (raw, place) => {
      const counts = readAs(schema.OTHER_COUNTS, raw, place);
      if (counts === null || ballot === null) return;
      nameUnit(all, counts.unit, place);
      const row = rowOf(ballot, counts.unit);
      ballot.blank[row] = sumOf([ballot.blank[row] ?? null, counts.over, counts.under]);
    },
    selection: (raw, place) => {
      const one = readAs(schema.SELECTION, raw, place);
      if (one === null || ballot === null) return;
      if (ballot.selections.has(one.id))
        emit({ kind: 'refused', place: place(), reason: `the id ${one.id} stands twice`, raw: one.id });
      ballot.selections.set(one.id, one);
    },
    contest: (raw, place) => {
      if (ballot !== null) ballot.contest = readAs(schema.CONTEST, raw, place);
      if (ballot !== null && ballot.contest !== null) nameUnit(all, ballot.contest.district, place);
      ballot = null;
    },
  };
}

function addVotes(
  ballot: Ballot,
  selection: string,
  counts: read.Translated<typeof schema.VOTE_COUNTS>,
): void {
  const { round, type, suppressed } = counts;
  let tally = ballot.tallies.findLast((one) => one.selection === selection && one.round === round);
  if (tally === undefined) {
    tally = { selection, whole: [], parts: [], round };
    ballot.tallies.push(tally);
  }
  const row = rowOf(ballot, counts.unit);
  const figures = type === 'total' ? tally.whole : tally.parts;
  while (figures.length <= row) figures.push(null);
  // A figure withheld for privacy is unknown, whatever stands in its place.
  if (!suppressed) figures[row] = (figures[row] ?? 0) + counts.count;
}

function rowOf(ballot: Ballot, unit: string): number {
  const row = ballot.rows.get(unit) ?? ballot.rows.size;
  if (row === ballot.rows.size) ballot.rows.set(unit, row);
  return row;
}

function nameUnit({ unitsNamed }: Gathered, id: string, place: Place): void {
  if (!unitsNamed.has(id)) unitsNamed.set(id, place());
}

function lazily<T>(work: () => T, place: Place, raw: unknown, emit: Emit): T | null {
  let found: T | null = null;
  try {
    found = work();
  } catch (error) {
    if (!(error instanceof read.Unreadable)) throw error;
    attempt(
      () => {
        throw error;
      },
      place(),
      raw,
      emit,
    );
  }
  return found;
}

function emitReport(all: Gathered, emit: Emit): void {
  for (const [id, place] of all.unitsNamed)
    if (!all.units.has(id))
      emit({ kind: 'refused', place, reason: `GpUnitId ${id} is referred to and nowhere defined`, raw: id });
  if (all.header !== null)
    emit({
      kind: 'status',
      place: 'ElectionReport.Status',
      about: 'results',
      contest: null,
      unit: null,
      value: all.header.status,
      at: all.header.generated,
    });
  for (const ballot of all.ballots) emitBallot(all, ballot, emit);
}

function emitBallot(all: Gathered, ballot: Ballot, emit: Emit): void {
  const { contest } = ballot;
  // Why it could not be read has been said.
  if (contest === null) return;
  const choices = new Map(
    [...ballot.selections.values()].map((one) => [one.id, choiceOf(all, one, ballot, emit)] as const),
  );
  for (const round of new Set(ballot.tallies.map((tally) => tally.round))) {
    const tallies = ballot.tallies.filter((tally) => tally.round === round && choices.has(tally.selection));
    const id = contestOf(all, contest) + (round === null || round === 1 ? '' : `/round-${round}`);
    for (const [unit, row] of ballot.rows) {
      const known = all.units.get(unit);
      if (known !== undefined)
        emit(countOf(all, { ballot, contest, id, tallies, choices, unit: known, row }));
    }
  }
}

type Cell = {
  readonly ballot: Ballot;
  readonly contest: schema.Contest;
  readonly id: string;
  readonly tallies: readonly Tally[];
  readonly choices: ReadonlyMap<string, Choice>;
  readonly unit: schema.Unit;
  readonly row: number;
};

function countOf(
  { header, test }: Gathered,
  { ballot, contest, id, tallies, choices, unit, row }: Cell,
): Count {
  const votes = tallies.map(
    ({ selection, whole, parts }) => [selection, whole[row] ?? parts[row] ?? null] as const,
  );
  const { reported, all } = unit;
  return {
    kind: 'count',
    place: `${ballot.place}, ${unit.id}`,
    contest: id,
    title: contest.name,
    unit: idOf(unit),
    unitName: unit.name?.trim() ?? null,
    level: schema.levelOf(unit),
    votes: Object.fromEntries(votes),
    choices: Object.fromEntries(tallies.map(({ selection }) => [selection, choices.get(selection)!])),
    total: sumOf(votes.map(([, figure]) => figure)),
    blank: ballot.blank[row] ?? null,
    expectedShare: null,
    unitsReported: reported === null || all === null ? null : [reported, all],
    reportedAt: header?.generated ?? null,
    precision: 'exact',
    test,
  };
}

function choiceOf(all: Gathered, selection: schema.Selection, { place }: Ballot, emit: Emit): Choice {
  const missing = (what: string, id: string): void =>
    emit({
      kind: 'refused',
      place: `${place}, ${selection.id}`,
      reason: `${what} ${id} is referred to and nowhere defined`,
      raw: id,
    });
  const candidates = selection.candidates.flatMap((id) => {
    const found = all.candidates.get(id);
    if (found === undefined) missing('candidate', id);
    return found === undefined ? [] : [found];
  });
  const partyIds = [
    ...selection.parties,
    ...candidates.flatMap(({ party }) => (party === null ? [] : [party])),
  ];
  const parties = partyIds.flatMap((id) => {
    if (!all.parties.has(id)) missing('party', id);
    return all.parties.get(id) ?? [];
  });
  const names = candidates.flatMap(({ name }) => name ?? []);
  const name = names.join(' / ') || selection.answer || (selection.writeIn ? 'write-in' : selection.id);
  return { name, party: parties[0] ?? null };
}

/** The president's contest has the desk's id where its district says which state it is. */
function contestOf({ units }: Gathered, { id, name, district }: schema.Contest): string {
  const unit = units.get(district);
  const state = unit === undefined ? null : stateOf(unit);
  return officeOf(name) === 'president' && state !== null ? contestId({ state, office: 'president' }) : id;
}

/** A county by its FIPS code, a state by its letters, where the report knows them; else the report's own id. */
function idOf(unit: schema.Unit): string {
  const fips = unit.identifiers.find(({ type, value }) => type === 'fips' && /^\d{5}$/.test(value));
  if (unit.type === 'county' && fips !== undefined) return fips.value;
  return stateOf(unit) ?? unit.id;
}

function stateOf(unit: schema.Unit): string | null {
  const pattern = /^ocd-division\/country:us\/(?:state|district):([a-z]{2})$/;
  for (const { type, value } of unit.identifiers) {
    const letters = type === 'ocd-id' ? pattern.exec(value)?.[1] : undefined;
    if (letters !== undefined) return letters.toUpperCase();
  }
  return null;
}
