/** The edge for what is entered on relations and meetings: schemas of those commands, everything unknown refused. */
import { z } from 'zod';
import { MARKINGS } from '../election/marking.ts';
import { FALLBACKS } from '../meetings/visit.ts';
import { TIE_KINDS } from '../relations/relations.ts';
import { isDay } from '../relations/terms.ts';
import { BODY_AT_MOST } from './read-body.ts';

const id = z.string().trim().min(1).max(128);
const words = z.string().trim().min(1, 'write some words').max(4_000);
const loose = z.string().max(20_000);
const moment = z.number().int().nonnegative();
const record = z.number().int().positive();
const day = z.string().refine(isDay, 'write a day of the calendar, as 2024-11-05');
const twin = z.strictObject({ en: words, ja: words });
const looseTwin = z.strictObject({ en: loose, ja: loose });
const marking = z.enum(MARKINGS);
const language = z.enum(['en', 'ja']);
const minutes = z
  .number()
  .positive()
  .max(24 * 60)
  .nullable();
const term = { since: day.nullable(), until: day.nullable() };
const span = { from: moment, to: moment };

const contact = z.strictObject({
  id,
  name: twin,
  side: id.nullable(),
  posts: z
    .array(
      z.strictObject({
        title: twin,
        organisation: id.nullable(),
        phase: z.enum(['campaign', 'transition', 'office', 'other']),
        ...term,
      }),
    )
    .max(50),
  seniority: z.int().min(1).max(5),
  languages: z.array(id).max(20),
  address: looseTwin.nullable(),
  pronunciation: looseTwin.nullable(),
  emails: z.array(id).max(20),
  phones: z.array(id).max(20),
  keeper: id.nullable(),
  marking,
});

/** A file of people, and the marking of cards that carry none. */
export const IMPORT_FILE = {
  source: words,
  text: z.string().min(1, 'choose a file or paste its text').max(BODY_AT_MOST),
  marking,
};

const RELATIONS = [
  z.strictObject({
    do: z.literal('engagement'),
    contact: id,
    at: moment.nullable(),
    channel: z.enum(['state', 'party', 'private']),
    by: words,
    said: loose,
    line: looseTwin,
    followUp: z.strictObject({ what: words, dueOn: day }).nullable(),
    marking,
  }),
  z.strictObject({ do: z.literal('take-back-engagement'), record, reason: loose }),
  z.strictObject({ do: z.literal('follow-up-done'), record }),
  z.strictObject({ do: z.literal('contact'), contact }),
  z.strictObject({
    do: z.literal('tie'),
    from: id,
    to: id,
    kind: z.enum(TIE_KINDS),
    strength: z.int().min(0).max(3),
    reason: twin,
    marking,
    ...term,
  }),
  z.strictObject({ do: z.literal('hand-over'), contacts: z.array(id).min(1).max(500), to: id }),
  z.strictObject({ do: z.literal('balance-exception'), ticket: id, why: twin, ...term }),
  z.strictObject({
    do: z.literal('import-people'),
    source: words,
    people: z.array(contact).max(20_000),
    refused: z.array(z.strictObject({ place: loose, reason: loose })).max(20_000),
  }),
  z.strictObject({
    do: z.literal('import-file'),
    ...IMPORT_FILE,
    decisions: z
      .array(
        z.strictObject({
          card: z.int().min(0),
          decision: z.enum(['same', 'new', 'drop']),
          contact: id.nullable(),
        }),
      )
      .max(20_000),
  }),
  z.strictObject({
    do: z.literal('review-import'),
    item: id,
    decision: z.enum(['same', 'new', 'drop']),
    contact: id.nullable(),
  }),
] as const;

const MEETINGS = [
  z.strictObject({
    do: z.literal('diary'),
    who: id,
    what: twin,
    firm: z.boolean(),
    stay: z.strictObject({ place: twin, zone: id.nullable() }).nullable(),
    marking,
    ...span,
  }),
  z.strictObject({ do: z.literal('take-out-diary'), record }),
  z.strictObject({ do: z.literal('hold-until'), expiresAt: moment, inSpiteOf: loose.nullable(), ...span }),
  z.strictObject({ do: z.literal('settle-hold'), ...span }),
  z.strictObject({
    do: z.literal('other-call'),
    who: words,
    at: moment,
    minutes,
    state: z.enum(['claimed', 'reported', 'held']),
    source: loose,
  }),
  z.strictObject({ do: z.literal('inbound'), callAt: moment }),
  z.strictObject({
    do: z.literal('call-sheet'),
    purpose: twin,
    points: z.array(twin).max(10),
    avoid: z.array(twin).max(10),
    contact: id.nullable(),
    marking,
  }),
  z.strictObject({ do: z.literal('call-note'), text: words }),
  z.strictObject({
    do: z.literal('readout'),
    side: z.enum(['ours', 'theirs']),
    language,
    text: z.string().trim().min(1, 'paste the text').max(20_000),
    minutes,
    marking,
  }),
  z.strictObject({ do: z.literal('readout-line'), difference: z.string().min(1).max(20_100), line: twin }),
  z.strictObject({
    do: z.literal('visit'),
    options: z
      .array(
        z.strictObject({
          kind: z.enum(['stop-over', 'capital', 'summit', 'residence']),
          place: twin,
          zone: id,
          note: looseTwin,
          ...span,
        }),
      )
      .max(20),
    legs: z
      .array(
        z.strictObject({ from: twin, fromZone: id, departs: moment, to: twin, toZone: id, arrives: moment }),
      )
      .max(30),
    delegation: z.array(words).max(200),
    checklist: z.array(z.strictObject({ what: twin, done: z.boolean() })).max(100),
  }),
  z.strictObject({ do: z.literal('visit-fallback'), fallback: z.enum(FALLBACKS), why: loose }),
  z.strictObject({ do: z.literal('visit-outcome'), at: moment, minutes, text: words }),
  z.strictObject({
    do: z.literal('invite'),
    uid: id.nullable(),
    method: z.enum(['REQUEST', 'CANCEL']),
    title: twin,
    attendees: z.array(z.strictObject({ name: words, address: id })).max(50),
    marking,
    ...span,
  }),
] as const;

export const SURROUNDINGS_COMMANDS = [...RELATIONS, ...MEETINGS] as const;
