/**
 * Where a row of the AP belongs: (race, unit) → contest, unit and level.
 *
 * One race has the same number in every state; towns, districts, at-large rows and a state that is its own county
 * each have a way of their own.
 */
import type { Race, ReadUnit, Unit } from './ap-fields.ts';
import { contestId, type Level, officeOf } from './item.ts';

export type Where = {
  readonly contest: string;
  readonly unit: string;
  readonly level: Level;
  /** Whether a winner in this row is a call. */
  readonly top: boolean;
};

/** Towns share the code of their county: where units of several numbers have one code, it does not name the unit. */
export function fipsOfTowns(units: readonly ReadUnit[]): ReadonlySet<string> {
  const numbers = new Map<string, string | null>();
  const shared = new Set<string>();
  for (const { fips, id, level } of units) {
    if (fips === null || level === 'district') continue;
    if (numbers.has(fips) && numbers.get(fips) !== id) shared.add(fips);
    numbers.set(fips, id);
  }
  return shared;
}

/** Contest, unit and level of a row; null where its level is none that is known. */
export function placeOf(race: Race, unit: ReadUnit, townFips: ReadonlySet<string>): Where | null {
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
