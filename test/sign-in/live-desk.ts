/**
 * A live desk at the moment when its message may leave, with sign-in, its sessions in PostgreSQL and a file drop. It
 * lives the embedded night as a live desk would; its clock is the test's.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openingOf } from '../../src/cli/opening.ts';
import { Desk } from '../../src/desk.ts';
import { type Instant, MINUTE } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import { readNight } from '../../src/feeds/night/read-night.ts';
import type { ConfigurationFile, OpenedDraft } from '../../src/fold/opened.ts';
import { dispatchReleases, Ways } from '../../src/outbox/dispatch.ts';
import { openWays } from '../../src/outbox/ways.ts';
import { createApp } from '../../src/server/app.ts';
import type { Files } from '../../src/server/files.ts';
import { House } from '../../src/server/house.ts';
import type { PublicSite } from '../../src/server/public-site.ts';
import { readSignIn } from '../../src/server/sign-in/read-sign-in.ts';
import { SignIn } from '../../src/server/sign-in/sign-in.ts';
import type { JournalRecord } from '../../src/store/chain.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import type { Journal } from '../../src/store/journal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { migrate } from '../../src/store/migrate.ts';
import { DESK, GATE_OPENS, livedUntil, NIGHT } from '../desk/embedded-night.ts';
import { SECRET } from './identity-provider.ts';

/** For what comes in its own time on a busy machine. */
export const PATIENCE = { timeout: 20_000 };

/** The prepared message to the winner. */
export const MESSAGE = { branch: 'trump', step: 'message' };

/** Files of the desk with one text put in place of another. */
type Bend = Readonly<Partial<Record<ConfigurationFile, readonly [string, string]>>>;

function bent(opening: OpenedDraft, bend: Bend): OpenedDraft {
  const files = { ...opening.data.files };
  for (const [file, [from, to]] of Object.entries(bend) as [ConfigurationFile, [string, string]][]) {
    const { name, text } = files[file]!;
    if (!text.includes(from)) throw new Error(`${name} has no "${from}"`);
    files[file] = { name, text: text.replaceAll(from, to) };
  }
  return { ...opening, data: { ...opening.data, files } };
}

/** The same night at a desk that is set up otherwise. */
export function setUpAs({ opening, drafts }: Lived, bend: Bend, channels: string | null = null): Lived {
  const ways = channels === null ? {} : { channels: { name: 'channels.yaml', text: channels } };
  const { data, ...rest } = bent(opening, bend);
  const other = { ...rest, data: { ...data, files: { ...data.files, ...ways } } };
  return { opening: other, drafts: [other, ...drafts.slice(1)] };
}

export type Lived = { readonly opening: OpenedDraft; readonly drafts: readonly Draft[] };

/**
 * What a live desk has in its journal when the gate has just opened. Whoever lives the night first keeps the process
 * for seconds, on a busy machine for longer than a database may take to connect: it is awaited alone, before the rest.
 */
export async function livedNight(until: Instant = GATE_OPENS + MINUTE): Promise<Lived> {
  const night = await readNight(NIGHT);
  const opening = await openingOf(DESK, { night, liveFrom: night.from }, null);
  return { opening, drafts: await livedUntil({ night, opening }, until) };
}

export type OwnDatabase = Database & { readonly url: string; readonly drop: () => Promise<void> };

/** A database with all tables, for a whole test file. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const server = inject('postgresUrl');
  const name = `sign_in_${randomUUID().replaceAll('-', '')}`;
  // Nobody is ever connected to this template, not even the server's own cleaning, which would refuse the copy.
  await administer(server, `create database ${name} template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase(url.href);
  await migrate(database);
  const drop = async () => {
    await database.close();
    await administer(server, `drop database ${name} with (force)`);
  };
  return { ...database, url: url.href, drop };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(statement);
  await client.end();
}

export const SITE: PublicSite = {
  state: { base: '/public', lead: { headline: { en: 'Headline', ja: '見出し' }, version: 1, at: null } },
  publish: () => async () => [],
  answer: () => new Response('the briefing'),
  reset: () => undefined,
};

const FILES: Files = new Map([
  ['/index.html', { body: new TextEncoder().encode('<!doctype html>the desk'), type: 'text/html' }],
]);

export const PEOPLE = ['duty', 'approver-1', 'approver-2', 'drafter', 'press', 'embassy', 'admin', 'reader'];

export type LiveOptions = {
  readonly lived: Lived;
  readonly database: Pick<Database, 'pool'>;
  readonly address: string;
  readonly issuer?: string;
  readonly files?: Files;
  readonly journal?: Journal;
  /** How fast the desk's clock runs; 0 stands still until it is moved. */
  readonly pace?: number;
  readonly claim?: string;
  /** More keys of the provider, as they stand in the file. */
  readonly provider?: string;
  /** Of a desk whose sessions this one takes over. */
  readonly name?: string;
  /** Who may sign in. */
  readonly people?: readonly string[];
};

