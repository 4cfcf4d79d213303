/**
 * How the desk arranges talks and meetings: notice, length, hours, who interprets, which lines, what the diary holds.
 *
 * Read from YAML: (text, name of the file) → settings, or an error that names every fault by line. A desk without the
 * file has one interpreter, one line, and soft hours as wide as the hard ones.
 */
import { z } from 'zod';
import { parseInstant } from '../election/instant.ts';
import { MARKINGS } from '../election/marking.ts';
import { type Fault, readYaml } from '../election/read-yaml.ts';
import type { Hours } from './availability.ts';
import { CALENDAR, type CalendarSettings, calendarFaults } from './calendar-settings.ts';
import type { ResourceKind } from './proposals.ts';
import type { Diary, Twin } from './records.ts';
import { isZone } from './zone-names.ts';

export type ReadoutTopic = {
  readonly id: string;
  readonly title: Twin;
  /** Words by which a sentence is known to speak of it. */
  readonly words: readonly string[];
  /** What the spokesman may say where only one side names it. */
  readonly line: Twin | null;
};

export type MeetingSettings = {
  readonly noticeMinutes: number;
  readonly durationMinutes: number;
  /** Between two legs of a visit. */
  readonly marginMinutes: number;
  /** How long a hold stands when nobody says otherwise. */
  readonly holdHours: number;
  /** Soft hours of our leader and of the other; null: as the hard ones. */
  readonly soft: { readonly own: Hours | null; readonly other: Hours | null };
  readonly needs: readonly ResourceKind[];
  readonly resources: readonly { readonly id: string; readonly kind: ResourceKind; readonly name: Twin }[];
  readonly diary: readonly Diary[];
  /** Those that are read over CalDAV; a rehearsal reads none. */
  readonly calendars: readonly CalendarSettings[];
  readonly topics: readonly ReadoutTopic[];
  /** What protocol has to see to before a visit. */
  readonly checklist: readonly Twin[];
};

const WORDS = z.string().trim().min(1, 'write some words');
const TWIN = z.strictObject({ en: WORDS, ja: WORDS });
const TIME = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day, as 07:00');
const HOURS = z.strictObject({ wakes: TIME, sleeps: TIME }).nullable().default(null);
const MOMENT = z.iso.datetime('write a moment in UTC, as 2024-11-07T00:30:00Z');
const KIND = z.enum(['interpreter', 'line']);

const SETTINGS = z.strictObject({
  noticeMinutes: z.int().min(0),
  durationMinutes: z.int().min(1).max(600),
  marginMinutes: z.int().min(0),
  holdHours: z.number().positive(),
  soft: z.strictObject({ own: HOURS, other: HOURS }).default({ own: null, other: null }),
  needs: z.array(KIND),
  resources: z.array(z.strictObject({ id: WORDS, kind: KIND, name: TWIN })),
  diary: z
    .array(
      z.strictObject({
        who: WORDS,
        what: TWIN,
        from: MOMENT,
        to: MOMENT,
        firm: z.boolean().default(true),
        /** Where the person is then; without it the entry says nothing of the place. */
        stay: z.strictObject({ place: TWIN, zone: WORDS.nullable() }).nullable().default(null),
        marking: z.enum(MARKINGS).default('open'),
      }),
    )
    .default([]),
  calendars: z.array(CALENDAR).default([]),
  topics: z
    .array(
      z.strictObject({
        id: WORDS,
        title: TWIN,
        words: z.array(WORDS).min(1),
        line: TWIN.nullable().default(null),
      }),
    )
    .default([]),
  checklist: z.array(TWIN).default([]),
});

/** What a desk without the file has: one interpreter and one line, half an hour's notice, a quarter of an hour. */
export const PLAIN_SETTINGS: MeetingSettings = {
  noticeMinutes: 30,
  durationMinutes: 15,
  marginMinutes: 45,
  holdHours: 12,
  soft: { own: null, other: null },
  needs: ['interpreter', 'line'],
  resources: [
    { id: 'interpreter', kind: 'interpreter', name: { en: 'Interpreter', ja: '通訳' } },
    { id: 'line', kind: 'line', name: { en: 'Secure line', ja: '秘話回線' } },
  ],
  diary: [],
  calendars: [],
  topics: [],
  checklist: [],
};

export function readMeetingSettings(text: string, source: string): MeetingSettings {
  const { diary, ...rest } = readYaml(text, source, SETTINGS, settingsFaults);
  return {
    ...rest,
    diary: diary.map((entry) => ({
      ...entry,
      from: parseInstant(entry.from),
      to: parseInstant(entry.to),
      record: null,
    })),
  };
}

function settingsFaults({ diary, resources, needs, calendars }: z.infer<typeof SETTINGS>): Fault[] {
  const whose = ['own', 'other', ...resources.map(({ id }) => id)];
  const missing = needs.filter((kind) => !resources.some((one) => one.kind === kind));
  return [
    ...missing.map((kind) => ({
      path: ['needs'],
      reason: `a talk needs one of kind "${kind}", and there is none`,
      mend: 'add one to the resources or take the need out',
    })),
    ...calendarFaults(calendars, whose),
    ...diary.flatMap(({ who, from, to, stay }, index): Fault[] => [
      ...(whose.includes(who)
        ? []
        : [
            {
              path: ['diary', index, 'who'],
              reason: `unknown "${who}"`,
              mend: `write one of ${whose.join(', ')}`,
            },
          ]),
      ...(from < to
        ? []
        : [{ path: ['diary', index, 'to'], reason: 'it ends before it begins', mend: 'let it end later' }]),
      ...(stay === null || stay.zone === null || isZone(stay.zone)
        ? []
        : [
            {
              path: ['diary', index, 'stay', 'zone'],
              reason: `unknown zone "${stay.zone}"`,
              mend: 'write an IANA name, as Asia/Tokyo',
            },
          ]),
    ]),
  ];
}
