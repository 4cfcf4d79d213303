import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NIGHT } from '../desk/embedded-night.ts';
import { writeNight } from '../feeds/small-night.ts';
import { testDatabase } from '../store/server.ts';
import { linesOf, run, runUntilFirstBytes } from './run.ts';

const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-formats-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const json = (records: readonly object[]) => records.map((record) => JSON.stringify(record)).join('\n');

describe('windows --json', () => {
  it('is one object with the spans in UTC', async () => {
    const done = await run(
      ...['windows', '--from', '2024-11-06T11:30:00Z', '--to', '2024-11-07T11:30:00Z', '--json'],
      ...['--party', 'Asia/Tokyo,07:00-23:00', '--party', 'America/New_York,07:00-23:00'],
      ...['--busy', '2024-11-06T23:00:00Z/2024-11-06T23:50:00Z', '--minutes', '60'],
    );
    expect([done.code, done.err]).toEqual([0, '']);
    expect(linesOf(done)).toEqual([
      {
        windows: [
          ['2024-11-06T12:00:00Z', '2024-11-06T14:00:00Z'],
          ['2024-11-06T22:00:00Z', '2024-11-06T23:00:00Z'],
          ['2024-11-06T23:50:00Z', '2024-11-07T04:00:00Z'],
        ],
      },
    ]);
  });
});

describe('judge --json', () => {
  const TITLE = {
    election: 'made up',
    title: 'A quiet night',
    tickets: ['D', 'R'],
    rule: 'electoral-college',
    sources: [],
    groups: { AP: 'ap', NBC: 'pool', Fox: 'fox' },
  };
  const call = (at: string, by: string) => ({ at, kind: 'call', by, scope: 'US', ticket: 'D' });
  const CALLS = [
    call('2024-11-06T04:00:00Z', 'AP'),
    call('2024-11-06T04:10:00Z', 'NBC'),
    call('2024-11-06T04:20:00Z', 'Fox'),
  ];

  const LATER = { at: '2024-11-06T08:00:00Z', kind: 'message', by: 'France', scope: 'US', ticket: 'D' };

  it('is a line for each case: spans, moments, winner, reasons', async () => {
    const files = [join(folder, 'quiet.jsonl'), join(folder, 'open.jsonl')];
    await writeFile(
      files[0]!,
      json([{ case: 'quiet', ...TITLE }, ...CALLS, LATER, { expect: { winner: 'D' } }]),
    );
    await writeFile(
      files[1]!,
      json([{ case: 'open', ...TITLE }, CALLS[0]!, LATER, { expect: { winner: null } }]),
    );
    const done = await run('judge', ...files, '--json');
    expect([done.code, done.err]).toEqual([0, '']);
    const [quiet, open] = linesOf(done);
    expect(quiet).toMatchObject({
      case: 'quiet',
      releasable: [['2024-11-06T05:20:00Z', null]],
      holds: [],
      withdrawals: [],
      reviews: [],
      winner: 'D',
    });
    expect(open).toMatchObject({ case: 'open', releasable: [], winner: null });
    for (const line of [quiet, open]) {
      expect(Object.keys(line!)).toEqual(
        expect.arrayContaining([
          'case',
          'releasable',
          'holds',
          'withdrawals',
          'reviews',
          'winner',
          'reasons',
        ]),
      );
      expect((line!['reasons'] as unknown[]).every((reason) => typeof reason === 'string')).toBe(true);
    }
  });
});

describe('ranking replay --json', () => {
  it('is one object: moment, window, error, share removed, readers by article', async () => {
    const browser =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36';
    const view = (article: string, reader: number, at: string, userAgent = browser) => ({
      at,
      article,
      ip: `198.18.0.${reader}`,
      userAgent,
      prefetch: false,
    });
    const views = [
      ...[1, 2, 3].map((reader) => view('lead', reader, '2024-11-06T07:00:00Z')),
      view('lead', 1, '2024-11-06T07:10:00Z'),
      view('explainer', 4, '2024-11-06T07:05:00Z'),
      view(
        'explainer',
        5,
        '2024-11-06T07:06:00Z',
        'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
      ),
      view('old', 6, '2024-11-06T04:00:00Z'),
    ].toSorted((a, b) => a.at.localeCompare(b.at));
    const log = join(folder, 'views.jsonl');
    await writeFile(log, `${json(views)}\n`);
    const done = await run(
      'ranking',
      'replay',
      log,
      '--window',
      '1h',
      '--at',
      '2024-11-06T07:29:00Z',
      '--json',
    );
    expect([done.code, done.err]).toEqual([0, '']);
    expect(linesOf(done)).toEqual([
      {
        asOf: '2024-11-06T07:29:00Z',
        window: '1h',
        error: expect.any(Number),
        removedShare: expect.any(Number),
        ranking: [
          { article: 'lead', readers: 3 },
          { article: 'explainer', readers: 1 },
        ],
      },
    ]);
  });
});

