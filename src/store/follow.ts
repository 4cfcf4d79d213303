/**
 * How a process follows a journal that others write: it reads on after every hint and at the latest after a while.
 *
 * NOTIFY is only a hint. A lost one costs at most the poll interval, a lost connection is made anew; what was yielded
 * is decided by the numbers alone, so nothing is missed and nothing comes twice.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type JournalRecord, type Row, toRecord } from './chain.ts';
import { type Database, isConnectionLoss } from './database.ts';

const CHANNEL = 'firstcall_journal';

/** A person does not notice a second; four processes polling so cost PostgreSQL nothing. */
const POLL_INTERVAL = 1_000;
const RECONNECT_AFTER = 500;

/** Tells all followers that a journal has grown, once the transaction commits. */
export async function notify(
  client: Pick<pg.PoolClient, 'query'>,
  journal: number,
  seq: number,
): Promise<void> {
  await client.query('select pg_notify($1, $2)', [CHANNEL, `${journal} ${seq}`]);
}

/** Yields what `readAfter` gives behind `afterSeq`, on and on until `signal` aborts. */
export async function* followRows(
  database: Database,
  journal: number,
  afterSeq: number,
  signal: AbortSignal,
  readAfter: (seq: number) => Promise<Row[]>,
): AsyncIterable<JournalRecord[]> {
  const hint = new Hint();
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  until.addEventListener('abort', () => hint.give());
  const listening = listen(database, journal, hint, until);
  let seq = afterSeq;
  try {
    while (!until.aborted) {
      hint.clear();
      const rows = await readPatiently(database, () => readAfter(seq));
      if (rows.length > 0) {
        seq = rows.at(-1)!.seq;
        yield rows.map(toRecord);
      } else {
        await hint.wait(POLL_INTERVAL);
      }
    }
  } finally {
    stop.abort();
    await listening;
  }
}

/** Whether there may be something to read since it was last cleared. */
class Hint {
  #given = false;
  #wake: () => void = () => undefined;

  clear(): void {
    this.#given = false;
  }

  give(): void {
    this.#given = true;
    this.#wake();
  }

  /** Waits until the hint is given, or this many milliseconds. */
  async wait(milliseconds: number): Promise<void> {
    if (this.#given) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

async function readPatiently(database: Database, read: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await read();
  } catch (error) {
    if (!isConnectionLoss(error)) throw error;
    database.log(`could not read the journal: ${(error as Error).message}; trying again`);
    return [];
  }
}

/** Listens until `signal` aborts, and connects again whenever the connection is lost. Never throws. */
async function listen(database: Database, journal: number, hint: Hint, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await listenOnce(database, journal, hint, signal);
    } catch (error) {
      database.log(
        `lost the connection that listens to the journal: ${(error as Error).message}; connecting again`,
      );
      await pause(RECONNECT_AFTER, signal);
    }
  }
}

async function listenOnce(
  database: Database,
  journal: number,
  hint: Hint,
  signal: AbortSignal,
): Promise<void> {
  const client = await database.connect();
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  client.on('error', reject);
  client.on('end', () => reject(new Error('the server closed it')));
  client.on('notification', ({ payload }) => {
    if (payload?.startsWith(`${journal} `)) hint.give();
  });
  const leave = () => resolve();
  signal.addEventListener('abort', leave);
  if (signal.aborted) leave();
  try {
    await client.query(`listen ${CHANNEL}`);
    // What was written while nobody listened gave no hint.
    hint.give();
    await ended;
  } finally {
    signal.removeEventListener('abort', leave);
    await client.end().catch(() => undefined);
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}
