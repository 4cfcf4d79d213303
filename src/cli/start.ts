/**
 * `firstcall start`: builds the pages, brings up the database, and rehearses the embedded night at the desk.
 */
import { join } from 'node:path';
import { Desk } from '../desk.ts';
import { HOUR } from '../election/instant.ts';
import type { Drill } from '../feeds/drill.ts';
import type { Night } from '../feeds/night/night.ts';
import type { OpenedDraft } from '../fold/opened.ts';
import { dispatchReleases } from '../outbox/dispatch.ts';
import { Rehearsal } from '../rehearsal.ts';
import { createApp } from '../server/app.ts';
import { readFiles } from '../server/files.ts';
import { House, type Surroundings } from '../server/house.ts';
import { openSite, type PublicSite } from '../server/public-site.ts';
import { demoSession } from '../server/session.ts';
import { REHEARSAL_HOURS } from '../server/view-clock.ts';
import type { Database } from '../store/database.ts';
import { listJournals, openJournal } from '../store/journal.ts';
import { buildDesk } from './build-desk.ts';
import { drillsAt } from './drills.ts';
import { givenNight } from './given.ts';
import { host } from './host.ts';
import { openBrowser } from './open-browser.ts';
import { changedSince, openingOf } from './opening.ts';
import type { Console } from './outcome.ts';
import { progressLine } from './progress-line.ts';
import { openPlace } from './with-journal.ts';

export type StartOptions = {
  readonly root: string;
  readonly night: string;
  /** Trouble put in on purpose. */
  readonly drill: Drill | null;
  readonly config: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Desk seconds a second. */
  readonly speed: number;
  /** Where a browser is to be opened; null where nobody looks. */
  readonly openOn: NodeJS.Platform | null;
  readonly signal: AbortSignal;
};

export async function runStart(options: StartOptions, console: Console): Promise<void> {
  const report = (error: unknown) =>
    console.note(`trouble: ${error instanceof Error ? error.stack : String(error)}`);
  await using scope = new AsyncDisposableStack();
  await buildDesk(options.root, console);
  const database = await openPlace(options, scope, console);
  const night = await givenNight(options.night, options.drill);
  const opening = await openingOf(options.config, { night, drill: options.drill }, null);
  const site = await openSite({
    root: options.root,
    folder: join(options.dataDir, 'public'),
    rehearsal: true,
    address: `http://127.0.0.1:${options.port}`,
    wall: Date.now,
    report,
  });
  scope.defer(() => site.close());
  const rehearsals = new Rehearsals({ database, night, opening, site, options, report, note: console.note });
  let house = await rehearsals.open(false);
  scope.defer(() => house.close());
  const session = demoSession('duty', report);
  let startingOver: Promise<void> | null = null;
  const startOver = async () => {
    const former = house;
    site.reset();
    house = await rehearsals.open(true);
    house.rehearsal?.resume();
    await former.close();
  };
  const app = createApp({
    house: () => house,
    session,
    site,
    files: await readFiles(join(options.root, 'dist/desk')),
    drills: () => drillsAt(options.config, database, Date.now()),
    // Asked twice at once, it starts over once.
    startOver: () => {
      startingOver ??= startOver().finally(() => {
        startingOver = null;
      });
      return startingOver;
    },
  });
  await host(app.fetch, options.port, scope);
  console.out(`Firstcall rehearses ${night.election.name}.`);
  console.out(
    `Desk: http://127.0.0.1:${options.port}/    Briefing: http://127.0.0.1:${options.port}/public/`,
  );
  console.out(
    'This is a rehearsal: results and calls are real, the path of the count between them is a reconstruction, nothing leaves this machine.',
  );
  const address = `http://127.0.0.1:${options.port}/`;
  if (options.openOn !== null && !(await openBrowser(address, options.openOn)))
    console.out(`No browser could be opened here: open ${address} yourself.`);
  const printer = setInterval(
    () => void house.desk.read((reader) => console.progress?.(progressLine(reader, house))),
    500,
  );
  scope.defer(() => clearInterval(printer));
  house.rehearsal?.resume();
  await new Promise<void>((stop) => options.signal.addEventListener('abort', () => stop(), { once: true }));
  console.note('\nclosing: journal, database, pages …');
}

type RehearsalParts = {
  readonly database: Database;
  readonly night: Night;
  readonly opening: OpenedDraft;
  readonly site: PublicSite;
  readonly options: StartOptions;
  readonly report: (error: unknown) => void;
  readonly note: Console['note'];
};

/** Opens a rehearsal on the newest journal of the night, or on a new one. The former journals are kept. */
class Rehearsals {
  readonly #parts: RehearsalParts;

  constructor(parts: RehearsalParts) {
    this.#parts = parts;
  }

  async open(fresh: boolean): Promise<House> {
    const { night, site, options, report } = this.#parts;
    const { desk, name } = await this.#openDesk(fresh);
    const from = await desk.read(({ state }) => Math.max(state.at, night.from));
    let house: House | null = null;
    const rehearsal = new Rehearsal({
      desk,
      night,
      from,
      until: night.from + REHEARSAL_HOURS * HOUR,
      speed: options.speed,
      wall: Date.now,
      onChange: () => house?.events.announce(),
      onError: report,
    });
    // A key is used once a journal: each rehearsal has an outbox of its own.
    const outbox = join(options.dataDir, 'outbox', name);
    const surroundings: Surroundings = {
      wall: Date.now,
      report,
      dispatch: (reader, at) => dispatchReleases(reader, outbox, at),
      publish: (reader, at) => site.publish(reader, at),
    };
    house = new House(desk, rehearsal, surroundings);
    await house.open();
    return house;
  }

  /** The newest journal goes on only where it was opened with the same night, drill and files. */
  async #openDesk(fresh: boolean): Promise<{ readonly desk: Desk; readonly name: string }> {
    const { database, night, opening, note } = this.#parts;
    const name = await journalName(database, `rehearsal-${night.election.id}`, fresh);
    const desk = await Desk.open(await openJournal(database, name), opening);
    const changed = await desk.read(({ context }) => changedSince(context.opened, opening.data));
    if (changed.length === 0) return { desk, name };
    await desk.close();
    note(`changed since ${name}, which is kept: ${changed.join(', ')}; a new rehearsal begins`);
    return this.#openDesk(true);
  }
}

async function journalName(database: Database, base: string, fresh: boolean): Promise<string> {
  const known = (await listJournals(database)).filter(({ name }) => name.startsWith(`${base}-`));
  const count = known.length + (fresh || known.length === 0 ? 1 : 0);
  return `${base}-${count}`;
}
