/**
 * What is costly and the same for many test files is made once in a run, by whichever file asks first; others wait for
 * it. The lock is PostgreSQL's, so it is free again when its holder ends, however that ends.
 */
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';

/** Makes a file or folder where none has yet; `make` gets the path to fill. Returns where it lies, for reading only. */
export async function madeOnce(name: string, make: (path: string) => Promise<unknown>): Promise<string> {
  const path = join(inject('runFolder'), name);
  if (existsSync(path)) return path;
  await oneAtATime(name, async () => {
    if (existsSync(path)) return;
    // Under its name only when it is whole: a file that failed half-way leaves nothing to the next.
    const unfinished = `${path}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await make(unfinished);
    await rename(unfinished, path);
  });
  return path;
}

/** Does something while no other test file of this run does anything under the same name. */
export async function oneAtATime<T>(name: string, act: () => Promise<T>): Promise<T> {
  const client = new pg.Client(inject('postgresUrl'));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    return await act();
  } finally {
    await client.end();
  }
}
