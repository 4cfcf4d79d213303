import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultTable } from '../../src/cli/faults.ts';
import type { Draft, Entry } from '../../src/election/record.ts';
import type { CountReport } from '../../src/election/report.ts';
import { readNight } from '../../src/feeds/night/read-night.ts';
import { applyCount, emptyReturns } from '../../src/returns/apply.ts';
import type { Returns } from '../../src/returns/returns.ts';
import { sumContest } from '../../src/returns/sum.ts';

const NIGHTS = resolve(import.meta.dirname, '../../../shared/data/nights');
const PLAIN = join(NIGHTS, '2020-us-president');
const HOSTILE = join(NIGHTS, '2020-us-president-hostile');

type Outcome = {
  readonly returns: Returns;
  readonly marks: ReadonlySet<string>;
  /** Units that ever showed a leader or votes before the first closing anywhere. */
  readonly early: readonly string[];
};

async function play(folder: string): Promise<Outcome> {
  const { election, baseline, deliveries } = await readNight(folder);
  const returns = emptyReturns();
  const marks = new Set<string>();
  const early: string[] = [];
  let seq = 0;
  for await (const { draft } of deliveries()) {
    seq += 1;
    expect(draft.kind).not.toBe('refused-row');
    if (draft.kind !== 'count') continue;
    const entry = { ...draft, seq } as Entry<'count', CountReport>;
    const { finding, moved } = applyCount(returns, entry, election, baseline);
    if (moved !== 'accepted') expect(finding.reason).not.toBe('');
    for (const fault of finding.faults) marks.add(`${moved} ${fault}`);
    const { contest } = entry.data;
    const closing = election.contests.find(({ id }) => id === contest)!.pollsCloseFirst;
    if (draft.at < closing && sumContest(returns, election, baseline, contest).total > 0) early.push(contest);
  }
  return { returns, marks, early };
}

