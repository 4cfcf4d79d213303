/**
 * Starts the embedded PostgreSQL of a data folder, or takes over the one that a killed firstcall left running.
 *
 * Folder → address of a database. One firstcall a folder: it holds a lock within the server, which PostgreSQL frees
 * when its holder dies, so no lock can be stale.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { address, type Cluster, findServer, makeCluster, startServer, stopServer, USER } from './cluster.ts';
import { openFolder, removeLeftovers } from './data-folder.ts';
import { LOCK_KEY } from './database.ts';
import { StartError } from './postgres-error.ts';
import { findPrograms } from './postgres-programs.ts';
import { findOwner } from './run-as.ts';

export type Postgres = {
  /** Address of the database for its owner, who makes tables; with the password: never print it. */
  readonly url: string;
  /** The same for the desk, which can write the journal and change nothing in it; see `grants.ts`. */
  readonly deskUrl: string;
  /** Whether the server was running already. */
  readonly adopted: boolean;
  /** The file to which the server writes what it refuses. */
  readonly log: string;
  /** Ends the server, started or adopted; close what uses it first. */
  stop(): Promise<void>;
};

export type PostgresOptions = { readonly dataDir: string; readonly log: (message: string) => void };

const DATABASE = 'firstcall';
const DESK_ROLE = 'firstcall_desk';
const LOCK_NAME = 'firstcall data folder';
const RETAKE_AFTER = 1_000;

/** Throws StartError with what to do where it cannot be done. */
export async function startPostgres({ dataDir, log }: PostgresOptions): Promise<Postgres> {
  const owner = await findOwner();
  const folder = await openFolder(dataDir, owner);
  const cluster = { folder, owner, programs: await findPrograms(folder.path, owner) };
  await makeCluster(cluster);
  const { port, adopted } = await findOrStart(cluster);
  const hold = await holdFolder(cluster, port, log);
  await removeLeftovers(folder);
  await makeDatabase(cluster, port);
  const deskPassword = await makeDeskRole(cluster, port);
  const urlOf = (user: string, password: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${DATABASE}?sslmode=disable`;
  log(
    `PostgreSQL ${adopted ? 'was left running and is used on' : 'runs on'} 127.0.0.1:${port}, data in ${folder.dataDir}`,
  );
  const stop = async () => {
    await hold.release();
    await stopServer(cluster);
  };
  let stopping: Promise<void> | undefined;
  return {
    url: urlOf(USER, folder.password),
    deskUrl: urlOf(DESK_ROLE, deskPassword),
    adopted,
    log: folder.log,
    stop: () => (stopping ??= stop()),
  };
}

async function findOrStart(cluster: Cluster): Promise<{ port: number; adopted: boolean }> {
  const running = await findServer(cluster);
  if (running !== null) return { port: running, adopted: true };
  try {
    return { port: await startServer(cluster), adopted: false };
  } catch (error) {
    // Another firstcall may have started it in the same moment; then the lock decides whose it is.
    const others = await findServer(cluster);
    if (others === null) throw error;
    return { port: others, adopted: true };
  }
}

type Hold = { release(): Promise<void> };

/** Takes the folder for this process, and takes it again where the server lost the connection that held it. */
async function holdFolder(cluster: Cluster, port: number, log: (message: string) => void): Promise<Hold> {
  const released = new AbortController();
  const hold = async (): Promise<pg.Client> => {
    const client = await takeLock(cluster, port);
    client.once('end', () => void holdAgain());
    return client;
  };
  const holdAgain = async (): Promise<void> => {
    while (!released.signal.aborted) {
      await sleep(RETAKE_AFTER, undefined, { signal: released.signal, ref: false }).catch(() => undefined);
      if (released.signal.aborted) return;
      try {
        current = await hold();
        return;
      } catch (error) {
        log(`the data folder is not held: ${(error as Error).message}`);
      }
    }
  };
  let current = await hold();
  const release = async () => {
    released.abort();
    await current.end().catch(() => undefined);
  };
  return { release };
}

async function takeLock({ folder }: Cluster, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    ...address(folder, port, 'postgres'),
    application_name: `firstcall ${process.pid}`,
  });
  client.on('error', () => undefined);
  await client.connect().catch((cause: Error) => {
    throw new StartError(
      'start-failed',
      `PostgreSQL in ${folder.dataDir} runs but does not let this firstcall in with the password of ${folder.path}/password: ${cause.message}. Bring back the file that the database was made with`,
      cause,
    );
  });
  const { rows } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(${LOCK_KEY}) as taken`,
    [LOCK_NAME],
  );
  if (rows[0]!.taken) return client;
  const holder = await findHolder(client);
  await client.end();
  throw new StartError(
    'held',
    `the data folder ${folder.dataDir} is in use by another firstcall${holder}: stop that one, or give this one another data folder`,
  );
}

async function findHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string; since: string }>(
    `select a.application_name as name, to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS"Z"') as since
     from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and (l.classid::bigint << 32 | l.objid::bigint) = ${LOCK_KEY}`,
    [LOCK_NAME],
  );
  const holder = rows[0];
  return holder === undefined
    ? ''
    : ` (process ${holder.name.replace('firstcall ', '')}, since ${holder.since})`;
}

async function makeDatabase({ folder }: Cluster, port: number): Promise<void> {
  const client = new pg.Client(address(folder, port, 'postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** The desk's own role gets a new password at every start: none is kept anywhere. */
async function makeDeskRole({ folder }: Cluster, port: number): Promise<string> {
  const password = randomBytes(24).toString('hex');
  const client = new pg.Client(address(folder, port, 'postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [DESK_ROLE]);
    await client.query(
      `${rowCount === 0 ? 'create' : 'alter'} role ${DESK_ROLE} login nosuperuser nocreatedb nocreaterole
       noreplication nobypassrls password '${password}'`,
    );
  } finally {
    await client.end();
  }
  return password;
}