describe('rehearse --json', () => {
  it('is a line for each change and a summary at the end, and writes the returns', async () => {
    const night = await mkdtemp(join(folder, 'night-'));
    const count = (seq: number, unit: string, minute: string, D: number, R: number, share: number) =>
      `${seq},${unit},${unit},2024-11-06T01:${minute}:00Z,2024-11-06T01:${minute}:00Z,${D + R},${D},${R},${share},exact,`;
    await writeNight(night, {
      'baseline.csv': ['AA,AA,before,1000,600,400', 'BB,BB,before,1000,450,550'],
      'calls.csv': ['AP', 'NBC', 'Fox'].map(
        (desk, index) => `US,${desk},D,2024-11-06T02:0${index}:00Z,,exact,made up`,
      ),
      'counts.csv': [
        count(1, 'AA', '00', 300, 200, 0.5),
        count(2, 'BB', '05', 100, 120, 0.2),
        count(3, 'AA', '10', 500, 400, 0.9),
      ],
      'events.csv': ['2024-11-06T04:00:00Z,statement,Japan,US,,made up'],
    });
    const final = join(folder, 'final.csv');
    const done = await run('rehearse', night, '--json', '--final', final);
    expect([done.code, done.err]).toEqual([0, '']);
    const lines = linesOf(done);
    const { summary } = lines.pop() as { summary: Record<string, unknown> };
    expect(summary).toMatchObject({
      records: 3,
      accepted: 3,
      held: 0,
      releasableAt: '2024-11-06T03:02:00Z',
      winner: 'D',
      modelCalls: expect.any(Array),
      journal: { records: expect.any(Number), lastHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['at', 'kind', 'scope', 'from', 'to', 'reasons']);
      expect(line['at']).toMatch(UTC);
      expect(['verdict', 'gate', 'projection', 'feed']).toContain(line['kind']);
    }
    expect(lines).toContainEqual(
      expect.objectContaining({
        at: '2024-11-06T03:02:00Z',
        kind: 'gate',
        scope: 'congratulation',
        from: 'wait',
        to: 'releasable D',
      }),
    );
    expect((await readFile(final, 'utf8')).trimEnd().split('\n')).toEqual([
      'unit,total,D,R,expected_share,held',
      'AA,900,500,400,0.9,0',
      'BB,220,100,120,0.2,0',
    ]);
  });
});

describe('a kept journal', () => {
  it('goes on where it stands, is exported, verified, and found changed when it was', async () => {
    const { url } = await testDatabase();
    const kept = (until: string, ...more: string[]) =>
      run('rehearse', NIGHT, '--until', until, '--keep', 'a', '--database', url, '--json', ...more);
    const hashOf = (done: Awaited<ReturnType<typeof run>>) =>
      (linesOf(done).at(-1) as { summary: { journal: { lastHash: string } } }).summary.journal.lastHash;
    await kept('2024-11-06T00:10:00Z');
    const whole = await kept('2024-11-06T00:30:00Z');
    const again = await kept('2024-11-06T00:30:00Z');
    expect(hashOf(again)).toBe(hashOf(whole));

    const other = await kept('2024-11-06T00:30:00Z', '--drill', 'correction');
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('another name')]);

    const file = join(folder, 'night.jsonl');
    expect((await run('journal', 'export', file, '--database', url)).code).toBe(0);
    const [fromFile, fromDatabase] = await Promise.all([
      run('journal', 'verify', '--file', file, '--json'),
      run('journal', 'verify', '--database', url, '--name', 'a', '--json'),
    ]);
    expect(linesOf(fromFile)[0]).toMatchObject({ head: { hash: hashOf(whole) }, problems: [] });
    expect(linesOf(fromDatabase)[0]).toMatchObject({ head: { hash: hashOf(whole) }, problems: [] });

    const lines = (await readFile(file, 'utf8')).split('\n');
    lines[20] = lines[20]!.replace('"at":"2024', '"at":"2023');
    await writeFile(file, lines.join('\n'));
    const changed = await run('journal', 'verify', '--file', file);
    expect([changed.code, changed.out]).toEqual([1, expect.stringContaining('record 21')]);

    const cut = await runUntilFirstBytes('journal', 'export', '--database', url);
    expect([cut.code, cut.err]).toEqual([0, '']);
    expect(cut.out.slice(0, 100)).toContain('{"at":"2024-11-05T23:00:00Z","by":"desk"');
  }, 300_000);
});

describe('a reader that goes away', () => {
  it('is no fault', async () => {
    const until = ['--until', '2024-11-06T01:30:00Z'];
    for (const args of [
      ['rehearse', NIGHT, ...until, '--json'],
      ['rehearse', NIGHT, ...until],
      ['policy', 'explain'],
    ]) {
      const { code, err } = await runUntilFirstBytes(...args);
      expect([code, err], args[0]).toEqual([0, '']);
    }
  });
});
