/**
 * Reads which sources a desk follows from YAML: (text, name of the file) → feeds, or an error that names every fault
 * by line and column. Keys of sources are named here and never written here.
 */
import { z } from 'zod';
import { MINUTE, SECOND } from '../election/instant.ts';
import { type Fault, readYaml } from '../election/read-yaml.ts';

const MEGABYTE = 2 ** 20;

/** `30 s`, `2 min`; in milliseconds. */
const SPAN = z
  .string()
  .regex(/^\d+(\.\d+)? (s|min)$/, 'write a number with its unit, as 30 s or 2 min')
  .transform((text) => Number.parseFloat(text) * (text.endsWith('min') ? MINUTE : SECOND))
  .refine((span) => span > 0, 'write a span above 0');

/** `20 MB`; in bytes. */
const SIZE = z
  .string()
  .regex(/^\d+(\.\d+)? MB$/, 'write a number of megabytes, as 20 MB')
  .transform((text) => Number.parseFloat(text) * MEGABYTE)
  .refine((size) => size > 0, 'write a size above 0');

const SECRET_SOURCE = z.union([
  z.strictObject({ env: z.string().regex(/^[A-Za-z_]\w*$/, 'name an environment variable') }),
  z.strictObject({ file: z.string().min(1, 'name a file') }),
]);
export type SecretSource = z.infer<typeof SECRET_SOURCE>;

/** Where a key goes: into a header (after a prefix, such as `Bearer `) or into the address. */
const SENT_AS = z.union([
  z.strictObject({
    header: z.string().regex(/^[A-Za-z][\w-]*$/, 'name a header'),
    prefix: z.string().default(''),
  }),
  z.strictObject({ query: z.string().regex(/^[\w.-]+$/, 'name a part of the query') }),
]);

/** An address is written into the journal, so a key must not stand in it. */
const KEY_NAMES = /^((api|access|auth)?[-_]?(key|token|secret)|password)$/i;

const ADDRESS = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    message: 'write an address that begins with https:// or http://',
    abort: true,
  })
  .refine((text) => new URL(text).username === '' && new URL(text).password === '', {
    message: 'take name and password out of the address and give them as secret',
  })
  .refine((text) => ![...new URL(text).searchParams.keys()].some((name) => KEY_NAMES.test(name)), {
    message: 'take the key out of the address and give it as secret',
  });

/**
 * Limits that a feed has if it says nothing. Whole answers of the largest feeds known are below 20 MB and unpack to
 * less than ten times that; a healthy source answers in seconds, and one that takes longer than a minute is asked anew.
 */
const TIMES = { connect: 10 * SECOND, answer: 20 * SECOND, whole: MINUTE };
const SIZES = { packed: 32 * MEGABYTE, unpacked: 256 * MEGABYTE };

const FEED = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'write an id of small letters, digits and hyphens, as ap-president'),
  /** A feed that is off is checked and not asked. */
  on: z.boolean().default(true),
  format: z.string().min(1),
  /** Postal code of the state that the content is of, where it does not say so itself. */
  state: z.string().min(1).nullable().default(null),
  /** The contests that it counts, where not all: the others are then not missed in it. */
  covers: z.array(z.string().min(1)).min(1).optional(),
  url: ADDRESS.optional(),
  /** One feed of many sites: by unit, what stands for `{site}` in the address. Each site has a health of its own. */
  sites: z
    .record(
      z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'name a unit, as 13121'),
      z.string().regex(/^\w[\w.-]*(\/\w[\w.-]*)*$/, 'write a part of the address, as Fulton/105430'),
    )
    .optional(),
  file: z.string().min(1).optional(),
  folder: z.string().min(1).optional(),
  every: SPAN.default(30 * SECOND),
  secret: z.strictObject({ from: SECRET_SOURCE, as: SENT_AS }).optional(),
  quota: z
    .strictObject({ minute: z.int().positive().optional(), day: z.int().positive().optional() })
    .default({}),
  times: z
    .strictObject({
      connect: SPAN.default(TIMES.connect),
      answer: SPAN.default(TIMES.answer),
      whole: SPAN.default(TIMES.whole),
    })
    .prefault({}),
  sizes: z
    .strictObject({ packed: SIZE.default(SIZES.packed), unpacked: SIZE.default(SIZES.unpacked) })
    .prefault({}),
  'allow-private': z.boolean().default(false),
});