/** Units that end neither on their last row nor, where that is a second feed's, on the first feed's. */
function wrongEnds({ units }: Returns): string[] {
  const rows = readFileSync(join(HOSTILE, 'expected_end.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
  expect(rows).toHaveLength(238);
  return rows.flatMap((row) => {
    const [unit, , ...figures] = row.split(',');
    const count = units[unit!]?.count;
    const own = [count?.total, count?.votes['D'], count?.votes['R']].join();
    return own === figures.slice(0, 3).join() || own === figures.slice(3).join() ? [] : [unit!];
  });
}

describe.skipIf(!existsSync(PLAIN))('the recorded night of 2020 (skipped where ../shared is absent)', () => {
  it('ends every unit on its last row, every count accepted, held or refused', async () => {
    const { returns, marks, early } = await play(PLAIN);
    const { records, accepted, held, refused } = returns.tally;
    expect(records).toBe(11_685);
    expect(accepted + held + refused).toBe(records);
    expect(held).toBe(0);
    expect(refused / records).toBeLessThan(0.01);
    expect(wrongEnds(returns)).toEqual([]);
    expect(early).toEqual([]);
    for (const mark of [
      'held falling',
      'accepted falling',
      'accepted split_changed',
      'accepted expected_zero',
      'accepted out_of_order',
    ])
      expect(marks).toContain(mark);
  });
});

/**
 * Three rows are labelled as falls though their totals rise from the row before: each is the first of its state after
 * the day of which the recording holds no row, so the recorder compared with a row of that day.
 */
const COMPARED_WITH_ROWS_LEFT_OUT = ['CO', 'CT', 'WV'];
const THE_DAY_LEFT_OUT = { from: '2020-11-13T23:57:50Z', until: '2020-11-15T01:30:58Z' };

describe.skipIf(!existsSync(HOSTILE))('the labels of 2020 (skipped where ../shared is absent)', () => {
  it.each([
    ['plain', PLAIN],
    ['hostile', HOSTILE],
  ])(
    'are all found in the %s night, with false marks on fewer than three rows in a thousand',
    async (_, night) => {
      const { lines, falseShare, absent } = await faultTable(night);
      expect(lines.filter(({ missed }) => missed > 0)).toEqual([]);
      const labels = lines.filter(({ found }) => found > 0).map(({ label }) => label);
      for (const label of [
        'zero_row',
        'falling',
        'split_changed',
        'expected_falling',
        'repeated',
        'second_feed',
      ])
        expect(labels).toContain(label);
      expect(absent.map(({ unit }) => unit).toSorted()).toEqual(COMPARED_WITH_ROWS_LEFT_OUT);
      for (const { silence } of absent) expect(silence).toEqual(THE_DAY_LEFT_OUT);
      expect(falseShare).toBeLessThan(0.003);
    },
  );
});

/** All count drafts of a night in the order of delivery. */
async function countsOf(folder: string) {
  const { election, baseline, deliveries } = await readNight(folder);
  const counts: Draft<'count', CountReport>[] = [];
  for await (const { draft } of deliveries())
    if (draft.kind === 'count') counts.push(draft as Draft<'count', CountReport>);
  return { election, baseline, counts };
}

describe.skipIf(!existsSync(HOSTILE))(
  'deliveries in another order (skipped where ../shared is absent)',
  () => {
    type Night = Awaited<ReturnType<typeof countsOf>>;

    /** Delivers drafts in the order given; the desk's clock never goes back. */
    function deliver({ election, baseline }: Night, drafts: Night['counts']): Returns {
      const returns = emptyReturns();
      let at = Number.NEGATIVE_INFINITY;
      drafts.forEach((draft, i) => {
        at = Math.max(at, draft.at);
        applyCount(returns, { ...draft, at, seq: i + 1 }, election, baseline);
      });
      return returns;
    }

    it('end every unit on the same row, in whatever order they arrive', { timeout: 120_000 }, async () => {
      const night = await countsOf(HOSTILE);
      const everyOrder = fc.infiniteStream(fc.nat()).map((stream) => shuffled(night.counts, stream));
      fc.assert(
        fc.property(everyOrder, (drafts) => {
          const returns = deliver(night, drafts);
          expect(wrongEnds(returns)).toEqual([]);
          const { records, accepted, held, refused } = returns.tally;
          expect([records, accepted + held + refused]).toEqual([13_444, 13_444]);
        }),
        { seed: 20201103, numRuns: 4, endOnFailure: true },
      );
    });

    it('end the same where each unit keeps its own order, and where all come twice', {
      timeout: 120_000,
    }, async () => {
      const night = await countsOf(HOSTILE);
      const interleaved = fc.infiniteStream(fc.nat()).map((stream) => {
        // Every unit's rows in their own order, the units in any.
        const next = new Map<string, Night['counts'][number][]>();
        for (const draft of night.counts)
          next.set(draft.data.unit, [...(next.get(draft.data.unit) ?? []), draft]);
        return shuffled(night.counts, stream).map((draft) => next.get(draft.data.unit)!.shift()!);
      });
      fc.assert(
        fc.property(interleaved, fc.boolean(), (drafts, twice) => {
          expect(wrongEnds(deliver(night, twice ? [...drafts, ...drafts] : drafts))).toEqual([]);
        }),
        { seed: 20201103, numRuns: 3, endOnFailure: true },
      );
    });
  },
);

function shuffled<T>(items: readonly T[], random: Iterator<number>): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = random.next().value! % (i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}

describe.skipIf(!existsSync(HOSTILE))(
  'the same night delivered badly (skipped where ../shared is absent)',
  () => {
    it('ends the same, without test data and without a row counted twice', async () => {
      const { returns, early } = await play(HOSTILE);
      expect(returns.tally.records).toBe(13_444);
      expect(wrongEnds(returns)).toEqual([]);
      expect(early).toEqual([]);
      expect(returns.tally.held).toBe(0);
    });
  },
);
