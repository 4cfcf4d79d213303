/**
 * Which clock is on the wall where a contest votes: of its first polls to close and of its last.
 *
 * Thirteen states lie in two zones, and in most of them the polls of the later zone close last (Alaska, Kansas,
 * Kentucky …). A contest without a row is shown by its capital's clock alone. Source: the zone database and 49 CFR 71.
 */
const EASTERN = 'America/New_York';
const CENTRAL = 'America/Chicago';
const MOUNTAIN = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';

const IN_ONE: readonly (readonly [zone: string, states: string])[] = [
  [EASTERN, 'CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV'],
  [CENTRAL, 'AL AR IA IL LA MN MO MS OK WI'],
  [MOUNTAIN, 'CO MT NM UT WY'],
  ['America/Phoenix', 'AZ'],
  [PACIFIC, 'CA NV WA'],
  ['Pacific/Honolulu', 'HI'],
];

const IN_TWO: readonly (readonly [first: string, last: string, states: string])[] = [
  [EASTERN, CENTRAL, 'FL IN KY MI TN'],
  [CENTRAL, MOUNTAIN, 'KS ND NE SD TX'],
  [MOUNTAIN, PACIFIC, 'ID OR'],
  ['America/Anchorage', 'America/Adak', 'AK'],
];

const ZONES: ReadonlyMap<string, readonly [first: string, last: string]> = new Map([
  ...IN_ONE.flatMap(([zone, states]) => states.split(' ').map((state) => [state, [zone, zone]] as const)),
  ...IN_TWO.flatMap(([first, last, states]) =>
    states.split(' ').map((state) => [state, [first, last]] as const),
  ),
]);

/** Zones of the first and the last polls to close; null for a contest that is not in the table. */
export function localZones(contest: string): readonly [first: string, last: string] | null {
  return ZONES.get(contest) ?? ZONES.get(contest.split('-')[0]!) ?? null;
}
