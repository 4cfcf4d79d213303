/**
 * Which of several processes may do what only one may do (read the feeds)? The one that holds a session lock.
 *
 * PostgreSQL frees the lock when the leader's connection ends, however the leader ended.
 */
import { type Database, LOCK_KEY } from './database.ts';

export type Leadership = {
  /** Aborts when leadership is lost with the connection: stop at once, another may lead already. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
};

/** Takes the lead, or returns null while another process has it: ask again after a while. */
export async function leaderLock(database: Database, key: string): Promise<Leadership | null> {
  const client = await database.connect();
  const lost = new AbortController();
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  const { rows } = await client.query<{ led: boolean }>(`select pg_try_advisory_lock(${LOCK_KEY}) as led`, [
    `firstcall leader ${key}`,
  ]);
  if (rows[0]?.led !== true) {
    await client.end();
    return null;
  }
  return { lost: lost.signal, release: () => client.end() };
}
