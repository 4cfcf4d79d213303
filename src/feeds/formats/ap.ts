/**
 * What both versions of the AP Elections API share: races → units → candidates, as counts, calls and states.
 *
 * One race has the same number in every state, so a contest is a race in a state. A winner on a county or town row
 * only says who leads there; calls are read from the rows of states, districts and the nation.
 */
import { CANDIDATE, type Candidate, DOCUMENT, RACE, type Race, type ReadUnit, UNIT } from './ap-fields.ts';
import { fipsOfTowns, placeOf, type Where } from './ap-place.ts';
import * as read from './fields.ts';
import { type Choice, type Count, type Emit, type Item, Malformed, wholeSumOf } from './item.ts';
import { attempt, firstRepeated, refusal } from './refusal.ts';
import { fractionOf, type StatedShare, shareDivisor, shareOf, undecidedScale } from './share-scale.ts';

const DESK = 'AP';
/** `resultsType` of version 3. */
export const TEST = 'test';

/** The extra fields of one version: what a race says beyond counts. */
export type Extras = (race: {
  readonly fields: unknown;
  readonly contest: string;
  readonly at: string;
}) => Iterable<Item>;

export type ApOptions = {
  readonly test: boolean;
  readonly extras: Extras;
  readonly uncalled: (race: unknown) => boolean;
};

/** Every readable race of a document. Throws `Malformed` where it has no list of races. */
export function readRaces(document: unknown, emit: Emit, options: ApOptions): void {
  const { races, next, truncated } = documentOf(document);
  const readable = races.flatMap((raw, i) => readRace(raw, `races[${i}]`, emit));
  const divisor = shareDivisor(readable.flatMap(({ race, units }) => statedShares(race, units)));
  const undecided =
    divisor === null && readable.some(({ units }) => units.some((unit) => (unit.expected ?? 0) !== 0));
  if (undecided) emit(undecidedScale('races'));
  for (const one of readable) emitRace(one, divisor, emit, options);
  emit({ kind: 'paging', place: 'nextrequest', next, truncated });
}

function documentOf(document: unknown): read.Translated<typeof DOCUMENT> {
  try {
    return read.translate(DOCUMENT, document);
  } catch (error) {
    if (error instanceof read.Unreadable) throw new Malformed(error.path || 'the document', error.message);
    throw error;
  }
}

type ReadRace = {
  readonly race: Race;
  readonly raw: unknown;
  readonly at: string;
  readonly units: readonly ReadUnit[];
};

function readRace(raw: unknown, at: string, emit: Emit): readonly ReadRace[] {
  const race = attempt(() => read.translate(RACE, raw), at, raw, emit);
  if (race === null) return [];
  const units = race.units.flatMap((unit, i) => {
    const place = `${at}.reportingUnits[${i}]`;
    const one = attempt(() => readUnit(unit, place), place, unit, emit);
    return one === null ? [] : [one];
  });
  return [{ race, raw, at, units }];
}

function readUnit(raw: unknown, at: string): ReadUnit {
  const unit = read.translate(UNIT, raw);
  const ballot = unit.candidates.map((candidate, i) => {
    try {
      return read.translate(CANDIDATE, candidate);
    } catch (error) {
      throw read.inside(read.inside(error, i), 'candidates');
    }
  });
  return { ...unit, at, ballot };
}

function statedShares(race: Race, units: readonly ReadUnit[]): StatedShare[] {
  const ofUnits = units.map(({ expected, reporting, precincts }) => ({
    expected,
    precincts: fractionOf(reporting, precincts),
  }));
  return [{ expected: race.expected, precincts: null }, ...ofUnits];
}

function emitRace(
  { race, raw, at, units }: ReadRace,
  divisor: 100 | 1 | null,
  emit: Emit,
  options: ApOptions,
): void {
  const shared = fipsOfTowns(units);
  let before: Ballot | null = null;
  const title = [race.officeName ?? race.office, race.seatName, race.party]
    .filter((part) => part !== null)
    .join(' ');
  const said = new Set<string>();
  for (const unit of units) {
    const where = placeOf(race, unit, shared);
    if (where === null) {
      const message = `${read.shown(unit.level)} is no level known here`;
      emit(refusal(unit.at, { path: 'level', message }, unit.level));
      continue;
    }
    const ballot = ballotOf(unit, before, emit);
    if (ballot === null) continue;
    before = ballot;
    emitCount({ race, unit, where, divisor, ballot, title }, emit, options);
    const uncalled = options.uncalled(raw) && (where.level !== 'district' || !hasWinner(unit));
    if (where.top && uncalled) emit(retraction(race, where.contest, at, unit, options));
    else emitWinners(race, unit, where, emit, options);
    // What a race says of itself is true of the state; its districts are called on their own.
    if (said.has(where.contest) || !where.top || where.level === 'district') continue;
    said.add(where.contest);
    for (const item of options.extras({ fields: raw, contest: where.contest, at })) emit(item);
  }
}

