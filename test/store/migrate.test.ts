import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { emptyDatabase } from './server.ts';

async function copyOfMigrations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'firstcall-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(resolve(import.meta.dirname, '../../migrations'), folder, { recursive: true });
  return folder;
}

describe('migrate', () => {
  it('applies each file once, also when two processes start together', async () => {
    const database = await emptyDatabase();
    const applied = await Promise.all([migrate(database), migrate(database)]);
    expect(applied.flat()).toContain('0001-journal.sql');
    expect(applied.flat().length).toBe(new Set(applied.flat()).size);
    expect(await migrate(database)).toEqual([]);
  });

  it('applies only what is new', async () => {
    const database = await emptyDatabase();
    const folder = await copyOfMigrations();
    const before = await migrate(database, folder);
    const next = `${String(before.length + 1).padStart(4, '0')}-more.sql`;
    await writeFile(join(folder, next), 'create table more (id integer)');
    expect(await migrate(database, folder)).toEqual([next]);
  });

  it('refuses a file that was changed after it was applied, but not one with other line ends', async () => {
    const database = await emptyDatabase();
    const folder = await copyOfMigrations();
    await migrate(database, folder);
    const file = join(folder, '0001-journal.sql');
    const sql = await readFile(file, 'utf8');
    await writeFile(file, sql.replaceAll('\n', '\r\n'));
    expect(await migrate(database, folder)).toEqual([]);
    await writeFile(file, `${sql}\n-- changed`);
    await expect(migrate(database, folder)).rejects.toThrow(
      'migration 0001-journal.sql was changed after it was applied: restore the file and add a new one',
    );
  });

  it('refuses a database of a newer version', async () => {
    const database = await emptyDatabase();
    await migrate(database);
    await database.pool.query(
      "insert into migrations (number, name, sha256) values (9999, '9999-future.sql', '')",
    );
    await expect(migrate(database)).rejects.toThrow(
      'migration 9999-future.sql, which this version does not know',
    );
  });

  it('leaves nothing of a file that fails, nor of those before it in the same run', async () => {
    const database = await emptyDatabase();
    const folder = await copyOfMigrations();
    const count = (await migrate(database, folder)).length;
    const name = (number: number) => `${String(count + number).padStart(4, '0')}-step.sql`;
    await writeFile(join(folder, name(1)), 'create table half (id integer)');
    await writeFile(join(folder, name(2)), 'create table broken (');
    await expect(migrate(database, folder)).rejects.toThrow(`migration ${name(2)} failed: syntax error`);
    const { rows } = await database.pool.query("select to_regclass('half') as half");
    expect(rows).toEqual([{ half: null }]);
  });

  it('refuses numbers with a gap', async () => {
    const database = await emptyDatabase();
    const folder = await copyOfMigrations();
    await writeFile(join(folder, '0900-far.sql'), 'select 1');
    await expect(migrate(database, folder)).rejects.toThrow(
      'invalid migration 0900-far.sql: expected a name that begins',
    );
  });
});
