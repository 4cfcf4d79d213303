import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { followRefusals } from '../../src/cli/follow-refusals.ts';
import { LiveDesk, livedNight, type OwnDatabase, ownDatabase, PATIENCE } from '../sign-in/live-desk.ts';

let database: OwnDatabase;
let desk: LiveDesk;

beforeAll(async () => {
  database = await ownDatabase();
  desk = await LiveDesk.open({ lived: await livedNight(), database, address: 'http://localhost:4652' });
});

afterAll(async () => {
  await desk?.close();
  await database?.drop();
});

const line = (level: string, text: string) =>
  `2026-11-24 22:19:37.328 UTC [20206] firstcall_desk@firstcall ${level}:  ${text}\n`;
const refusal = (statement: string) =>
  line('ERROR', 'permission denied for table records') + line('STATEMENT', statement);

async function logOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'firstcall-log-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'server.log');
  await writeFile(file, text);
  return file;
}

describe('a statement that the database refuses past the desk', () => {
  it('becomes a record that both languages tell, one a role and minute', async () => {
    const log = await logOf(
      refusal('delete from records') +
        refusal('truncate records') +
        refusal('drop table folds -- パスワード'),
    );
    const stop = new AbortController();
    const following = followRefusals(log, desk.house, { signal: stop.signal, report: expect.unreachable });
    await expect
      .poll(() => desk.records('refused-statement'), PATIENCE)
      .toMatchObject([
        {
          by: 'desk',
          data: { role: 'firstcall_desk', count: 1, statement: 'delete from records' },
        },
      ]);
    stop.abort();
    await following;
    const cookie = await desk.sessionOf('admin');
    for (const [language, words] of [
      ['en', 'The database refused a statement sent to it directly as firstcall_desk'],
      ['ja', 'データベースに直接送られた文（ロールfirstcall_desk）を1件拒否'],
    ] as const)
      expect(await (await desk.get(`/api/journal?lang=${language}`, cookie)).text()).toContain(words);
  });

  it('is not seen where the log cannot be read, and that is told', async () => {
    const stop = new AbortController();
    const told: string[] = [];
    await followRefusals('/nowhere/server.log', desk.house, {
      signal: stop.signal,
      report: (message) => {
        told.push(message);
        stop.abort();
      },
    });
    expect(told).toEqual([expect.stringMatching(/^what the database refuses is not seen: ENOENT/)]);
  });
});
