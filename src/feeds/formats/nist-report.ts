/**
 * Gathers the parts of one NIST report, in whatever order they come, and gives its counts when it is whole.
 *
 * Units, parties and candidates may stand after the votes that refer to them, so nothing is given before the end;
 * what is kept until then is two numbers a choice and unit. A reference that leads nowhere is refused by name.
 */

import * as read from './fields.ts';
import { type Emit, MOST_CHOICES, sumOf } from './item.ts';
import { type Ballot, emitReport, type Gathered } from './nist-counts.ts';
import * as schema from './nist-schema.ts';
import { attempt } from './refusal.ts';
import type { Place } from './xml-text.ts';

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

export function gatherReport(emit: Emit): NistReport {
  const all: Gathered = {
    units: new Map(),
    parties: new Map(),
    candidates: new Map(),
    ballots: [],
    unitsNamed: new Map(),
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
    attempt(() => read.translate(table, raw), place, raw, emit);
  return {
    header: (raw) => {
      all.header = attempt(() => read.translate(schema.REPORT, raw), 'ElectionReport', raw, emit);
      // A report whose own words cannot be read is no test only if it does not say a word of tests.
      all.test = all.header?.test ?? (raw as Record<string, unknown>)['IsTest'] !== undefined;
    },
    election: (raw, place) => {
      const election = readAs(schema.ELECTION, raw, place);
      if (election !== null) nameUnit(all, election.scope, place);
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
      if (!addVotes(ballot, selection, counts)) {
        const reason = `the contest ${ballot.id} has more than ${MOST_CHOICES} choices`;
        emit({ kind: 'refused', place: place(), reason, raw: selection });
      }
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

/** False where the contest has too many choices already. */
function addVotes(
  ballot: Ballot,
  selection: string,
  counts: read.Translated<typeof schema.VOTE_COUNTS>,
): boolean {
  const { round, type, suppressed } = counts;
  let tally = ballot.tallies.findLast((one) => one.selection === selection && one.round === round);
  if (tally === undefined) {
    if (ballot.tallies.length === MOST_CHOICES) return false;
    tally = { selection, whole: [], parts: [], round };
    ballot.tallies.push(tally);
  }
  const row = rowOf(ballot, counts.unit);
  const figures = type === 'total' ? tally.whole : tally.parts;
  while (figures.length <= row) figures.push(null);
  // A figure withheld for privacy is unknown, whatever stands in its place.
  if (!suppressed) figures[row] = (figures[row] ?? 0) + counts.count;
  return true;
}

function rowOf(ballot: Ballot, unit: string): number {
  const row = ballot.rows.get(unit) ?? ballot.rows.size;
  if (row === ballot.rows.size) ballot.rows.set(unit, row);
  return row;
}

function nameUnit({ unitsNamed }: Gathered, id: string, place: Place): void {
  if (!unitsNamed.has(id)) unitsNamed.set(id, place());
}
