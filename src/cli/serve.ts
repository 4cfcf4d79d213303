/**
 * `firstcall serve`: a desk that follows an election live, on this machine, by entries made by hand.
 *
 * One person sits at it, named when it starts. Sign-in of several people is not built yet; until it is, no release
 * can find its two people here, and nothing can leave.
 */
import { join } from 'node:path';
import { Desk } from '../desk.ts';
import { createApp } from '../server/app.ts';
import { readFiles } from '../server/files.ts';
import { House } from '../server/house.ts';
import { openSite } from '../server/public-site.ts';
import { onePersonSession } from '../server/session.ts';
import { openJournal } from '../store/journal.ts';
import { buildDesk } from './build-desk.ts';
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
  readonly signal: AbortSignal;
};

export async function runServe(options: ServeOptions, console: Console): Promise<void> {
  const report = (error: unknown) =>
    console.note(`trouble: ${error instanceof Error ? error.stack : String(error)}`);
  await using scope = new AsyncDisposableStack();
  await buildDesk(options.root, console);
  const night = await givenNight(options.election);
  const opening = await openingOf(options.config, { night, liveFrom: Date.now() }, null);
  const database = await openPlace(options, scope, console);
  const desk = await Desk.open(await openJournal(database, `live-${night.election.id}`), opening);
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
  console.out(`Firstcall follows ${night.election.name}, live.`);
  console.out(`Desk of ${options.person}: http://127.0.0.1:${options.port}/`);
  console.out('Entries are made by hand. One person alone sits at this desk: nothing can leave the house.');
  await new Promise<void>((stop) => options.signal.addEventListener('abort', () => stop(), { once: true }));
}
