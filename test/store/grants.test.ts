import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Console } from '../../src/cli/outcome.ts';
import { openPlace } from '../../src/cli/with-journal.ts';
import type { Database } from '../../src/store/database.ts';
import { openJournal } from '../../src/store/journal.ts';
import { verifyJournal } from '../../src/store/verify.ts';
import { deskRole } from './desk-role.ts';
import { emptyDatabase, testDatabase } from './server.ts';

const quiet: Console = { out: () => undefined, note: () => undefined, progress: null };

/** What somebody who can run any statement as the desk would try. */
const FORGERIES = [
  ['change a record', "update records set body = replace(body, 'a', 'b')", /denied/],
  ['take a record out', 'delete from records where seq = 2', /denied/],
  ['empty the journal', 'truncate records', /denied/],
  ['empty everything', 'truncate journals cascade', /denied/],
  ['rename the journal', "update journals set name = 'other'", /denied/],
  ['switch the trigger off', 'alter table records disable trigger records_append_only', /owner/],
  ['drop the trigger', 'drop trigger records_append_only on records', /owner/],
  [
    'replace the function',
    'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$',
    /denied|owner/,
  ],
  ['drop the table', 'drop table records cascade', /owner/],
  ['put a view in its place', 'alter table records rename to old_records', /owner/],
  ['switch triggers off for the session', "set session_replication_role = 'replica'", /denied/],
  ['become the owner', 'set role firstcall', /denied/],
  ['give itself the right', 'grant update on records to public; update records set kind = kind', /denied/],
  ['forget a migration', 'delete from migrations', /denied/],
] as const;

async function refusalOf(database: Database, statement: string): Promise<string> {
  try {
    await database.pool.query(statement);
    return 'done';
  } catch (error) {
    return (error as Error).message;
  }
}

async function written(database: Database): Promise<void> {
  const journal = await openJournal(database, 'live');
  const drafts = [1, 2, 3].map((at) => ({ at, by: 'desk', kind: 'fact', data: { at } }));
  await journal.append(drafts, 0);
}

async function expectSound(database: Database): Promise<void> {
  const verified = await verifyJournal(await openJournal(database, 'live'));
  expect(verified).toMatchObject({ records: 3, problemCount: 0 });
}

describe('the desk’s own database role', () => {
  it('cannot change the journal on a server of one’s own, whatever it tries', async () => {
    const owner = await testDatabase();
    const { database: desk, drop } = await deskRole(owner);
    onTestFinished(drop);
    await written(desk);
    for (const [what, statement, refusal] of FORGERIES)
      expect([what, await refusalOf(desk, statement)]).toEqual([what, expect.stringMatching(refusal)]);
    await expectSound(desk);
  });

  it('uses tables that another role makes, on a server of one’s own', async () => {
    const owner = await emptyDatabase();
    const role = `desk_${randomUUID().replaceAll('-', '')}`;
    await owner.pool.query(`create role ${role} login password 'only-here'`);
    const url = Object.assign(new URL(owner.url), { username: role, password: 'only-here' });
    const place = { dataDir: '/nowhere', databaseUrl: url.href, ownerUrl: owner.url };
    {
      await using scope = new AsyncDisposableStack();
      const desk = await openPlace(place, scope, quiet);
      await written(desk);
      expect(await refusalOf(desk, 'delete from records')).toMatch(/denied/);
      await expectSound(desk);
    }
    // At the next start there is nothing to make.
    await using scope = new AsyncDisposableStack();
    await expectSound(await openPlace(place, scope, quiet));
    await owner.pool.query(`drop owned by ${role}`);
    await owner.pool.query(`drop role ${role}`);
  });

  it('is what the embedded database gives the desk', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'firstcall-grants-'));
    await chmod(dataDir, 0o755);
    await using scope = new AsyncDisposableStack();
    scope.defer(() => rm(dataDir, { recursive: true, force: true }));
    const desk = await openPlace({ dataDir, databaseUrl: null }, scope, quiet);
    await written(desk);
    const { rows } = await desk.pool.query(
      'select current_user as role, rolsuper from pg_roles where rolname = current_user',
    );
    expect(rows).toEqual([{ role: 'firstcall_desk', rolsuper: false }]);
    for (const [what, statement, refusal] of FORGERIES)
      expect([what, await refusalOf(desk, statement)]).toEqual([what, expect.stringMatching(refusal)]);
    await expectSound(desk);
  });
});

describe('the owner of the tables', () => {
  it.each(['update records set kind = kind', 'delete from records', 'truncate records'])(
    'is refused by the journal itself: %s',
    async (statement) => {
      const owner = await testDatabase();
      await written(owner);
      expect(await refusalOf(owner, statement)).toMatch(/append-only/);
      await expectSound(owner);
    },
  );
});
