/** Databases for tests, each empty and of its own, on the PostgreSQL that `postgres-setup.ts` started. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';

export type TestDatabase = Database & { readonly url: string };

/** Makes a database without tables; it is dropped when the test has finished. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase(url.href);
  onTestFinished(async () => {
    await database.close();
    await administer(server, `drop database ${name} with (force)`);
  });
  return { ...database, url: url.href };
}

/** Makes a database with all tables; it is dropped when the test has finished. */
export async function testDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  await migrate(database);
  return database;
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(statement);
  await client.end();
}
