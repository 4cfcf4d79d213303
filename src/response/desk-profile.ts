/**
 * The desk itself as data: whose it is, in which two capitals, when its leader and each possible winner are awake.
 *
 * Read from YAML: (text, name of the file) → profile, or an error that names every fault by line.
 */
import { z } from 'zod';
import type { TicketId } from '../election/election.ts';
import { type Fault, readYaml } from '../election/read-yaml.ts';
import type { Language } from './playbook.ts';
import { ID, TWIN, ZONE } from './read-playbook.ts';

type Twin = Readonly<Record<Language, string>>;

export type ProfileZone = {
  readonly city: Twin;
  /** IANA name. */
  readonly zone: string;
  /** `Intl` knows few of these outside their own language. */
  readonly abbreviation: { readonly standard: string; readonly daylight: string };
};

/** Local times of day, "07:00". `to` before `from` runs over midnight. */
export type WakingHours = { readonly from: string; readonly to: string };

export type LeaderHours = { readonly zone: string; readonly waking: WakingHours };

export type DeskProfile = {
  readonly id: string;
  readonly title: Twin;
  readonly languages: readonly Language[];
  /** The house's own capital and the other one. */
  readonly zones: { readonly home: ProfileZone; readonly there: ProfileZone };
  readonly governments: { readonly own: Twin; readonly other: Twin };
  /** Who telephones for the house. */
  readonly leader: LeaderHours & { readonly title: Twin };
  /** Where each winner would be after the election: the zone is the winner's, not the capital's. */
  readonly winners: Readonly<Record<TicketId, LeaderHours & { readonly place: Twin }>>;
  /** The election as a sentence names it. */
  readonly election: Twin;
  /** The agency whose calls of single contests are followed; `desk` is its name in the calls. */
  readonly agency: { readonly desk: string; readonly name: Twin; readonly short: Twin };
  /** Path of the policy file, from this file. */
  readonly policy: string;
  /** The embedded night that this desk rehearses. */
  readonly night: string;
};

export const TIME = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day, as 07:00');
const HOURS = { zone: ZONE, waking: z.strictObject({ from: TIME, to: TIME }) };
const NAME = z.string().min(1);

const CAPITAL = z.strictObject({
  city: TWIN,
  zone: ZONE,
  abbreviation: z.strictObject({ standard: NAME, daylight: NAME }),
});

const PROFILE = z.strictObject({
  id: ID,
  title: TWIN,
  languages: z.array(z.enum(['en', 'ja'])).min(1, 'name a language'),
  zones: z.strictObject({ home: CAPITAL, there: CAPITAL }),
  governments: z.strictObject({ own: TWIN, other: TWIN }),
  leader: z.strictObject({ title: TWIN, ...HOURS }),
  winners: z.record(NAME, z.strictObject({ place: TWIN, ...HOURS })),
  election: TWIN,
  agency: z.strictObject({ desk: NAME, name: TWIN, short: TWIN }),
  policy: NAME,
  night: NAME,
});

export function readDeskProfile(text: string, source: string): DeskProfile {
  return readYaml(text, source, PROFILE, profileFaults);
}

function profileFaults({ winners, leader }: DeskProfile): Fault[] {
  const hours: [string[], WakingHours][] = [
    [['leader', 'waking'], leader.waking],
    ...Object.entries(winners).map(([id, one]): [string[], WakingHours] => [
      ['winners', id, 'waking'],
      one.waking,
    ]),
  ];
  return hours
    .filter(([, { from, to }]) => from === to)
    .map(([path]) => ({
      path,
      reason: 'waking hours of no length',
      mend: 'let them end at another time than they begin',
    }));
}
