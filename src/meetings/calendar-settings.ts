/**
 * Whose calendars are read over CalDAV, and how: part of meetings.yaml, with what is wrong in it named by its place.
 *
 * A password is only named here; who reads the calendars looks it up, and it is written nowhere.
 */
import { z } from 'zod';
import { MARKINGS, type Marking } from '../election/marking.ts';
import type { Fault } from '../election/read-yaml.ts';
import { isZone } from './zone-names.ts';

export type CalendarSettings = {
  readonly id: string;
  /** Whose hours they are: our leader (`own`), the other one (`other`), an interpreter or line by its id. */
  readonly who: string;
  /** Address of the calendar itself. */
  readonly url: string;
  readonly login: { readonly user: string; readonly secret: CalendarSecret } | null;
  readonly ask: 'entries' | 'free-busy';
  /** Whether its hours are never rung into; else they can be moved for a talk. */
  readonly firm: boolean;
  readonly marking: Marking;
  /** IANA zone of clock times that name none; null: the house's own capital. */
  readonly zone: string | null;
  readonly everyMinutes: number;
  readonly timeoutSeconds: number;
  readonly daysAhead: number;
  /** Whether the address may be a private one. */
  readonly allowPrivate: boolean;
};

export type CalendarSecret = { readonly env: string } | { readonly file: string };

const NAME = z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'write the name of an environment variable');
const SECRET = z.union([z.strictObject({ env: NAME }), z.strictObject({ file: z.string().min(1) })]);

export const CALENDAR = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'write small letters, digits and hyphens'),
  who: z.string().min(1),
  url: z.url({
    protocol: /^https?$/,
    error: 'write the address of the calendar, as https://example.org/aide/diary/',
  }),
  login: z
    .strictObject({ user: z.string().regex(/^[^:]+$/, 'write a name without a colon'), secret: SECRET })
    .nullable()
    .default(null),
  /**
   * Servers reckon free and busy themselves, and not all of them rightly: one in Debian leaves the later days of a
   * repeating entry out. So the entries are read unless this account may see free and busy alone.
   */
  ask: z.enum(['entries', 'free-busy']).default('entries'),
  firm: z.boolean().default(true),
  marking: z.enum(MARKINGS).default('internal'),
  zone: z.string().nullable().default(null),
  /** An aide's entry is seen within minutes, and a server is asked no oftener than a telephone asks it. */
  everyMinutes: z.int().min(1).max(1440).default(5),
  timeoutSeconds: z.int().min(1).max(300).default(20),
  daysAhead: z.int().min(2).max(400).default(14),
  allowPrivate: z.boolean().default(false),
});

export function calendarFaults(calendars: readonly CalendarSettings[], whose: readonly string[]): Fault[] {
  return calendars.flatMap((calendar, index) =>
    faultsOf(calendar, calendars.slice(0, index), whose).map(({ path, ...fault }) => ({
      ...fault,
      path: ['calendars', index, ...path],
    })),
  );
}

function faultsOf(
  { id, who, url, login, zone, allowPrivate }: CalendarSettings,
  before: readonly CalendarSettings[],
  whose: readonly string[],
): Fault[] {
  const { username, password, protocol } = new URL(url);
  const faults: (Fault | false)[] = [
    before.some((one) => one.id === id) && {
      path: ['id'],
      reason: `a second calendar "${id}"`,
      mend: 'give each calendar its own id',
    },
    !whose.includes(who) && {
      path: ['who'],
      reason: `unknown "${who}"`,
      mend: `write one of ${whose.join(', ')}`,
    },
    (username !== '' || password !== '') && {
      path: ['url'],
      reason: 'a name or password in the address',
      mend: 'write them as login',
    },
    // A calendar tells where somebody will be, with or without a password.
    protocol === 'http:' &&
      !allowPrivate && {
        path: ['url'],
        reason: 'in the clear over the open network',
        mend: `write https${login === null ? '' : '; a password would be read on the way'}`,
      },
    zone !== null &&
      !isZone(zone) && {
        path: ['zone'],
        reason: `unknown zone "${zone}"`,
        mend: 'write an IANA name, as Asia/Tokyo',
      },
  ];
  return faults.filter((fault) => fault !== false);
}
