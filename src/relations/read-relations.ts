/**
 * Reads camps, people, ties and engagements from YAML: (text, name of the file) → relations, or an error that names
 * every fault by line. A contact's `post` is short for one post without an end; what carries no marking is open.
 */
import { z } from 'zod';
import { parseInstant } from '../election/instant.ts';
import { MARKINGS } from '../election/marking.ts';
import { type Fault, type Path, readYaml } from '../election/read-yaml.ts';
import { circleIn } from './circles.ts';
import { type Contact, HOUSE, type Relations, TIE_KINDS } from './relations.ts';
import { isDay } from './terms.ts';

const WORDS = z.string().trim().min(1, 'write some words');
const TWIN = z.strictObject({ en: WORDS, ja: WORDS });
const DAY = z.string().refine(isDay, 'write a day of the calendar, as 2024-11-05');
const TERM = { since: DAY.nullable().default(null), until: DAY.nullable().default(null) };
const MARKING = z.enum(MARKINGS).default('open');

const POST = z.strictObject({
  title: TWIN,
  organisation: WORDS.nullable().default(null),
  phase: z.enum(['campaign', 'transition', 'office', 'other']).default('other'),
  ...TERM,
});

const CONTACT = z.strictObject({
  id: WORDS,
  name: TWIN,
  post: TWIN.optional(),
  posts: z.array(POST).default([]),
  seniority: z.int().min(1).max(5),
  languages: z.array(WORDS).default([]),
  address: TWIN.nullable().default(null),
  pronunciation: TWIN.nullable().default(null),
  emails: z.array(WORDS).default([]),
  phones: z.array(WORDS).default([]),
  keeper: WORDS.nullable().default(null),
  marking: MARKING,
});

const RELATIONS = z.strictObject({
  readers: z.record(WORDS, z.enum(MARKINGS)).default({}),
  organisations: z.array(z.strictObject({ id: WORDS, name: TWIN, marking: MARKING })).default([]),
  camps: z.array(
    z.strictObject({
      ticket: WORDS,
      title: TWIN,
      principal: WORDS.nullable().default(null),
      contacts: z.array(CONTACT),
    }),
  ),
  house: z.array(CONTACT).default([]),
  others: z.array(CONTACT).default([]),
  ties: z
    .array(
      z.strictObject({
        from: WORDS,
        to: WORDS,
        kind: z.enum(TIE_KINDS),
        strength: z.int().min(0).max(3),
        reason: TWIN,
        marking: MARKING,
        ...TERM,
      }),
    )
    .default([]),
  engagements: z.array(
    z.strictObject({
      at: z.iso.datetime('write a moment in UTC, as 2024-09-03T19:00:00Z'),
      contact: WORDS,
      channel: z.enum(['state', 'party', 'private']),
      by: WORDS,
      said: z.string().default(''),
      line: TWIN,
      followUp: z.strictObject({ what: WORDS, dueOn: DAY }).nullable().default(null),
      marking: MARKING,
    }),
  ),
  exceptions: z.array(z.strictObject({ ticket: WORDS, ...TERM, why: TWIN })).default([]),
});

type Written = z.infer<typeof RELATIONS>;

export function readRelations(text: string, source: string): Relations {
  const { camps, house, others, ties, engagements, ...rest } = readYaml(
    text,
    source,
    RELATIONS,
    relationsFaults,
  );
  const people = [
    ...camps.flatMap(({ ticket, contacts }) => contacts.map((contact) => personOf(contact, ticket))),
    ...house.map((contact) => personOf(contact, HOUSE)),
    ...others.map((contact) => personOf(contact, null)),
  ];
  return {
    ...rest,
    camps: camps.map(({ ticket, title, principal }) => ({ ticket, title, principal })),
    people,
    ties: ties.map((tie) => ({ ...tie, id: `${tie.from} ${tie.kind} ${tie.to}` })),
    engagements: engagements
      .map((engagement) => ({ ...engagement, at: parseInstant(engagement.at), record: null }))
      .toSorted((a, b) => a.at - b.at),
  };
}

