import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../../src/desk.ts';
import { formatInstant, HOUR, type Instant, MINUTE } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import type { OpenedDraft } from '../../src/fold/opened.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { embeddedNight } from '../desk/embedded-night.ts';

let opening: OpenedDraft;
let night: Instant;

beforeAll(async () => {
  ({ opening } = await embeddedNight());
  night = Math.max(...opening.data.election.contests.map(({ pollsCloseLast }) => pollsCloseLast));
});

type Row = readonly [contest: string, unit: string, D: number, R: number];

/** Total and basis of contests after rows, each a minute after the one before. */
async function summed(rows: readonly Row[], contests: readonly string[]) {
  const desk = await Desk.open(memoryJournal(), opening);
  await desk.submit(
    rows.map(([contest, unit, D, R], i): Draft => {
      const at = night + i * MINUTE;
      const stamp = { reportedAt: formatInstant(at), observedAt: null };
      const figures = { votes: { D, R }, total: D + R, expectedShare: null, precision: 'exact' };
      return {
        at,
        by: 'feed:counts',
        kind: 'count',
        data: { feed: 'counts', position: i + 1, unit, contest, ...stamp, ...figures },
      };
    }),
  );
  await desk.advance(night + HOUR);
  return desk.read(({ state }) =>
    contests.map((id) => [state.contests[id]?.total ?? null, state.contests[id]?.basis ?? null]),
  );
}

describe('a state that rests on its districts', () => {
  const districts: readonly Row[] = [
    ['ME-1', 'ME-1', 200_000, 130_000],
    ['ME-2', 'ME-2', 150_000, 190_000],
  ];

  it('is counted from the moment at which the last of them is in, and again with every one that moves', async () => {
    expect(await summed(districts.slice(0, 1), ['ME-1', 'ME'])).toEqual([
      [330_000, 'own'],
      [null, null],
    ]);
    expect(await summed(districts, ['ME'])).toEqual([[670_000, 'districts']]);
    const moved: Row = ['ME-1', 'ME-1', 210_000, 131_000];
    expect(await summed([...districts, moved], ['ME', 'ME-1', 'ME-2'])).toEqual([
      [681_000, 'districts'],
      [341_000, 'own'],
      [340_000, 'own'],
    ]);
  });

  it('counts its own row instead once there is one, and never both', async () => {
    const own: Row = ['ME', 'ME', 360_000, 325_000];
    expect(await summed([...districts, own], ['ME'])).toEqual([[685_000, 'own']]);
    expect(await summed([own, ...districts], ['ME', 'ME-2'])).toEqual([
      [685_000, 'own'],
      [340_000, 'own'],
    ]);
  });

  it('counts its counties before its districts, and a town within a counted county once', async () => {
    const counties: readonly Row[] = [
      ['ME', '23001', 30_000, 28_000],
      ['ME', '2300102060', 9_000, 8_000],
      ['ME', '2300300100', 1_000, 2_000],
    ];
    expect(await summed([...districts, ...counties], ['ME'])).toEqual([[61_000, 'parts']]);
  });

  it('rests on districts that are themselves counted by their parts', async () => {
    const parts: readonly Row[] = [
      ['NE-1', 'NE-1-lancaster', 90_000, 60_000],
      ['NE-1', 'NE-1-others', 40_000, 90_000],
      ['NE-2', 'NE-2', 160_000, 140_000],
      ['NE-3', 'NE-3', 60_000, 220_000],
    ];
    expect(await summed(parts, ['NE', 'NE-1'])).toEqual([
      [860_000, 'districts'],
      [280_000, 'parts'],
    ]);
  });
});
