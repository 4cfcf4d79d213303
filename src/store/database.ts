/**
 * The way to PostgreSQL: a pool with time-outs, connections of one's own, transactions.
 *
 * An address → a Database. Numbers and moments arrive as JavaScript numbers: `bigint` must stay below 2^53, and
 * `timestamptz` is read as an Instant.
 */
import pg from 'pg';
import { KEY_OF_PROCESS, type SnapshotKey } from './snapshot-key.ts';

export type Database = {
  readonly pool: pg.Pool;
  /** With which this desk seals its snapshots. */
  readonly snapshotKey: SnapshotKey;
  /** Takes messages for the operator: lost connections and the like. */
  readonly log: (message: string) => void;
  /** A connection outside the pool, for what lives as long as its session: LISTEN and session locks. */
  readonly connect: () => Promise<pg.Client>;
  readonly close: () => Promise<void>;
};

export type DatabaseOptions = {
  /** What the database's own lists of connections show. */
  readonly applicationName?: string;
  readonly log?: (message: string) => void;
  /** That of the data folder; without it snapshots serve this process alone. */
  readonly snapshotKey?: SnapshotKey;
};

const POOL_SIZE = 8;

/** Longer than the slowest page of a journal takes on a busy machine; a stuck lock must not stop the desk for good. */
const STATEMENT_TIMEOUT = 60_000;
/** A process that froze within a transaction holds up every writer of its journal. */
const IDLE_TRANSACTION_TIMEOUT = 30_000;
const CONNECT_TIMEOUT = 10_000;

const INT8 = 20;
const TIMESTAMPTZ = 1184;

const readTimestamp = pg.types.getTypeParser(TIMESTAMPTZ) as (text: string) => Date;

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return Number;
    if (oid === TIMESTAMPTZ) return (text: string) => readTimestamp(text).getTime();
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/** Opens the database at `postgres://user:password@host:port/name` and tries it once. Throws with what to do where it cannot be reached. */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const { applicationName = 'firstcall', log = () => undefined, snapshotKey = KEY_OF_PROCESS } = options;
  const config: pg.PoolConfig = {
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: STATEMENT_TIMEOUT,
    query_timeout: STATEMENT_TIMEOUT + 5_000,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT,
    keepAlive: true,
    types,
  };
  const pool = new pg.Pool({ ...config, max: POOL_SIZE });
  pool.on('error', (error) => log(`an idle database connection was lost: ${error.message}`));
  try {
    await pool.query('select 1');
  } catch (cause) {
    await pool.end();
    throw unreachable(url, cause as Error);
  }
  return { pool, snapshotKey, log, connect: () => connect(config), close: () => pool.end() };
}

async function connect(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config);
  await client.connect();
  return client;
}

function unreachable(url: string, cause: Error): Error {
  const place = URL.canParse(url)
    ? `${new URL(url).host}${new URL(url).pathname}`
    : 'an address that is not a URL';
  const reason = cause.message || (cause as NodeJS.ErrnoException).code;
  return new Error(
    `cannot open the database at ${place}: ${reason}; check DATABASE_URL and that the server runs`,
    {
      cause,
    },
  );
}

/** Runs `work` in one transaction: all of it is written, or nothing. */
export async function transaction<T>(
  { pool }: Pick<Database, 'pool'>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    await rollBack(client);
    throw error;
  }
}

async function rollBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch {
    client.release(true);
  }
}

/** Whether an error says that the connection or the server went away, as against a statement being wrong. */
export function isConnectionLoss(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return true;
  return /^(08|53|57P)/.test(code) || /^E[A-Z]{3,}$/.test(code);
}

/** A lock's 64-bit key from its name: the same in every process. */
export const LOCK_KEY = `hashtextextended($1, 0)`;
