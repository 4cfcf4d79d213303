import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runVerify } from '../../src/cli/journal.ts';
import { Desk } from '../../src/desk.ts';
import { MINUTE } from '../../src/election/instant.ts';
import { type Journal, openJournal } from '../../src/store/journal.ts';
import { embeddedNight, GATE_OPENS, livedUntil } from '../desk/embedded-night.ts';
import { type OwnDatabase, ownDatabase } from '../sign-in/live-desk.ts';

let database: OwnDatabase;
let journal: Journal;
/** Two snapshots: one of a desk that read the night, one of a desk that went on from there. */
let snapshots: readonly object[];

beforeAll(async () => {
  const stage = await embeddedNight();
  database = await ownDatabase();
  journal = await openJournal(database, 'night');
  await journal.append(await livedUntil(stage, GATE_OPENS), 0);
  await (await Desk.open(journal, stage.opening)).close();
  const first = await database.pool.query<object>('select * from folds');
  const again = await Desk.open(await openJournal(database, 'night'), stage.opening);
  const data = { reason: 'a telephone call' };
  await again.submit([{ at: GATE_OPENS + MINUTE, by: 'person:duty', kind: 'held-all', data }]);
  await again.close();
  const second = await database.pool.query<object>('select * from folds');
  snapshots = [...first.rows, ...second.rows];
});

afterAll(() => database?.drop());

beforeEach(async () => {
  // Of so short a journal a desk keeps the last alone.
  await database.pool.query('delete from folds');
  await database.pool.query('insert into folds select * from json_populate_recordset(null::folds, $1)', [
    JSON.stringify(snapshots),
  ]);
});

async function verified(json = false): Promise<{ lines: string[]; fault: string | null }> {
  const lines: string[] = [];
  const console = { out: (line: string) => void lines.push(line), note: () => undefined, progress: null };
  const { signal } = new AbortController();
  try {
    await runVerify(journal, { json, signal }, console);
    return { lines, fault: null };
  } catch (error) {
    return { lines, fault: (error as Error).message };
  }
}

describe('firstcall journal verify', () => {
  it('folds the records again and finds that the snapshots say the same', async () => {
    expect(await verified()).toEqual({
      lines: [expect.stringMatching(/records, unbroken/), '2 snapshots say what the records say'],
      fault: null,
    });
    const { lines } = await verified(true);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      problemCount: 0,
      snapshots: { snapshots: 2, unsealed: 0, problems: [] },
    });
  });

  it('names the snapshot that somebody changed, and what in it', async () => {
    await database.pool.query(
      `update folds set state = (state::jsonb || '{"timeline": []}')::text where seq = (select max(seq) from folds)`,
    );
    const { seq } = await journal.head();
    const { lines, fault } = await verified();
    expect(lines[1]).toBe(
      `record ${seq}: its snapshot is not what the records fold to: "timeline" is another`,
    );
    expect(fault).toBe('the journal is not as it was written');
  });

  it('tells a snapshot of another key that is true from one that is not', async () => {
    await database.pool.query("update folds set seal = 'of another desk'");
    expect(await verified()).toMatchObject({
      lines: [
        /unbroken/,
        '2 snapshots say what the records say; 2 of another key, which this desk does not use',
      ],
      fault: null,
    });
    await database.pool.query(
      'insert into folds select journal, version, seq + 1000000, hash, state, seal from folds limit 1',
    );
    expect((await verified()).lines[1]).toMatch(/there is a snapshot of it, but no such record/);
    await database.pool.query("update folds set state = 'no JSON'");
    expect((await verified()).lines[1]).toMatch(/all of it is another/);
  });
});
