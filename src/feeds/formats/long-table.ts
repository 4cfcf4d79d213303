/**
 * Tables with one row a candidate, gathered into one count a unit and contest: rows in any order near each other in,
 * counts out, in memory of the units that are open.
 *
 * A row of the whole (mode TOTAL) stands above the rows of its parts (by mail, on the day), which would count every
 * vote twice. Rows of one unit that stand too far apart are refused, not given as a second count.
 */

import { type Choice, type Count, type Emit, type Level, sumOf, wholeSumOf } from './item.ts';
import { namesSeen } from './names-seen.ts';

export type LongRow = {
  readonly contest: string;
  readonly title: string;
  readonly unit: string;
  readonly unitName: string | null;
  readonly level: Level;
  /** Null where the row only states the total. */
  readonly name: string | null;
  readonly party: string | null;
  /** How the votes were cast; null where the row is the whole. */
  readonly mode: string | null;
  readonly votes: number | null;
  readonly statedTotal: number | null;
};

/** Somebody whom rows of many units name: kept once. */
type Named = { readonly key: string; readonly choice: Choice; readonly blank: boolean };
type Line = {
  readonly who: Named;
  whole: number | null | undefined;
  parts: Map<string, number | null> | null;
};
type Group = {
  readonly first: LongRow;
  readonly place: string;
  stated: number | null;
  readonly lines: Map<string, Line>;
};

/**
 * Units and contests that may be open at once: every county of the country, in a table that goes candidate by
 * candidate. Four times as many took 460 MB of memory for a table of 300 MB.
 */
const MOST_OPEN = 5_000;

export type Gathering = {
  /** Why the row cannot be taken, or null. */
  readonly add: (row: LongRow, place: string) => string | null;
  readonly end: () => void;
};

export function gatherRows(emit: Emit, mostOpen: number = MOST_OPEN): Gathering {
  const open = new Map<string, Group>();
  // Goes from group to group in the order in which they were opened; what it has passed is closed.
  const oldest = open.entries();
  const closed = namesSeen();
  const named = namesKeptOnce();
  const choicesOf = choicesKeptOnce();
  let last: Group | null = null;
  const close = ([key, group]: [string, Group]): void => {
    open.delete(key);
    closed.add(key);
    emit(countOf(group, choicesOf));
  };
  return {
    add: (row, place) => {
      if (last !== null && last.first.unit === row.unit && last.first.contest === row.contest)
        return addTo(last, row, named);
      const key = `${row.unit}\n${row.contest}`;
      let group = open.get(key);
      if (group === undefined) {
        if (closed.has(key))
          return `rows of ${row.unit}, ${row.contest} stand too far apart; sort the file by unit and contest`;
        group = { first: row, place, stated: null, lines: new Map() };
        open.set(key, group);
        if (open.size > mostOpen) close(oldest.next().value!);
      }
      last = group;
      return addTo(group, row, named);
    },
    end: () => {
      for (const group of open.values()) emit(countOf(group, choicesOf));
      open.clear();
      last = null;
    },
  };
}

/** Names that differ from row to row are no longer remembered beyond this many. */
const MOST_NAMES = 10_000;

function namesKeptOnce(): (name: string, party: string | null) => Named {
  const known = new Map<string | null, Map<string, Named>>();
  let size = 0;
  return (name, party) => {
    let ofParty = known.get(party);
    let one = ofParty?.get(name);
    if (one !== undefined) return one;
    const key = party === null ? name : `${name} (${party})`;
    one = { key, choice: { name, party }, blank: isBlank(name) };
    if (size < MOST_NAMES) {
      size += 1;
      ofParty ??= new Map();
      known.set(party, ofParty.set(name, one));
    }
    return one;
  };
}

type ChoicesOf = (people: readonly Named[]) => Count['choices'];

/** The same people stand in most units, in the same order: their table is made once. */
function choicesKeptOnce(): ChoicesOf {
  let before: readonly Named[] = [];
  let choices: Count['choices'] = {};
  return (people) => {
    if (people.length === before.length && people.every((one, i) => one === before[i])) return choices;
    before = people;
    choices = Object.fromEntries(people.map(({ key, choice }) => [key, choice]));
    return choices;
  };
}

function addTo(
  group: Group,
  { name, party, mode, votes, statedTotal }: LongRow,
  named: (name: string, party: string | null) => Named,
): string | null {
  if (statedTotal !== null) {
    if (group.stated !== null && group.stated !== statedTotal)
      return `the total of this unit is ${statedTotal} here and ${group.stated} above`;
    group.stated = statedTotal;
  }
  if (name === null) return null;
  const who = named(name, party);
  if (who.key === '__proto__') return '__proto__ can be no name';
  let line = group.lines.get(who.key);
  if (line === undefined) {
    line = { who, whole: undefined, parts: null };
    group.lines.set(who.key, line);
  }
  if (mode === null ? line.whole !== undefined : line.parts?.has(mode))
    return `${who.key}${mode === null ? '' : `, ${mode}`} stands twice for ${group.first.unit}, ${group.first.contest}`;
  if (mode === null) line.whole = votes;
  else {
    line.parts ??= new Map();
    line.parts.set(mode, votes);
  }
  return null;
}

function countOf({ first, place, stated, lines }: Group, choicesOf: ChoicesOf): Count {
  const people: Named[] = [];
  const figures: (number | null)[] = [];
  const votes: Record<string, number | null> = {};
  let blank: number | null = null;
  for (const line of lines.values()) {
    const figure = votesOf(line);
    if (line.who.blank) {
      blank = figure === null ? blank : (blank ?? 0) + figure;
      continue;
    }
    people.push(line.who);
    figures.push(figure);
    votes[line.who.key] = figure;
  }
  return {
    kind: 'count',
    place,
    contest: first.contest,
    title: first.title,
    unit: first.unit,
    unitName: first.unitName,
    level: first.level,
    votes,
    choices: choicesOf(people),
    total: totalOf(figures, stated, blank),
    blank,
    expectedShare: null,
    unitsReported: null,
    reportedAt: null,
    precision: 'exact',
    test: false,
  };
}

/** Some offices count blank ballots into their total and some do not: the votes of the rows are the least there is. */
function totalOf(
  votes: readonly (number | null)[],
  stated: number | null,
  blank: number | null,
): number | null {
  if (stated === null) return wholeSumOf(votes);
  return Math.max(sumOf(votes) ?? 0, stated - (blank ?? 0));
}

function votesOf({ whole, parts }: Line): number | null {
  return whole === undefined ? sumOf(parts?.values() ?? []) : whole;
}

/** Words that stand for ballots without a vote for anyone. */
const BLANK =
  /^(over ?votes?|under ?votes?|blanks?( votes?)?|void|ballots cast blank|spoiled( ballots?)?|invalid votes?)$/i;

function isBlank(candidate: string): boolean {
  return BLANK.test(candidate.replaceAll(/[-_]/g, ' ').trim());
}
