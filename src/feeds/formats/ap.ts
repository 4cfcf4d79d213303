/**
 * What both versions of the AP Elections API share: races → units → candidates, as counts, calls and states.
 *
 * One race has the same number in every state, so a contest is a race in a state. A winner on a county or town row
 * only says who leads there; calls are read from the rows of states, districts and the nation.
 */
import { CANDIDATE, type Candidate, DOCUMENT, RACE, type Race, UNIT, type Unit } from './ap-fields.ts';
import * as read from './fields.ts';
import {
  type Choice,
  contestId,
  type Emit,
  type Item,
  type Level,
  Malformed,
  officeOf,
  wholeSumOf,
} from './item.ts';
import { attempt, firstRepeated, refusal } from './refusal.ts';
import { fractionOf, type StatedShare, shareDivisor, shareOf, undecidedScale } from './share-scale.ts';

const DESK = 'AP';

export type ReadUnit = Unit & {
  readonly at: string;
  readonly ballot: readonly Candidate[];
};

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
  const { races, next } = documentOf(document);
  const read = races.flatMap((raw, i) => readRace(raw, `races[${i}]`, emit));
  const divisor = shareDivisor(read.flatMap(({ race, units }) => statedShares(race, units)));
  const undecided =
    divisor === null && read.some(({ units }) => units.some((unit) => (unit.expected ?? 0) !== 0));
  if (undecided) emit(undecidedScale('races'));
  for (const one of read) emitRace(one, divisor, emit, options);
  emit({ kind: 'paging', place: 'nextrequest', next, truncated: isTruncated(document) });
}

function documentOf(document: unknown): read.Translated<typeof DOCUMENT> {
  try {
    return read.translate(DOCUMENT, document);
  } catch (error) {
    if (error instanceof read.Unreadable) throw new Malformed(error.path || 'the document', error.message);
    throw error;
  }
}

function isTruncated(document: unknown): boolean {
  return (document as Record<string, unknown>)['isTruncated'] === true;
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
  const said = new Set<string>();
  for (const unit of units) {
    const where = placeOf(race, unit, shared);
    if (where === null) {
      emit(
        refusal(
          unit.at,
          { path: 'level', message: `${read.shown(unit.level)} is no level known here` },
          unit,
        ),
      );
      continue;
    }
    if (!emitCount(race, unit, where, divisor, emit, options)) continue;
    const uncalled = options.uncalled(raw) && (where.level !== 'district' || !hasWinner(unit));
    if (where.top && uncalled) emit(retraction(race, where.contest, at, unit, options));
    else emitWinners(race, unit, where, emit, options);
    // What a race says of itself is true of the state; its districts are called on their own.
    if (said.has(where.contest) || !where.top || where.level === 'district') continue;
    said.add(where.contest);
    for (const item of options.extras({ fields: raw, contest: where.contest, at })) emit(item);
  }
}

type Where = {
  readonly contest: string;
  readonly unit: string;
  readonly level: Level;
  /** Whether a winner in this row is a call. */
  readonly top: boolean;
};

/** Towns share the code of their county: where one code stands more than once, it does not name the unit. */
function fipsOfTowns(units: readonly ReadUnit[]): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  for (const { fips, level } of units) {
    if (fips === null || level === 'district') continue;
    if (once.has(fips)) twice.add(fips);
    once.add(fips);
  }
  return twice;
}

function placeOf(race: Race, unit: ReadUnit, townFips: ReadonlySet<string>): Where | null {
  const state = unit.state ?? race.state;
  const contest = contestOf(race, state, null);
  switch (unit.level ?? levelByNumber(unit)) {
    case 'national':
      return { contest: contestOf(race, 'US', null), unit: 'US', level: 'national', top: true };
    case 'state':
      return { contest, unit: state ?? 'US', level: 'state', top: true };
    case 'district':
      return districtOf(race, unit, state);
    case 'FIPSCode':
    case 'county':
    case 'subunit': {
      const town = unit.fips === null || townFips.has(unit.fips);
      if (town)
        return {
          contest,
          unit: `${unit.fips ?? state}/${unit.id ?? unit.name ?? ''}`,
          level: 'town',
          top: false,
        };
      const fips = unit.fips!.padStart(5, '0');
      // Alaska stands as its own county, 02000: the row repeats the state's.
      return { contest, unit: fips, level: fips.endsWith('000') ? 'other' : 'county', top: false };
    }
    default:
      return null;
  }
}

/** Version 3 numbers some levels: 1 is the state, 2 what it is counted by. */
function levelByNumber({ levelNumber }: Unit): string | null {
  return levelNumber === 1 ? 'state' : levelNumber === 2 ? 'subunit' : null;
}

/** "District 2" of Maine is the contest ME-2; its row "At Large" repeats the state's. */
function districtOf(race: Race, unit: ReadUnit, state: string | null): Where {
  const number = /(\d+)/.exec(unit.name ?? '')?.[1] ?? null;
  if (number === null) {
    const name = `${state}-${unit.districtType ?? unit.name ?? unit.id ?? 'district'}`;
    return { contest: contestOf(race, state, null), unit: name, level: 'other', top: false };
  }
  const district = String(Number(number));
  return {
    contest: contestOf(race, state, district),
    unit: `${state}-${district}`,
    level: 'district',
    top: true,
  };
}

/** Race 0 is the president's general election; a primary for the same office has a number of its own. */
function contestOf(race: Race, state: string | null, district: string | null): string {
  const general = race.office === 'P' && (race.race === '0' || race.type === 'G');
  return contestId({
    state,
    office: officeOf(race.office),
    district,
    seat: general ? null : race.seat,
    race: general ? null : race.race,
  });
}

function keyOf({ id, candidateId, first, last }: Candidate): string {
  return id ?? candidateId ?? [first, last].filter((part) => part !== null).join(' ');
}

function choiceOf({ first, last, party }: Candidate): Choice {
  return { name: [first, last].filter((part) => part !== null).join(' '), party };
}

function emitCount(
  race: Race,
  unit: ReadUnit,
  where: Where,
  divisor: 100 | 1 | null,
  emit: Emit,
  { test }: ApOptions,
): boolean {
  const keys = unit.ballot.map(keyOf);
  const nameless = keys.indexOf('');
  const double = nameless >= 0 ? nameless : firstRepeated(keys);
  if (double >= 0) {
    const message =
      keys[double] === '' ? 'this candidate has no name' : `candidate ${keys[double]} stands twice`;
    emit(refusal(unit.at, { path: `candidates[${double}]`, message }, unit.ballot[double]));
    return false;
  }
  const { reporting, precincts } = unit;
  emit({
    kind: 'count',
    place: unit.at,
    contest: where.contest,
    title: [race.officeName ?? race.office, race.seatName, race.party]
      .filter((part) => part !== null)
      .join(' '),
    unit: where.unit,
    unitName: unit.name ?? unit.stateName,
    level: where.level,
    votes: Object.fromEntries(unit.ballot.map((one, i) => [keys[i]!, one.votes])),
    choices: Object.fromEntries(unit.ballot.map((one, i) => [keys[i]!, choiceOf(one)])),
    total: wholeSumOf(unit.ballot.map(({ votes }) => votes)),
    blank: null,
    expectedShare: shareOf(unit.expected ?? (where.level === 'state' ? race.expected : null), divisor),
    unitsReported: reporting === null || precincts === null ? null : [reporting, precincts],
    reportedAt: unit.updated,
    precision: 'exact',
    test: test || race.test,
  });
  return true;
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
        test: test || race.test,
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
    test: test || race.test,
  };
}