function personOf({ post, ...contact }: z.infer<typeof CONTACT>, side: string | null): Contact {
  const short =
    post === undefined
      ? []
      : [{ title: post, organisation: null, phase: 'other' as const, since: null, until: null }];
  return { ...contact, side, posts: [...contact.posts, ...short] };
}

function relationsFaults(written: Written): Fault[] {
  const places: [Path, z.infer<typeof CONTACT>][] = [
    ...written.camps.flatMap(({ contacts }, index) =>
      contacts.map((one, place): [Path, z.infer<typeof CONTACT>] => [
        ['camps', index, 'contacts', place],
        one,
      ]),
    ),
    ...(['house', 'others'] as const).flatMap((list) =>
      written[list].map((one, place): [Path, z.infer<typeof CONTACT>] => [[list, place], one]),
    ),
  ];
  const known = new Set(places.map(([, { id }]) => id));
  const houses = new Set(written.organisations.map(({ id }) => id));
  return [
    ...campFaults(written, known),
    ...twice(places),
    ...places.flatMap(([path, contact]) => postFaults(path, contact, houses)),
    ...tieFaults(written, known),
    ...written.engagements.flatMap(({ contact }, index) =>
      known.has(contact) ? [] : [unknownContact(contact, ['engagements', index, 'contact'])],
    ),
    ...written.exceptions.flatMap((one, index) => termFaults(one, ['exceptions', index])),
  ];
}

function campFaults({ camps }: Written, known: ReadonlySet<string>): Fault[] {
  return camps.flatMap(({ ticket, principal }, index) => [
    ...(camps.findIndex((camp) => camp.ticket === ticket) < index
      ? [
          {
            path: ['camps', index, 'ticket'],
            reason: `a second camp of ticket "${ticket}"`,
            mend: 'put its contacts into the first',
          },
        ]
      : []),
    ...(principal === null || known.has(principal)
      ? []
      : [unknownContact(principal, ['camps', index, 'principal'])]),
  ]);
}

function twice(places: readonly [Path, { readonly id: string }][]): Fault[] {
  return places.flatMap(([path, { id }], index) =>
    places.findIndex(([, one]) => one.id === id) < index
      ? [{ path: [...path, 'id'], reason: `a second contact "${id}"`, mend: 'give each contact an own id' }]
      : [],
  );
}

function postFaults(path: Path, { posts }: z.infer<typeof CONTACT>, houses: ReadonlySet<string>): Fault[] {
  return posts.flatMap((post, index) => [
    ...termFaults(post, [...path, 'posts', index]),
    ...(post.organisation === null || houses.has(post.organisation)
      ? []
      : [
          {
            path: [...path, 'posts', index, 'organisation'],
            reason: `unknown organisation "${post.organisation}"`,
            mend: 'add it to the organisations or write it right',
          },
        ]),
  ]);
}

function tieFaults({ ties }: Written, known: ReadonlySet<string>): Fault[] {
  const faults = ties.flatMap((tie, index) => [
    ...(['from', 'to'] as const).flatMap((end) =>
      known.has(tie[end]) ? [] : [unknownContact(tie[end], ['ties', index, end])],
    ),
    ...termFaults(tie, ['ties', index]),
  ]);
  const circle = circleIn(ties);
  if (circle === null) return faults;
  return [
    ...faults,
    {
      path: ['ties', circle.tie],
      reason: `ties in a circle: ${circle.people.join(' → ')}`,
      mend: 'nobody works for himself or keeps his own door: end or take out one of them',
    },
  ];
}

function termFaults({ since, until }: { since: string | null; until: string | null }, path: Path): Fault[] {
  if (since === null || until === null || since <= until) return [];
  return [
    { path: [...path, 'until'], reason: `it ends on ${until}, before it begins`, mend: 'let it end later' },
  ];
}

function unknownContact(id: string, path: Path): Fault {
  return { path, reason: `unknown contact "${id}"`, mend: 'add it to a camp or write it right' };
}
