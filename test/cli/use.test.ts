import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NIGHT } from '../desk/embedded-night.ts';
import { run } from './run.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-use-'));
  await writeFile(join(folder, 'torn.jsonl'), '{"seq":1,"at":');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** All commands, by asking each for its help. */
async function commands(path: readonly string[] = []): Promise<string[][]> {
  const { out } = await run(...path, '--help');
  const list = out.split('\nCommands:\n')[1];
  if (list === undefined) return [[...path]];
  const names = [...list.matchAll(/^ {2}([\w-]+)/gm)]
    .map(([, name]) => name!)
    .filter((name) => name !== 'help');
  return (await Promise.all(names.map((name) => commands([...path, name])))).flat();
}

describe('--help', () => {
  it('has an example of every command, which begins as the command does', async () => {
    const all = await commands();
    expect(all.map((path) => path.join(' '))).toEqual(
      expect.arrayContaining([
        'start',
        'rehearse',
        'judge',
        'policy explain',
        'config check',
        'journal verify',
      ]),
    );
    for (const path of all) {
      const { code, out, err } = await run(...path, '--help');
      expect([code, err], path.join(' ')).toEqual([0, '']);
      expect(out, path.join(' ')).toContain(`Example:\n  firstcall ${path.join(' ')}`);
    }
  });
});

describe('wrong use', () => {
  const WINDOW = ['windows', '--from', '2024-11-06T11:30:00Z', '--to', '2024-11-07T11:30:00Z'];
  const wrong: [name: string, args: string[], reason: RegExp][] = [
    ['no command', [], /Usage: firstcall/],
    ['an unknown command', ['fly'], /unknown command 'fly'/],
    ['a missing argument', ['rehearse'], /missing required argument 'night'/],
    ['a night that is not there', ['rehearse', 'nowhere'], /missing nowhere\/election\.json/],
    [
      'a time that is none',
      ['rehearse', NIGHT, '--until', 'noon'],
      /invalid moment "noon".*2024-11-06T10:34:00Z/,
    ],
    ['a case that is not there', ['judge', 'none.jsonl'], /cannot read none\.jsonl/],
    ['a third language', ['policy', 'explain', '--lang', 'fr'], /en, ja/],
    ['a desk that is not there', ['config', 'check', 'nowhere'], /cannot read nowhere/],
    [
      'a log that is not there',
      ['ranking', 'replay', 'none.jsonl', '--at', '2024-11-06T07:29:00Z'],
      /none\.jsonl/,
    ],
    [
      'a journal file that is not there',
      ['journal', 'verify', '--file', 'none.jsonl'],
      /cannot read none\.jsonl/,
    ],
    ['a port that is none', ['start', '--port', '99999'], /1 to 65535/],
    ['no party at all', WINDOW, /at least one party/],
    ['a party without hours', [...WINDOW, '--party', 'Asia/Tokyo'], /as Asia\/Tokyo,07:00-23:00/],
    ['a zone that is none', [...WINDOW, '--party', 'Asia/Edo,07:00-23:00'], /Asia\/Edo/],
    [
      'a span without an end',
      [...WINDOW, '--party', 'Asia/Tokyo,07:00-23:00', '--busy', '2024-11-06T12:00:00Z'],
      /FROM\/TO/,
    ],
    [
      'minutes that are none',
      [...WINDOW, '--party', 'Asia/Tokyo,07:00-23:00', '--minutes', 'many'],
      /minutes/,
    ],
  ];

  it.each(wrong)(
    '%s: exit code 2, the reason on standard error, nothing on standard output',
    async (_, args, reason) => {
      const { code, out, err } = await run(...args);
      expect(err).toMatch(reason);
      expect([code, out]).toEqual([2, '']);
      expect(err).not.toMatch(/\n\s+at /);
    },
  );
});

describe('what is neither right nor wrong use', () => {
  it('a check that fell short: exit code 1, what it found on standard output', async () => {
    const { code, out, err } = await run('journal', 'verify', '--file', join(folder, 'torn.jsonl'));
    expect(code).toBe(1);
    expect(out).toMatch(/record/);
    expect(err).toContain('not as it was written');
  });

  it('an outside world that fails: exit code 3, and what to look at', async () => {
    const nobody = 'postgres://127.0.0.1:1/firstcall';
    const { code, err } = await run('journal', 'verify', '--database', nobody);
    expect(code).toBe(3);
    expect(err).toMatch(/cannot open the database at 127\.0\.0\.1:1.*check/);
  });
});