export class LiveDesk {
  readonly house: House;
  readonly signIn: SignIn;
  readonly app: ReturnType<typeof createApp>;
  readonly address: string;
  readonly outbox: string;
  readonly database: Pick<Database, 'pool'>;
  /** Of its journal. */
  readonly name: string;
  readonly troubles: unknown[] = [];
  readonly #clock: { now: Instant };

  private constructor(
    parts: { house: House; signIn: SignIn; outbox: string; clock: { now: Instant }; name: string },
    options: LiveOptions,
  ) {
    this.house = parts.house;
    this.signIn = parts.signIn;
    this.outbox = parts.outbox;
    this.name = parts.name;
    this.database = options.database;
    this.#clock = parts.clock;
    this.address = options.address;
    this.app = createApp({
      house: () => this.house,
      startOver: () => Promise.reject(new Error('a live desk cannot start over')),
      session: { ...this.signIn.session, report: (error) => this.troubles.push(error) },
      signIn: this.signIn,
      files: options.files ?? FILES,
      site: SITE,
    });
  }

  static async open(options: LiveOptions): Promise<LiveDesk> {
    const { lived, database, address, issuer = 'http://127.0.0.1:9', journal = memoryJournal() } = options;
    await journal.append(lived.drafts, 0);
    const desk = await Desk.open(journal, lived.opening);
    const began = Date.now();
    const clock = { now: lived.drafts.at(-1)!.at };
    const { pace = 0 } = options;
    const wall = () => clock.now + (Date.now() - began) * pace;
    const outbox = await mkdtemp(join(tmpdir(), 'firstcall-outbox-'));
    const report = (error: unknown) => {
      throw error;
    };
    const { people: signing = PEOPLE, name = `live-${outbox}` } = options;
    const people = signing
      .map((id) => `  ${id}: ${id === 'duty' ? '[duty, "duty@example.org"]' : id}`)
      .join('\n');
    const yaml = `address: ${address}\nprovider: { issuer: "${issuer}", client: firstcall${options.provider ?? ''} }\nclaim: ${options.claim ?? 'sub'}\npeople:\n${people}\n`;
    const signIn = new SignIn({
      configuration: readSignIn(yaml, 'sign-in.yaml', PEOPLE),
      secret: SECRET,
      database,
      desk: name,
      wall,
      report: () => undefined,
    });
    const channels = await desk.read(({ context }) => context.channels);
    const ways = new Ways(openWays({ channels, folder: outbox, wall, secretsOf: () => ({}) }));
    const house = new House(desk, null, {
      wall,
      report,
      dispatch: (reader, at) => dispatchReleases(reader, outbox, at, ways),
      publish: () => null,
    });
    await house.open();
    return new LiveDesk({ house, signIn, outbox, clock, name }, options);
  }

  get now(): Instant {
    return this.house.now;
  }

  /** Lets time pass. */
  async pass(milliseconds: number): Promise<void> {
    this.#clock.now += milliseconds;
    await this.house.desk.advance(this.now);
  }

  /** The cookie of a new session of a person. */
  async sessionOf(person: string): Promise<string> {
    const { cookie } = await this.signIn.start(person, 'a test');
    return cookie.split(';')[0]!;
  }

  ask(path: string, init: RequestInit = {}): Promise<Response> {
    return Promise.resolve(this.app.fetch(new Request(new URL(path, this.address), init)));
  }

  get(path: string, cookie: string | null, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask(path, { headers: { ...(cookie === null ? {} : { cookie }), ...headers } });
  }

  /** A change as the desk's own page sends it; `headers` override, an empty one takes a header away. */
  post(
    path: string,
    body: unknown,
    cookie: string | null,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const own: Record<string, string> = {
      'x-firstcall': 'desk',
      'content-type': 'application/json',
      origin: this.address,
      'sec-fetch-site': 'same-origin',
      ...(cookie === null ? {} : { cookie }),
      ...headers,
    };
    const kept = Object.entries(own).filter(([, value]) => value !== '');
    return this.ask(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: Object.fromEntries(kept),
    });
  }

  /** The hash of a step's present content. */
  binds({ branch, step } = MESSAGE): Promise<string> {
    return this.house.desk.read(({ state, context, watch }) => {
      const { branches } = watch.plan(state, context, this.now);
      const steps = branches.find(({ branch: one }) => one.id === branch)!.steps;
      return steps.find(({ ref }) => ref.step === step)!.binds;
    });
  }

  async records(kind?: string): Promise<JournalRecord[]> {
    const found: JournalRecord[] = [];
    for await (const record of this.house.desk.journal.read({ after: 0 }))
      if (kind === undefined || record.kind === kind) found.push(record);
    return found;
  }

  /** Letters in the drop. */
  letters(): Promise<string[]> {
    return readdir(this.outbox);
  }

  async close(): Promise<void> {
    await this.house.close();
    await rm(this.outbox, { recursive: true });
  }
}
