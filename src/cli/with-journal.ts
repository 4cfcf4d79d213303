/** Opens a kept journal for a command, and closes journal, database and server behind it whatever happens. */
import { type Database, openDatabase } from '../store/database.ts';
import { grantDesk } from '../store/grants.ts';
import { type Journal, listJournals, openJournal } from '../store/journal.ts';
import { migrate } from '../store/migrate.ts';
import { startPostgres } from '../store/postgres.ts';
import { keyIn } from '../store/snapshot-key.ts';
import { type Console, WrongUse } from './outcome.ts';

export type Place = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Of a server of one's own: who makes its tables, where that is another than who uses them. */
  readonly ownerUrl?: string | null;
};

/** Runs a command with a way to open a journal by name: null where none is to be kept, '' for the newest one. */
export async function withJournal(
  options: Place & { readonly name: string | null },
  console: Console,
  work: (open: (() => Promise<Journal>) | null) => Promise<void>,
): Promise<void> {
  if (options.name === null) return work(null);
  await using scope = new AsyncDisposableStack();
  const database = await openPlace(options, scope, console);
  const name = options.name === '' ? await newest(database) : options.name;
  await work(() => openJournal(database, name));
}

/** A database, and the log of its server where that is ours. */
export type OpenPlace = Database & { readonly serverLog: string | null };

/** Brings up the database of a place, its tables made by their owner; the scope closes it again. */
export async function openPlace(
  { dataDir, databaseUrl, ownerUrl = null }: Place,
  scope: AsyncDisposableStack,
  console: Console,
): Promise<OpenPlace> {
  const options = { log: console.note };
  const server = databaseUrl === null ? await startPostgres({ dataDir, log: console.note }) : null;
  if (server !== null) scope.defer(() => server.stop());
  const url = databaseUrl ?? server!.deskUrl;
  const owner = server?.url ?? ownerUrl;
  if (owner !== null) await prepare(owner, new URL(url).username, options);
  const database = await openDatabase(url, { ...options, snapshotKey: keyIn(dataDir) });
  scope.defer(() => database.close());
  if (owner === null) await migrate(database);
  return { ...database, serverLog: server?.log ?? null };
}

async function prepare(owner: string, role: string, options: { log: Console['note'] }): Promise<void> {
  const database = await openDatabase(owner, options);
  try {
    await migrate(database);
    await grantDesk(database, role);
  } finally {
    await database.close();
  }
}

async function newest(database: Database): Promise<string> {
  const journals = await listJournals(database);
  const last = journals.toSorted((a, b) => a.openedAt - b.openedAt).at(-1);
  if (last === undefined)
    throw new WrongUse(
      'there is no journal yet: run "firstcall start" or "firstcall rehearse NIGHT --keep NAME" first',
    );
  return last.name;
}
