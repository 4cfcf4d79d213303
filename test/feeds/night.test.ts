import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from '../../src/election/instant.ts';
import type { CountReport } from '../../src/election/report.ts';
import type { Delivery, Night, Positions, RefusedRow } from '../../src/feeds/night/night.ts';
import { readNight, readResults } from '../../src/feeds/night/read-night.ts';
import { ELECTION, withoutFile, writeNight } from './small-night.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'night-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function all(night: Night, after?: Positions): Promise<Delivery[]> {
  return Array.fromAsync(night.deliveries(after === undefined ? {} : { after }));
}

function summary({ at, draft }: Delivery): string {
  const { unit, kind, contest, place } = draft.data as Record<string, string>;
  return `${formatInstant(at).slice(11, 16)} ${draft.kind} ${unit ?? kind ?? contest ?? place}`;
}

function refusedOf(deliveries: readonly Delivery[]): RefusedRow[] {
  return deliveries.flatMap(({ draft }) => (draft.kind === 'refused-row' ? [draft.data as RefusedRow] : []));
}

describe('a recorded night', () => {
  it('delivers facts, then calls, then counts of one moment, each in the order of its file', async () => {
    await writeNight(folder, {
      'counts.csv': [
        '1,AA,AA,2024-11-06T00:00:00Z,,0,0,0,0,exact,',
        '2,BB,BB,2024-11-06T00:00:00Z,,0,0,0,0,exact,',
      ],
      'calls.csv': ['BB,AP,R,2024-11-06T00:00:00Z,,exact,x', 'AA,AP,D,2024-11-06T00:00:00Z,,exact,x'],
      'events.csv': ['2024-11-06T00:00:00Z,polls-close,,AA,,x'],
    });
    expect((await all(await readNight(folder))).map(summary)).toEqual([
      '00:00 fact polls-close',
      '00:00 call BB',
      '00:00 call AA',
      '00:00 count AA',
      '00:00 count BB',
    ]);
  });

  it('takes when a count was seen before when it was stamped, and never lets time go back', async () => {
    await writeNight(folder, {
      'counts.csv': [
        '1,AA,AA,2024-11-06T09:00:00Z,2024-11-06T00:10:00Z,0,0,0,0,exact,',
        '2,AA,AA,2024-11-06T00:20:00.5Z,,90,50,40,0.1,exact,',
        '3,BB,BB,2024-11-06T00:05:00Z,,80,50,30,0.1,exact,',
        '4,BB,BB,,,90,50,40,0.2,exact,',
      ],
    });
    const at = (await all(await readNight(folder))).map((one) => formatInstant(one.at).slice(11));
    expect(at).toEqual(['00:10:00Z', '00:20:00.500Z', '00:20:00.500Z', '00:20:00.500Z']);
  });

  it('keeps what the feed gave: empty is unknown, stamps and precision as they came, the fault column unread', async () => {
    await writeNight(folder, {
      'counts.csv': ['7,AA-1,AA,2024-11-06T01:00:00.25Z,,,50,,,rounded,falling'],
    });
    const [one] = await all(await readNight(folder));
    expect(one!.draft).toEqual({
      at: parseInstant('2024-11-06T01:00:00.25Z'),
      by: 'feed:counts',
      kind: 'count',
      data: {
        feed: 'counts',
        position: 1,
        unit: 'AA-1',
        contest: 'AA',
        reportedAt: '2024-11-06T01:00:00.25Z',
        observedAt: null,
        votes: { D: 50, R: null },
        total: null,
        expectedShare: null,
        precision: 'rounded',
      } satisfies CountReport,
    });
  });

  it('delivers a retraction at the moment at which the desk took its call back', async () => {
    await writeNight(folder, {
      'calls.csv': [
        'AA,NBC,D,2024-11-06T00:10:00Z,2024-11-06T02:00:00Z,post,x',
        'AA,AP,R,2024-11-06T01:00:00Z,,approx,"a, b"',
      ],
    });
    const calls = (await all(await readNight(folder))).map(({ draft }) => [draft.kind, draft.data]);
    expect(calls).toEqual([
      [
        'call',
        {
          desk: 'NBC',
          contest: 'AA',
          ticket: 'D',
          saidAt: '2024-11-06T00:10:00Z',
          precision: 'post',
          source: 'x',
          position: 1,
        },
      ],
      [
        'call',
        {
          desk: 'AP',
          contest: 'AA',
          ticket: 'R',
          saidAt: '2024-11-06T01:00:00Z',
          precision: 'approx',
          source: 'a, b',
          position: 2,
        },
      ],
      [
        'retraction',
        {
          desk: 'NBC',
          contest: 'AA',
          ticket: 'D',
          saidAt: '2024-11-06T02:00:00Z',
          precision: 'post',
          source: 'x',
          position: 3,
        },
      ],
    ]);
  });

  it('records every row that it cannot read, with file, line and reason, and reads on', async () => {
    await writeNight(folder, {
      'baseline.csv': ['AA,AA,2020,many,50,40', 'BB,BB,2020,90,50,40'],
      'counts.csv': [
        'x,AA,AA,2024-11-06T01:00:00Z,,90,50,40,,exact,',
        '2,AA,AA,yesterday,,90,50,40,,exact,',
        '3,AA,AA,2024-11-06T01:00:00Z,,90,5e1,40,,exact,',
        '4,AA,AA,2024-11-06T01:00:00Z,,90',
        '5,AA,AA,2024-11-06T01:00:00Z,,90,50,40,most,about,',
        '6,AA,AA,2024-11-06T01:00:00Z,,90,50,40,0.5,exact,',
        '6,AA,AA,2024-11-06T01:00:00Z,,91,50,41,0.5,exact,',
      ],
      'calls.csv': ['ZZ,AP,Q,2024-11-06T01:00:00Z,,exact,x'],
      'events.csv': ['2024-11-06T01:00:00Z,rumour,,AA,,x'],
    });
    const deliveries = await all(await readNight(folder));
    expect(refusedOf(deliveries).map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      'baseline.csv line 2: total "many": it is no whole number',
      'events.csv line 2: kind "rumour": it is none of polls-close, claim, concession, concession-withdrawn, count, feed-fault, recount, court, certification, annulment, electors-vote, congress-count, inauguration, statement, message, premature-message, telephone, meeting',
      'calls.csv line 2: contest "ZZ": it is neither a contest of this election nor US; ticket "Q": it is none of D, R',
      'counts.csv line 2: seq "x": it is no whole number',
      'counts.csv line 3: reported_at "yesterday": it is no moment; write it in UTC, as 2024-11-06T10:34:00Z',
      'counts.csv line 4: D "5e1": it is no whole number',
      'counts.csv line 5: Invalid Record Length: columns length is 11, got 6 on line 5',
      'counts.csv line 6: expected_share "most": it is no number; precision "about": it is none of exact, rounded',
      'counts.csv line 8: seq "6": it stands after 6; rows must be in the order of the feed',
    ]);
    expect(refusedOf(deliveries)[6]!.raw).toBe('4,AA,AA,2024-11-06T01:00:00Z,,90');
    expect(deliveries.filter(({ draft }) => draft.kind === 'count')).toHaveLength(1);
  });

  it('names the place from which an unclosed quotation mark swallows the file', async () => {
    await writeNight(folder, {
      'calls.csv': [
        'AA,AP,D,2024-11-06T01:00:00Z,,exact,x',
        'BB,AP,D,2024-11-06T01:00:00Z,,exact,"x',
        'BB,NBC,D,2024-11-06T01:00:00Z,,exact,x',
      ],
    });
    const deliveries = await all(await readNight(folder));
    expect(refusedOf(deliveries)).toEqual([
      expect.objectContaining({
        feed: 'calls',
        reason: 'a quotation mark is opened and never closed',
        raw: expect.stringContaining('BB,NBC'),
      }),
    ]);
    expect(deliveries.filter(({ draft }) => draft.kind === 'call')).toHaveLength(1);
  });

  it.each(['election.json', 'baseline.csv', 'calls.csv', 'events.csv'])(
    'names a missing %s',
    async (file) => {
      await writeNight(folder, {});
      await withoutFile(folder, file);
      await expect(readNight(folder)).rejects.toThrow(`missing ${join(folder, file)}`);
    },
  );

  it('asks for results where it has no counts, and names a column that a file lacks', async () => {
    await writeNight(folder, {});
    await withoutFile(folder, 'counts.csv');
    await expect(readNight(folder)).rejects.toThrow(`missing ${join(folder, 'results.csv')}`);
    await writeNight(folder, {});
    await writeFile(join(folder, 'calls.csv'), 'contest,desk\n');
    await expect(readNight(folder)).rejects.toThrow(/calls\.csv: its first line lacks ticket, called_at/);
  });

  it('names every fault of election.json by its path', async () => {
    const contest = { ...ELECTION.contests[0], kind: 'shire', pollsCloseFirst: 'noon' };
    await writeNight(folder, {}, { contests: [contest] });
    const problem = await readNight(folder).catch((error: Error) => error.message);
    expect(problem).toMatch(/election\.json: contests\[0\]\.kind: /);
    expect(problem).toMatch(/election\.json: contests\[0\]\.pollsCloseFirst: invalid moment "noon"/);
  });

  it('begins at the first closing or the first delivery and ends with the last', async () => {
    await writeNight(folder, {
      'counts.csv': ['1,AA,AA,2024-11-05T12:00:00Z,,0,0,0,0,exact,'],
      'events.csv': ['2025-01-20T17:00:00Z,inauguration,X,US,D,x'],
    });
    const { from, until } = await readNight(folder);
    expect([from, until].map(formatInstant)).toEqual(['2024-11-05T12:00:00Z', '2025-01-20T17:00:00Z']);
  });
});

describe('going on after a restart', () => {
  it('delivers exactly the rest, wherever it stopped', async () => {
    const night = await readNight('nights/2024-us-president');
    const whole = await all(night);
    const positions = (count: number): Positions => {
      const taken: Record<string, number> = {};
      for (const { draft } of whole.slice(0, count))
        taken[draft.by.slice('feed:'.length)] = (draft.data as { position: number }).position;
      return taken;
    };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (stop) => {
        expect(await all(night, positions(stop))).toEqual(whole.slice(stop));
      }),
      { seed: 20241105, numRuns: 15 },
    );
  });
});

describe('the truth', () => {
  it('is read only when asked for, by unit', async () => {
    const results = await readResults('nights/2024-us-president');
    expect(results).toHaveLength(56);
    expect(results.find(({ unit }) => unit === 'ME-1')).toEqual({
      unit: 'ME-1',
      contest: 'ME-1',
      total: null,
      votes: { D: 261319, R: 165980 },
    });
  });
});