export type FeedConfiguration = z.output<typeof FEED>;

/** Where a feed's content comes from; exactly one of the three is given. */
const SOURCES = ['url', 'file', 'folder'] as const;

const NAMED = z.strictObject({
  names: z.array(z.string().min(1)).default([]),
  parties: z.array(z.string().min(1)).default([]),
});

const FILE = z.strictObject({
  /** What sources call the tickets, beyond what the election itself says; by ticket. */
  tickets: z.record(z.string(), NAMED).default({}),
  feeds: z.array(FEED),
});

export type FeedsFile = z.output<typeof FILE>;

/** Reads the feeds of a desk, those switched off included. `formats`: the names of those that can be read. */
export function readFeeds(text: string, source: string, formats: readonly string[]): FeedsFile {
  return readYaml(text, source, FILE, ({ feeds }) => [
    ...feeds.flatMap((feed, index) => faultsOf(feed, ['feeds', index], formats)),
    ...feeds.flatMap(({ id }, index) =>
      feeds.findIndex((one) => one.id === id) < index
        ? [
            {
              path: ['feeds', index, 'id'],
              reason: `a second feed "${id}"`,
              mend: 'give each feed an own id',
            },
          ]
        : [],
    ),
  ]);
}

/** What stands for the part of a site in the address. */
export const SITE = '{site}';

/** Formats that take the unit from whoever asks: the content of a county's own site does not say which county it is. */
const OF_SITES: readonly string[] = ['clarity-summary'];

function siteFaults({ sites, url, format }: FeedConfiguration, path: readonly (string | number)[]): Fault[] {
  const named = url?.includes(SITE) === true;
  if (sites === undefined && !named) return [];
  if (sites === undefined)
    return [
      {
        path: [...path, 'url'],
        reason: `${SITE} in an address without sites`,
        mend: 'give sites by their units',
      },
    ];
  const faults: Fault[] = [];
  if (!named)
    faults.push({
      path: [...path, 'sites'],
      reason: 'sites that the address does not name',
      mend: `write ${SITE} into url`,
    });
  if (!OF_SITES.includes(format))
    faults.push({
      path: [...path, 'sites'],
      reason: `sites of the format ${format}`,
      mend: `write one feed a site, or ${OF_SITES.join(', ')}`,
    });
  return faults;
}

function faultsOf(
  feed: FeedConfiguration,
  path: readonly (string | number)[],
  formats: readonly string[],
): Fault[] {
  const faults: Fault[] = [];
  const given = SOURCES.filter((key) => feed[key] !== undefined);
  if (given.length !== 1) {
    const reason = given.length === 0 ? 'the feed has no source' : `the feed has ${given.join(' and ')}`;
    faults.push({ path: [...path, given[1] ?? 'id'], reason, mend: 'give one of url, file, folder' });
  }
  if (!formats.includes(feed.format)) {
    faults.push({
      path: [...path, 'format'],
      reason: `unknown format "${feed.format}"`,
      mend: `write one of ${formats.join(', ')}`,
    });
  }
  faults.push(...siteFaults(feed, path));
  for (const key of ['secret', 'allow-private'] as const) {
    if (feed.url === undefined && feed[key] !== undefined && feed[key] !== false)
      faults.push({
        path: [...path, key],
        reason: `"${key}" on a feed without url`,
        mend: 'take it out: files need none',
      });
  }
  if (feed.secret !== undefined && feed.url?.startsWith('http:') === true && !feed['allow-private']) {
    faults.push({
      path: [...path, 'url'],
      reason: 'a key would travel unprotected',
      mend: 'write https',
    });
  }
  const { connect, answer, whole } = feed.times;
  if (connect + answer > whole)
    faults.push({
      path: [...path, 'times', 'whole'],
      reason: 'the whole time is shorter than connecting and waiting for an answer',
      mend: `write at least ${(connect + answer) / SECOND} s`,
    });
  return faults;
}
