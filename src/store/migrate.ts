/**
 * Brings a database's tables up to date: numbered SQL files, each applied once, in order, in its own transaction.
 *
 * A file that was applied must never change: its SHA-256 is kept beside its number and compared at every start.
 */
import { hash as digest } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { type Database, LOCK_KEY, transaction } from './database.ts';

type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
};
type Applied = Omit<Migration, 'sql'>;

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));

/**
 * Applies what is missing and returns the names of what was applied. Two processes may do so at once.
 * Throws, changing nothing, where the database was made by a newer version or by a changed file.
 */
export async function migrate(database: Database, folder = FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder);
  return transaction(database, async (client) => {
    await client.query(`select pg_advisory_xact_lock(${LOCK_KEY})`, ['firstcall migrations']);
    await client.query(`create table if not exists migrations (
      number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`);
    const missing = findMissing(migrations, await readApplied(client));
    for (const migration of missing) await apply(client, migration);
    return missing.map(({ name }) => name);
  });
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map((name, index) => readMigration(folder, name, index + 1)));
}

async function readMigration(folder: string, name: string, expected: number): Promise<Migration> {
  const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
  if (number !== expected)
    throw new Error(
      `invalid migration ${name}: expected a name that begins with ${String(expected).padStart(4, '0')}-`,
    );
  const sql = (await readFile(`${folder}/${name}`, 'utf8')).replaceAll('\r\n', '\n');
  return { number, name, sql, sha256: digest('sha256', sql, 'hex') };
}

async function readApplied(client: pg.PoolClient): Promise<Applied[]> {
  return (await client.query<Applied>('select number, name, sha256 from migrations order by number')).rows;
}

function findMissing(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  for (const { number, name, sha256 } of applied) {
    const ours = migrations[number - 1];
    if (ours === undefined)
      throw new Error(
        `the database holds migration ${name}, which this version does not know: start the newer version`,
      );
    if (ours.sha256 !== sha256)
      throw new Error(
        `migration ${ours.name} was changed after it was applied: restore the file and add a new one`,
      );
  }
  return migrations.slice(applied.length);
}

async function apply(client: pg.PoolClient, { number, name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query(sql);
  } catch (cause) {
    throw new Error(`migration ${name} failed: ${(cause as Error).message}`, { cause });
  }
  await client.query('insert into migrations (number, name, sha256) values ($1, $2, $3)', [
    number,
    name,
    sha256,
  ]);
}
