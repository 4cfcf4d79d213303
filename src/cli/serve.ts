/**
 * `firstcall serve`: a desk that follows an election live, on this machine, by its feeds and by entries made by hand.
 *
 * With sign-in.yaml its people sign in, and two of them can let something out by the desk's ways. Without it one person
 * sits here, named when it starts: no release can find its two people, and nothing can leave.
 */
import { join } from 'node:path';
import { Desk } from '../desk.ts';
import type { OpenFeeds } from '../feeds/fetch/open-feeds.ts';
import type { Environment } from '../feeds/fetch/secrets.ts';
import type { Night } from '../feeds/night/night.ts';
import { dispatchReleases } from '../outbox/dispatch.ts';
import { createApp } from '../server/app.ts';
import { readFiles } from '../server/files.ts';
import { House, type Surroundings } from '../server/house.ts';
import { openSite } from '../server/public-site.ts';
import { onePersonSession } from '../server/session.ts';
import type { SignIn } from '../server/sign-in/sign-in.ts';
import { openJournal } from '../store/journal.ts';
import { buildDesk } from './build-desk.ts';
import { deskCalendars, readCalendars } from './calendars.ts';
import { drillsAt } from './drills.ts';
import { expectationsOf, openFeedsFile, readFeedsFile } from './feeds.ts';
import { followFeeds } from './follow-feeds.ts';
import { followRefusals } from './follow-refusals.ts';
import { givenNight } from './given.ts';
import { host } from './host.ts';
import { changedSince, openingOf } from './opening.ts';
import type { Console } from './outcome.ts';
import { openSignIn, readSignInFile } from './sign-in.ts';
import { openWaysOut } from './ways-out.ts';
import { openPlace } from './with-journal.ts';

export type ServeOptions = {
  readonly root: string;
  /** Folder with the election and its baseline, in the form of a recorded night without counts. */
  readonly election: string;
  readonly config: string;
  /** Who sits at the desk where nobody signs in. */
  readonly person: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Who makes the tables of a server of one's own, where that is another than who uses them. */
  readonly ownerUrl: string | null;
  /** Where keys and secrets are looked up. */
  readonly environment: Environment;
  readonly signal: AbortSignal;
};

export async function runServe(options: ServeOptions, console: Console): Promise<void> {
  const report = (error: unknown) =>
    console.note(`trouble: ${error instanceof Error ? error.stack : String(error)}`);
  await using scope = new AsyncDisposableStack();
  await buildDesk(options.root, console);
  const night = await givenNight(options.election);
  const opening = await openingOf(options.config, { night, liveFrom: Date.now() }, null);
  const feeds = await feedsOf(options, night);
  const database = await openPlace(options, scope, console);
  const name = `live-${night.election.id}`;
  const desk = await Desk.open(await openJournal(database, name), opening);
  const changed = await desk.read(({ context }) => changedSince(context.opened, opening.data));
  const people = await desk.read(({ context }) => context.people.map(({ id }) => id));
  const configuration = await readSignInFile(options.config, people);
  const signIn =
    configuration === null
      ? null
      : await openSignIn(configuration, options.config, options.environment, {
          database,
          desk: name,
          wall: Date.now,
          report,
        });
  const site = await openSite({
    root: options.root,
    folder: join(options.dataDir, 'public-live'),
    rehearsal: false,
    address: signIn?.address ?? `http://127.0.0.1:${options.port}`,
    wall: Date.now,
    report,
  });
  scope.defer(() => site.close());
  const calendars = await deskCalendars(desk, options);
  const house = new House(desk, null, {
    wall: Date.now,
    report,
    dispatch: signIn === null ? () => null : await waysOut(options, desk, name),
    publish: (reader, at) => site.publish(reader, at),
  });
  await house.open();
  scope.defer(() => house.close());
  const app = createApp({
    house: () => house,
    startOver: () => Promise.reject(new Error('a live desk cannot start over')),
    session: signIn?.session ?? onePersonSession(options.person, report),
    signIn,
    site,
    files: await readFiles(join(options.root, 'dist/desk')),
    drills: () => drillsAt(options.config, database, Date.now()),
  });
  await host(app.fetch, options.port, scope);
  const { signal } = options;
  const following = followFeeds(feeds, { desk, database, name, report: console.note, signal });
  scope.defer(() => following);
  const reading = readCalendars(calendars, { desk, database, name, report: console.note, signal });
  scope.defer(() => reading);
  const watching = followRefusals(database.serverLog, house, { signal, report: console.note });
  scope.defer(() => watching);
  console.out(`Firstcall follows ${night.election.name}, live.`);
  for (const line of [...deskLines(options, signIn), ...changedLines(changed)]) console.out(line);
  console.out(sourcesOf(feeds));
  for (const line of expectationsOf(feeds)) console.out(line);
  await new Promise<void>((stop) => signal.addEventListener('abort', () => stop(), { once: true }));
}

/** The file drop, and the ways that the desk's channels name. */
async function waysOut(
  { config, environment, dataDir }: ServeOptions,
  desk: Desk,
  name: string,
): Promise<Surroundings['dispatch']> {
  const folder = join(dataDir, 'outbox', name);
  const channels = await desk.read(({ context }) => context.channels);
  const ways = await openWaysOut(channels, { config, environment, folder, wall: Date.now });
  return (reader, at) => dispatchReleases(reader, folder, at, ways);
}

function changedLines(changed: readonly string[]): string[] {
  if (changed.length === 0) return [];
  return [
    `Changed since this desk was opened, and not in use: ${changed.join(', ')}. It goes on with what it was opened with.`,
  ];
}

function deskLines({ person, port }: ServeOptions, signIn: SignIn | null): string[] {
  return signIn === null
    ? [
        `Desk of ${person}: http://127.0.0.1:${port}/`,
        'Nobody signs in at this desk (it has no sign-in.yaml): nothing can leave the house.',
      ]
    : [
        `Desk: ${signIn.address}, answered on 127.0.0.1:${port}`,
        'People sign in; what two of them release leaves the house.',
      ];
}

/** A desk without feeds.yaml is one of entries by hand. */
async function feedsOf({ config, environment }: ServeOptions, { election }: Night): Promise<OpenFeeds> {
  const file = (await readFeedsFile(config)) ?? { tickets: {}, feeds: [] };
  return openFeedsFile(file, { config, election, environment });
}

function sourcesOf({ feeds }: OpenFeeds): string {
  if (feeds.length === 0) return 'No feed is switched on: entries are made by hand.';
  return `Feeds: ${feeds.map(({ id }) => id).join(', ')}; and entries made by hand.`;
}
