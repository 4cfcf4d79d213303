/**
 * A NIST report that is whole: its ballots, units, parties and candidates → counts, and references that lead nowhere.
 */

import type * as read from './fields.ts';
import { type Choice, type Count, contestId, type Emit, officeOf, sumOf } from './item.ts';
import * as schema from './nist-schema.ts';

type Tally = {
  readonly selection: string;
  whole: (number | null)[];
  parts: (number | null)[];
  round: number | null;
};
export type Ballot = {
  readonly id: string;
  readonly place: string;
  /** Row of each unit, in order of appearance. */
  readonly rows: Map<string, number>;
  readonly tallies: Tally[];
  readonly selections: Map<string, schema.Selection>;
  readonly blank: (number | null)[];
  contest: schema.Contest | null;
};

/** A report as far as it has been read. */
export type Gathered = {
  readonly units: Map<string, schema.Unit>;
  readonly parties: Map<string, string | null>;
  readonly candidates: Map<string, schema.Candidate>;
  readonly ballots: Ballot[];
  /** What refers to a unit, by the unit's id: the first place of each. */
  readonly unitsNamed: Map<string, string>;
  header: read.Translated<typeof schema.REPORT> | null;
  test: boolean;
};

/** Says what refers to nothing, then gives every count whose unit is known. */
export function emitReport(all: Gathered, emit: Emit): void {
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
    // Writers leave out choices that nobody chose: what is given is the whole.
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
