import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { type Journal, openJournal } from '../../src/store/journal.ts';
import { keyIn } from '../../src/store/snapshot-key.ts';
import { embeddedNight, GATE_OPENS, livedUntil } from '../desk/embedded-night.ts';
import { deskRole } from './desk-role.ts';
import { drafts } from './drafts.ts';
import { testDatabase } from './server.ts';

const SEQS = [10, 20, 30, 40];

/** Four snapshots; of so short a journal a desk would keep the last alone. */
async function saved({ pool }: Pick<Database, 'pool'>, journal: Journal): Promise<Map<number, string>> {
  const records = await journal.append(drafts(50), 0);
  const states = new Map(SEQS.map((seq) => [seq, JSON.stringify({ seq, leader: 'nobody' })]));
  for (const [seq, state] of states) {
    const { rows } = await pool.query('select * from folds');
    await journal.saveFold({ seq, hash: records[seq - 1]!.hash, version: 1, state });
    await putBack({ pool }, rows);
  }
  return states;
}

async function putBack({ pool }: Pick<Database, 'pool'>, rows: readonly object[]): Promise<void> {
  await pool.query(
    'insert into folds select * from json_populate_recordset(null::folds, $1) on conflict do nothing',
    [JSON.stringify(rows)],
  );
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'firstcall-key-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** What somebody tries who can run any statement as the desk; `$1` and `$2` are two records. */
const TAMPERING = {
  'changes what a snapshot says': `update folds set state = replace(state, 'nobody', 'somebody') where seq = $1 and $2::int > 0`,
  'puts one snapshot in place of another':
    'update folds f set state = o.state, seal = o.seal from folds o where f.seq = $1 and o.seq = $2 and f.seq <> o.seq',
  'moves a snapshot to another record': `insert into folds (journal, version, seq, hash, state, seal)
     select f.journal, 1, r.seq, r.hash, f.state, f.seal from folds f join records r using (journal)
     where f.seq = $1 and r.seq = $2::int + 1 on conflict do nothing`,
  'invents a snapshot': `insert into folds (journal, version, seq, hash, state, seal)
     select journal, 1, seq, hash, '{"leader":"somebody"}', repeat('A', 43) from records
     where seq in ($1::int + 5, $2::int + 5) on conflict do nothing`,
  'invents its seal': `update folds set state = '{}', seal = encode(sha256(convert_to(state || hash, 'UTF8')), 'base64') where seq in ($1, $2)`,
  'takes the seal away': `update folds set seal = '' where seq = $1 and $2::int > 0`,
  'gives it another hash': `update folds set hash = (select hash from records where seq = $2) where seq = $1 and $1 <> $2`,
  'takes a snapshot out': 'delete from folds where seq = $1 and $2::int > 0',
} as const;

describe('a snapshot of the fold', () => {
  it('is believed as it was kept or not at all, whatever the desk’s own database role does to it', async () => {
    const owner = await testDatabase();
    const { database: role, drop } = await deskRole(owner);
    onTestFinished(drop);
    const journal = await openJournal(owner, 'night');
    const states = await saved(owner, journal);
    const { rows: kept } = await owner.pool.query('select * from folds');
    const names = Object.keys(TAMPERING) as (keyof typeof TAMPERING)[];
    const step = fc.record({
      name: fc.constantFrom(...names),
      first: fc.constantFrom(...SEQS),
      second: fc.constantFrom(...SEQS),
      upTo: fc.integer({ min: 1, max: 50 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        await owner.pool.query('delete from folds');
        await putBack(owner, kept);
        for (const { name, first, second, upTo } of steps) {
          await role.pool.query(TAMPERING[name], [first, second]);
          const loaded = await journal.loadFold({ version: 1, upTo });
          if (loaded !== null) expect(loaded.state).toBe(states.get(loaded.seq));
        }
      }),
      { seed: 20261125, numRuns: 60 },
    );
  });

  it('that was tampered with is passed over for the one before, and the operator is told', async () => {
    const owner = await testDatabase();
    const told: string[] = [];
    const journal = await openJournal({ ...owner, log: (message) => told.push(message) }, 'night');
    await saved(owner, journal);
    expect(await journal.loadFold({ version: 1 })).toMatchObject({ seq: 40 });
    expect(told).toEqual([]);
    await owner.pool.query("update folds set state = '{}' where seq >= 30");
    expect(await journal.loadFold({ version: 1 })).toMatchObject({ seq: 20 });
    expect(told).toEqual([
      expect.stringContaining('record 40 is passed over'),
      expect.stringContaining('record 30 is passed over'),
    ]);
    expect(await Array.fromAsync(journal.folds(1), ({ seq, standing }) => [seq, standing])).toEqual([
      [10, 'sealed'],
      [20, 'sealed'],
      [30, 'unsealed'],
      [40, 'unsealed'],
    ]);
  });

  it('forged at the head does not change what a desk starts with', async () => {
    const stage = await embeddedNight();
    const owner = await testDatabase();
    const { database: role, drop } = await deskRole(owner);
    onTestFinished(drop);
    const journal = await openJournal(owner, 'night');
    await journal.append(await livedUntil(stage, GATE_OPENS), 0);
    const first = await Desk.open(journal, stage.opening);
    const before = await first.read(({ state }) => JSON.stringify(state));
    await first.close();
    const { rows } = await owner.pool.query<{ state: string }>('select state from folds');
    expect(rows).toHaveLength(1);
    const forged = JSON.stringify({ ...JSON.parse(rows[0]!.state), timeline: [] });
    await role.pool.query('update folds set state = $1', [forged]);
    const second = await Desk.open(await openJournal(role, 'night'), stage.opening);
    expect(await second.read(({ state }) => JSON.stringify(state))).toBe(before);
    await second.close();
  });
});

describe('the key of snapshots', () => {
  it('lies in the data folder, for its owner alone, and is made once whoever comes first', async () => {
    const folder = await temporaryFolder();
    const keys = [keyIn(folder), keyIn(folder), keyIn(folder)];
    expect(await keys[0]!.find()).toBeNull();
    const made = await Promise.all(keys.map((key) => key.findOrMake()));
    expect(new Set(made.map((key) => key.toString('hex'))).size).toBe(1);
    expect((await stat(join(folder, 'snapshot-key'))).mode & 0o777).toBe(0o600);
    expect(await keyIn(folder).find()).toEqual(made[0]);
  });

  it('of one folder opens the snapshots of another start, and none of another folder', async () => {
    const database = await testDatabase();
    const [here, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    const open = async (folder: string) => {
      const other = await openDatabase(database.url, { snapshotKey: keyIn(folder) });
      onTestFinished(() => other.close());
      return openJournal(other, 'night');
    };
    await saved(database, await open(here));
    expect(await (await open(here)).loadFold({ version: 1 })).toMatchObject({ seq: 40 });
    expect(await (await open(elsewhere)).loadFold({ version: 1 })).toBeNull();
    await keyIn(elsewhere).findOrMake();
    expect(await (await open(elsewhere)).loadFold({ version: 1 })).toBeNull();
  });

  it('that is cut short is named, with what to do', async () => {
    const folder = await temporaryFolder();
    await keyIn(folder).findOrMake();
    const file = join(folder, 'snapshot-key');
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 10));
    await expect(keyIn(folder).find()).rejects.toThrow(/snapshot-key holds no key: remove it/);
  });
});
