import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runImport } from '../../../src/cli/import.ts';
import { type Console, FellShort, WrongUse } from '../../../src/cli/outcome.ts';
import { FIXTURES } from './fixtures.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function imported(
  format: string,
  content: string | Uint8Array,
  options: { json: boolean; state?: string } = { json: true },
) {
  const file = join(folder, 'file');
  await writeFile(file, content);
  const lines: string[] = [];
  const console: Console = { out: (line) => lines.push(line), note: () => {}, progress: null };
  const failure = await runImport(format, file, options, console).then(
    () => null,
    (error: Error) => error,
  );
  return { lines, failure };
}

describe('firstcall import', () => {
  it('reads a packed file like the file itself, gzip or a zip of one', async () => {
    const text = FIXTURES['clarity-detail']!;
    const plain = await imported('auto', text);
    const bytes = new TextEncoder().encode(text);
    expect((await imported('auto', zipSync({ 'detail.xml': bytes }))).lines).toEqual(plain.lines);
    expect((await imported('auto', gzipSync(bytes))).lines).toEqual(plain.lines);
    const { failure } = await imported('auto', zipSync({ 'a.xml': bytes, 'b.xml': bytes }));
    expect(failure).toBeInstanceOf(FellShort);
    expect(failure!.message).toContain('it holds 2 files; it must hold one');
  });

  it('prints one report a line and then the summary', async () => {
    const { lines } = await imported('auto', FIXTURES['openelections']!, { json: true, state: 'MA' });
    const [first, ...rest] = lines.map((line) => JSON.parse(line));
    expect(first).toMatchObject({ kind: 'status', about: 'registered' });
    expect(rest.at(-1)).toEqual({
      summary: {
        reports: 4,
        refused: 0,
        why: [],
        format: 'openelections',
        kinds: { count: 3, call: 0, retraction: 0, status: 1, paging: 0, refused: 0 },
        contests: 2,
        units: 2,
        votes: 2900,
      },
    });
  });

  it('says for people who is where, and what was refused', async () => {
    const { lines } = await imported('tse-2022', FIXTURES['tse-2022']!.replace('02/10/2032', '2 Oct'), {
      json: false,
    });
    expect(lines).toEqual([
      'refused  dt: "2 Oct 20:15:00" is no moment',
      "SP  SP  70 votes, 47.3 % of the expected vote: D'AVILA 25, JO&Atilde;O DO NORTE 45",
      'tse-2022: 1 counts of 1 units in 1 contests, 0 calls, 0 retractions, 3 states, 1 refused',
      '  dt: "2 Oct 20:15:00" is no moment',
    ]);
  });

  it('ends as a check that fell short where the file cannot be read, with its place in the summary', async () => {
    const { lines, failure } = await imported('auto', '{"a": 1');
    expect(failure).toBeInstanceOf(FellShort);
    expect(JSON.parse(lines.at(-1)!).summary.why).toEqual([
      'line 1, column 8: it is no JSON: it ends too early',
    ]);
  });

  it('refuses bytes that are no UTF-8', async () => {
    const { failure } = await imported('auto', new Uint8Array([0x7b, 0xff, 0xfe]));
    expect(failure?.message).toMatch(/after byte 0: it is not UTF-8; convert it first/);
  });

  it('takes an unknown name of a format for wrong use', async () => {
    const { failure } = await imported('csv', 'a,b\n');
    expect(failure).toBeInstanceOf(WrongUse);
    expect(failure?.message).toMatch(/unknown format "csv": write auto, /);
  });
});
