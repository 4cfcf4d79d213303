import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/election/record.ts';
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
    const { finding, moved } = applyCount(returns, entry, election);
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
