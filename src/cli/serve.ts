/**
 * `firstcall serve`: a desk that follows an election live, on this machine, by its feeds and by entries made by hand.
 *
 * One person sits at it, named when it starts. Sign-in of several people is not built yet; until it is, no release
 * can find its two people here, and nothing can leave.
 */
import { join } from 'node:path';
import { Desk } from '../desk.ts';
import type { OpenFeeds } from '../feeds/fetch/open-feeds.ts';
import type { Environment } from '../feeds/fetch/secrets.ts';
import type { Night } from '../feeds/night/night.ts';
import { createApp } from '../server/app.ts';
import { readFiles } from '../server/files.ts';
import { House } from '../server/house.ts';
import { openSite } from '../server/public-site.ts';
import { onePersonSession } from '../server/session.ts';
import { openJournal } from '../store/journal.ts';
import { buildDesk } from './build-desk.ts';
import { openFeedsFile, readFeedsFile } from './feeds.ts';
import { followFeeds } from './follow-feeds.ts';
import { givenNight } from './given.ts';
import { host } from './host.ts';
import { openingOf } from './opening.ts';
import type { Console } from './outcome.ts';
import { openPlace } from './with-journal.ts';

export type ServeOptions = {
  readonly root: string;
  /** Folder with the election and its baseline, in the form of a recorded night without counts. */
  readonly election: string;
  readonly config: string;
  readonly person: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Where keys of feeds are looked up. */
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
  const site = await openSite({
    root: options.root,
    folder: join(options.dataDir, 'public-live'),
    rehearsal: false,
    wall: Date.now,
    report,
  });
  const house = new House(desk, null, {
    wall: Date.now,
    report,
    dispatch: () => null,
    publish: (reader, at) => site.publish(reader, at),
  });
  await house.open();
  scope.defer(() => house.close());
  const app = createApp({
    house: () => house,
    startOver: () => Promise.reject(new Error('a live desk cannot start over')),
    session: onePersonSession(options.person, report),
    site,
    files: await readFiles(join(options.root, 'dist/desk')),
  });
  await host(app.fetch, options.port, scope);
  const { signal } = options;
  const following = followFeeds(feeds, { desk, database, name, report: console.note, signal });
  scope.defer(() => following);
  console.out(`Firstcall follows ${night.election.name}, live.`);
  console.out(`Desk of ${options.person}: http://127.0.0.1:${options.port}/`);
  console.out(sourcesOf(feeds));
  console.out('One person alone sits at this desk: nothing can leave the house.');
  await new Promise<void>((stop) => signal.addEventListener('abort', () => stop(), { once: true }));
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
