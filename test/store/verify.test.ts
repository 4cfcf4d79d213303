import { describe, expect, it } from 'vitest';
import { seal } from '../../src/store/chain.ts';
import { type Journal, openJournal } from '../../src/store/journal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { exportJournal, type Problem, verifyExport, verifyJournal } from '../../src/store/verify.ts';
import { drafts } from './drafts.ts';
import { type TestDatabase, testDatabase } from './server.ts';

/** Ten records, then statements by someone who may switch the triggers off. */
async function tamper(...statements: string[]): Promise<{ database: TestDatabase; journal: Journal }> {
  const database = await testDatabase();
  const journal = await openJournal(database, 'night');
  await journal.append(drafts(10), 0);
  await database.pool.query('alter table records disable trigger all');
  for (const statement of statements) await database.pool.query(statement);
  return { database, journal };
}

const REHASH = "update records set hash = encode(sha256(convert_to(body, 'UTF8')), 'hex') where seq = 4";

describe('verifyJournal', () => {
  it.each<[string, string[], Problem[]]>([
    ['nothing', [], []],
    [
      'a changed body',
      [`update records set body = replace(body, '"first":94', '"first":95') where seq = 4`],
      [{ seq: 4, reason: 'the hash is not that of the record: it was changed' }],
    ],
    [
      'a changed body with its hash made anew',
      [`update records set body = replace(body, '"first":94', '"first":95') where seq = 4`, REHASH],
      [{ seq: 5, reason: 'prev is not the hash of the record before' }],
    ],
    [
      'a removed record',
      ['delete from records where seq = 4'],
      [
        { seq: 5, reason: 'record 4 is missing' },
        { seq: 5, reason: 'prev is not the hash of the record before' },
      ],
    ],
    [
      'a removed beginning',
      ['delete from records where seq <= 3'],
      [
        { seq: 4, reason: 'records 1 to 3 are missing' },
        { seq: 4, reason: 'prev is not the hash of the record before' },
      ],
    ],
    [
      'another kind in the column',
      ["update records set kind = 'call' where seq = 4"],
      [{ seq: 4, reason: 'column kind "call" is not the record\'s "report"' }],
    ],
    [
      'another moment in the column',
      ["update records set at = at - interval '1 hour' where seq = 4"],
      [{ seq: 4, reason: "column at 2024-11-05T23:00:04Z is not the record's 2024-11-06T00:00:04Z" }],
    ],
    [
      'a body that is no longer JSON',
      ["update records set body = 'x' where seq = 10"],
      [
        { seq: 10, reason: 'the hash is not that of the record: it was changed' },
        { seq: 10, reason: 'the record is not canonical JSON' },
      ],
    ],
    [
      'a body with another spelling, and its hash',
      [`update records set body = replace(body, '"by":', '"by": ') where seq = 4`, REHASH],
      [
        { seq: 4, reason: 'the record is not canonical JSON' },
        { seq: 5, reason: 'prev is not the hash of the record before' },
      ],
    ],
  ])('finds %s', async (_, statements, problems) => {
    const { journal } = await tamper(...statements);
    expect((await verifyJournal(journal)).problems).toEqual(problems);
  });

  it('finds two records that changed places', async () => {
    const { journal } = await tamper(
      'update records set seq = -seq where seq in (4, 5)'.replace('-seq', 'seq + 100'),
      'update records set seq = 5 where seq = 104',
      'update records set seq = 4 where seq = 105',
    );
    const { problems } = await verifyJournal(journal);
    expect(problems).toContainEqual({ seq: 4, reason: 'stands at 4 but says it is record 5' });
    expect(problems).toContainEqual({ seq: 5, reason: 'stands at 5 but says it is record 4' });
  });

  it('finds a record that was put in at the end', async () => {
    const { database, journal } = await tamper();
    const forged = seal({ seq: 10, hash: 'f'.repeat(64) }, drafts(1, 11))[0]!;
    await database.pool.query('insert into records values (1, 11, $1, $2, $3, $4)', [
      new Date(forged.at),
      forged.kind,
      forged.body,
      forged.hash,
    ]);
    const { problems } = await verifyJournal(journal);
    expect(problems).toEqual([{ seq: 11, reason: 'prev is not the hash of the record before' }]);
  });

  it('finds a cut end and a journal written anew only by a checkpoint', async () => {
    const { database, journal } = await tamper();
    const checkpoint = await journal.head();
    await database.pool.query('delete from records where seq > 8');
    expect((await verifyJournal(journal)).problems).toEqual([]);
    expect((await verifyJournal(journal, { checkpoint })).problems).toEqual([
      { seq: 8, reason: 'ends before the checkpoint at record 10: records were cut off' },
    ]);
    await journal.append(drafts(2, 99), 8);
    expect((await verifyJournal(journal, { checkpoint })).problems).toEqual([
      { seq: 10, reason: 'the hash is not that of the checkpoint: the journal was rewritten' },
    ]);
  });

  it('counts all problems, names the first, reports progress and can be stopped', async () => {
    const { journal } = await tamper("update records set kind = 'other'");
    const progress: number[] = [];
    const { problems, problemCount, records } = await verifyJournal(journal, {
      onProgress: (done) => progress.push(done),
    });
    expect([problemCount, records, progress.at(-1), problems[0]!.seq]).toEqual([10, 10, 10, 1]);
    await expect(verifyJournal(journal, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow(
      'stopped',
    );
  });
});

describe('an export', () => {
  async function exported(): Promise<string[]> {
    const journal = memoryJournal();
    await journal.append(drafts(10), 0);
    return Array.fromAsync(exportJournal(journal));
  }

  it('is one canonical record with its hash a line, and verifies to the same head', async () => {
    const journal = memoryJournal();
    const records = await journal.append(drafts(10), 0);
    const lines = await Array.fromAsync(exportJournal(journal));
    expect(lines.length).toBe(10);
    expect(JSON.parse(lines[3]!)).toEqual({ ...records[3], at: '2024-11-06T00:00:04Z' });
    expect(await verifyExport(lines)).toEqual({
      records: 10,
      head: await journal.head(),
      problems: [],
      problemCount: 0,
    });
  });

  it.each<[string, (lines: string[]) => string[], Problem]>([
    [
      'a changed figure',
      (lines) => lines.with(3, lines[3]!.replace('"first":94', '"first":95')),
      { seq: 4, reason: 'the hash is not that of the record: it was changed' },
    ],
    ['a missing line', (lines) => lines.toSpliced(3, 1), { seq: 5, reason: 'record 4 is missing' }],
    [
      'swapped lines',
      (lines) => lines.with(3, lines[4]!).with(4, lines[3]!),
      { seq: 4, reason: 'stands after record 5: the order was changed' },
    ],
    [
      'a line that is cut off',
      (lines) => lines.with(9, lines[9]!.slice(0, 40)),
      { seq: 10, reason: 'line 10 is not a record' },
    ],
    [
      'another spelling',
      (lines) => lines.with(3, lines[3]!.replace('"by":', '"by": ')),
      { seq: 4, reason: 'the line is not canonical JSON' },
    ],
  ])('shows %s', async (_, change, problem) => {
    expect((await verifyExport(change(await exported()))).problems).toContainEqual(problem);
  });
});
