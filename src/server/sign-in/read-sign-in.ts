/**
 * Reads how people sign in to a live desk from YAML: (text, name of the file, people of the desk) → configuration, or
 * an error that names every fault by line and column. The client's secret is named here and never written here.
 */
import { z } from 'zod';
import { HOUR, MINUTE, SECOND } from '../../election/instant.ts';
import { type Fault, readYaml } from '../../election/read-yaml.ts';

const UNITS: Readonly<Record<string, number>> = { s: SECOND, min: MINUTE, h: HOUR };

/** `10 s`, `60 min`, `12 h`; in milliseconds. */
const SPAN = z
  .string()
  .regex(/^[1-9]\d* (s|min|h)$/, 'write a number with its unit, as 10 s, 60 min or 12 h')
  .transform((text) => Number.parseInt(text, 10) * UNITS[text.split(' ')[1]!]!);

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Cookies, secrets and passkeys travel there: only this machine may do without TLS. */
const ADDRESS = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    message: 'write an address that begins with https://',
    abort: true,
  })
  .refine((text) => new URL(text).protocol === 'https:' || LOOPBACK.includes(new URL(text).hostname), {
    message: 'write https; http is for this machine alone',
  })
  .refine(
    (text) => new URL(text).username === '' && new URL(text).search === '' && new URL(text).hash === '',
    {
      message: 'take name, query and fragment out of the address',
    },
  );

const SECRET = z.union([
  z.strictObject({ env: z.string().regex(/^[A-Za-z_]\w*$/, 'name an environment variable') }),
  z.strictObject({ file: z.string().min(1, 'name a file') }),
]);
export type SecretPlace = z.output<typeof SECRET>;

/**
 * A session ends after an hour without a person's hand, and after twelve hours in any case: a night watch is eight to
 * ten, nobody should sign in twice in it, and nobody should find yesterday's session open. NIST SP 800-63B-4 asks at
 * its second level for at most an hour and a day. Shorter ends would be paid in sign-ins at the wrong moment, and buy
 * little: a release asks for the passkey each time. A session that lasts too long is the worse error.
 */
const IDLE = HOUR;
const WHOLE = 12 * HOUR;
const LONGEST = 24 * HOUR;

const FILE = z.strictObject({
  /** Under which people open the desk. */
  address: ADDRESS,
  provider: z.strictObject({
    issuer: ADDRESS,
    client: z.string().min(1),
    /** None for a client without one: PKCE then stands alone. */
    secret: SECRET.optional(),
    'secret-in': z.enum(['header', 'body']).default('header'),
    scope: z
      .string()
      .regex(/^openid( \S+)*$/, 'begin with openid')
      .default('openid'),
    'answer-within': SPAN.default(10 * SECOND),
    /** How old the provider's own sign-in may be: an unlocked screen must not let the next person in. */
    'signed-in-within': z.union([SPAN, z.literal('any')]).default(5 * MINUTE),
    /** Where people who sign out are led; at the provider where it offers that, so that a shared machine is free. */
    'sign-out': z.enum(['provider', 'here']).default('provider'),
  }),
  sessions: z.strictObject({ idle: SPAN.default(IDLE), whole: SPAN.default(WHOLE) }).prefault({}),
  claim: z.string().min(1).default('sub'),
  /** Person of people.yaml → values of the claim that are this person. */
  people: z.record(z.string(), z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])),
});

export type SignInConfiguration = {
  readonly address: URL;
  readonly provider: {
    readonly issuer: URL;
    readonly client: string;
    readonly secret: SecretPlace | null;
    readonly secretIn: 'header' | 'body';
    readonly scope: string;
    readonly answerWithin: number;
    /** Milliseconds; null where the provider is not asked. */
    readonly signedInWithin: number | null;
    /** Whether a sign-out here asks for one there. */
    readonly signsOut: boolean;
  };
  readonly sessions: { readonly idle: number; readonly whole: number };
  readonly claim: string;
  /** Value of the claim → person. */
  readonly people: ReadonlyMap<string, string>;
};

export function readSignIn(text: string, source: string, people: readonly string[]): SignInConfiguration {
  const file = readYaml(text, source, FILE, (value) => faultsOf(value, people));
  const { provider } = file;
  return {
    address: new URL(file.address),
    provider: {
      issuer: new URL(provider.issuer),
      client: provider.client,
      secret: provider.secret ?? null,
      secretIn: provider['secret-in'],
      scope: provider.scope,
      answerWithin: provider['answer-within'],
      signedInWithin: provider['signed-in-within'] === 'any' ? null : provider['signed-in-within'],
      signsOut: provider['sign-out'] === 'provider',
    },
    sessions: file.sessions,
    claim: file.claim,
    people: new Map(entriesOf(file).map(({ person, value }) => [value, person])),
  };
}

type Entry = { readonly person: string; readonly value: string; readonly path: (string | number)[] };

function entriesOf({ people }: z.output<typeof FILE>): Entry[] {
  return Object.entries(people).flatMap(([person, given]) =>
    typeof given === 'string'
      ? [{ person, value: given, path: ['people', person] }]
      : given.map((value, index) => ({ person, value, path: ['people', person, index] })),
  );
}

function faultsOf(file: z.output<typeof FILE>, people: readonly string[]): Fault[] {
  const entries = entriesOf(file);
  const faults: Fault[] = Object.keys(file.people)
    .filter((person) => !people.includes(person))
    .map((person) => ({
      path: ['people', person],
      reason: `"${person}" is nobody of people.yaml`,
      mend: `write one of ${people.join(', ')}`,
    }));
  entries.forEach(({ value, path }, index) => {
    const first = entries.findIndex((one) => one.value === value);
    if (first < index)
      faults.push({
        path,
        reason: `"${value}" is ${entries[first]!.person} already`,
        mend: 'let each sign-in be one person',
      });
  });
  const { pathname, hostname } = new URL(file.address);
  if (pathname !== '/')
    faults.push({ path: ['address'], reason: 'the address has a path', mend: 'write it without' });
  if (/^[\d.]+$|^\[/.test(hostname))
    faults.push({
      path: ['address'],
      reason: 'a passkey belongs to a name and not to a number',
      mend: 'write the name of the machine, as localhost',
    });
  const { idle, whole } = file.sessions;
  if (idle > whole)
    faults.push({
      path: ['sessions', 'idle'],
      reason: 'a session would be idle longer than it lasts',
      mend: 'write no more than whole',
    });
  if (whole > LONGEST)
    faults.push({
      path: ['sessions', 'whole'],
      reason: 'a session would outlast the day',
      mend: `write at most ${LONGEST / HOUR} h`,
    });
  return faults;
}