function isTest({ test, results }: Race): boolean {
  return test || results?.toLowerCase() === TEST;
}

function keyOf({ id, candidateId, first, last }: Candidate): string {
  return id ?? candidateId ?? [first, last].filter((part) => part !== null).join(' ');
}

function choiceOf({ first, last, party }: Candidate): Choice {
  return { name: first === null ? (last ?? '') : last === null ? first : `${first} ${last}`, party };
}

/** Who stands in a unit, and under which keys. */
type Ballot = Pick<Count, 'choices'> & {
  readonly candidates: readonly Candidate[];
  readonly keys: readonly string[];
};

/** The unit's ballot, as a rule that of the unit before it; null where it is refused. */
function ballotOf({ ballot, at }: ReadUnit, before: Ballot | null, emit: Emit): Ballot | null {
  if (before !== null && isSameBallot(before.candidates, ballot)) return before;
  const keys = ballot.map(keyOf);
  const nameless = keys.findIndex((key) => key === '' || key === '__proto__');
  const double = nameless >= 0 ? nameless : firstRepeated(keys);
  if (double >= 0) {
    const message =
      double === nameless ? 'this candidate has no name' : `candidate ${keys[double]} stands twice`;
    emit(refusal(at, { path: `candidates[${double}]`, message }, ballot[double]));
    return null;
  }
  const choices = Object.fromEntries(ballot.map((one, i) => [keys[i]!, choiceOf(one)]));
  return { candidates: ballot, keys, choices };
}

function isSameBallot(one: readonly Candidate[], other: readonly Candidate[]): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) {
    const [a, b] = [one[i]!, other[i]!];
    if (a.id !== b.id || a.candidateId !== b.candidateId) return false;
    if (a.first !== b.first || a.last !== b.last || a.party !== b.party) return false;
  }
  return true;
}

type Told = {
  readonly race: Race;
  readonly unit: ReadUnit;
  readonly where: Where;
  readonly divisor: 100 | 1 | null;
  readonly ballot: Ballot;
  readonly title: string;
};

function emitCount(
  { race, unit, where, divisor, ballot: { keys, choices }, title }: Told,
  emit: Emit,
  { test }: ApOptions,
): void {
  const { reporting, precincts } = unit;
  const votes: Record<string, number | null> = {};
  for (let i = 0; i < keys.length; i++) votes[keys[i]!] = unit.ballot[i]!.votes;
  emit({
    kind: 'count',
    place: unit.at,
    contest: where.contest,
    title,
    unit: where.unit,
    unitName: unit.name ?? unit.stateName,
    level: where.level,
    votes,
    choices,
    total: wholeSumOf(unit.ballot.map(({ votes: figure }) => figure)),
    blank: null,
    expectedShare: shareOf(unit.expected ?? (where.level === 'state' ? race.expected : null), divisor),
    unitsReported: reporting === null || precincts === null ? null : [reporting, precincts],
    reportedAt: unit.updated,
    precision: 'exact',
    test: test || isTest(race),
  });
}

function hasWinner({ ballot }: ReadUnit): boolean {
  return ballot.some(({ winner }) => winner === 'X');
}

function emitWinners(
  race: Race,
  unit: ReadUnit,
  { contest, top }: Where,
  emit: Emit,
  { test }: ApOptions,
): void {
  unit.ballot.forEach((one, i) => {
    if (!top || one.winner === null) return;
    const place = `${unit.at}.candidates[${i}]`;
    const at = one.calledAt ?? unit.updated;
    if (one.winner === 'R')
      emit({ kind: 'status', place, about: 'runoff', contest, unit: null, value: choiceOf(one).name, at });
    else if (one.winner === 'X')
      emit({
        kind: 'call',
        place,
        contest,
        desk: DESK,
        key: keyOf(one),
        choice: choiceOf(one),
        saidAt: at,
        // The stamp of the row is that of its last change, which need not be the call.
        precision: one.calledAt === null ? 'approx' : 'exact',
        test: test || isTest(race),
      });
    else
      emit(refusal(place, { path: 'winner', message: `${read.shown(one.winner)} is neither X nor R` }, one));
  });
}

function retraction(race: Race, contest: string, at: string, unit: ReadUnit, { test }: ApOptions): Item {
  return {
    kind: 'retraction',
    place: `${at}.raceCallStatus`,
    contest,
    desk: DESK,
    saidAt: unit.updated,
    precision: 'approx',
    test: test || isTest(race),
  };
}
