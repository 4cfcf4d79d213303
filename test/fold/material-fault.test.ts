import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/desk.ts';
import { type Context, readContext } from '../../src/fold/context.ts';
import { isMaterialFault } from '../../src/fold/material-fault.ts';
import { type DeskState, emptyState } from '../../src/fold/state.ts';
import type { Count, Fault } from '../../src/returns/returns.ts';
import { sumContest } from '../../src/returns/sum.ts';
import { isNarrow } from '../../src/verdict/policy.ts';
import { embeddedNight } from '../desk/embedded-night.ts';

let context: Context;

beforeAll(async () => {
  context = readContext((await embeddedNight()).opening.data, sha256);
});

const counted = (D: number, R: number): Count => ({
  record: 1,
  at: 0,
  stamp: null,
  votes: { D, R },
  total: D + R,
  expectedShare: 0.99,
  precision: 'exact',
});

/** Pennsylvania with one count accepted (or none yet) and one that waits. */
function pennsylvania(accepted: Count | null, waiting: Count | null): DeskState {
  const state = emptyState();
  const held =
    waiting === null
      ? []
      : [
          {
            source: 'counts',
            record: 2,
            at: 0,
            count: waiting,
            faults: ['falling' as Fault],
            reason: 'the count falls',
          },
        ];
  state.returns.units['PA'] = {
    unit: 'PA',
    contest: 'PA',
    sources: {},
    source: 'counts',
    count: accepted,
    before: null,
    held,
    marks: [],
    found: [],
  };
  state.returns.unitsOf['PA'] = ['PA'];
  const sum = sumContest(state.returns, context.election, context.baseline, 'PA');
  state.contests['PA'] = sum;
  state.narrow['PA'] = isNarrow(context.policy, 'PA', sum.margin, sum.expectedShare);
  return state;
}

const isMaterial = (accepted: Count | null, waiting: Count | null) =>
  isMaterialFault(pennsylvania(accepted, waiting), context, 'PA');

describe('a report that waits for confirmation', () => {
  it('is no material fault where none waits, or nothing is known of the contest', () => {
    expect(isMaterial(counted(520, 480), null)).toBe(false);
    expect(isMaterialFault(emptyState(), context, 'PA')).toBe(false);
  });

  it('is one where a source that is as far names another leader, and none where that source has hardly begun', () => {
    const state = pennsylvania(counted(520_000, 480_000), null);
    const beside = (total: number) => {
      const other = { source: 'two', total, votes: {}, margin: -0.01, differs: 'leader' as const };
      state.contests['PA'] = { ...state.contests['PA']!, others: [other] };
      return isMaterialFault(state, context, 'PA');
    };
    expect([beside(980_000), beside(100_000)]).toEqual([true, false]);
  });

  it('is none while its figures would leave the lead where it is', () => {
    expect(isMaterial(counted(620_000, 480_000), counted(520_000, 480_000))).toBe(false);
    expect(isMaterial(counted(480_000, 620_000), counted(480_000, 520_000))).toBe(false);
  });

  it('is one when its figures would give the contest another leader', () => {
    expect(isMaterial(counted(520_000, 480_000), counted(470_000, 480_000))).toBe(true);
    expect(isMaterial(counted(520_000, 480_000), counted(520_000, 620_000))).toBe(true);
  });

  it('is one when its figures would tie the contest', () => {
    expect(isMaterial(counted(520_000, 480_000), counted(480_000, 480_000))).toBe(true);
  });

  it('is one when its figures would bring the contest into the recount margin, and none when it was there before', () => {
    expect(isMaterial(counted(520_000, 480_000), counted(481_000, 480_000))).toBe(true);
    expect(isMaterial(counted(482_000, 480_000), counted(481_000, 480_000))).toBe(false);
  });

  it('is one when nothing was counted yet and it would give the first lead', () => {
    expect(isMaterial(null, counted(5_000, 4_000))).toBe(true);
  });

  it('is none when it has no votes at all', () => {
    expect(isMaterial(null, counted(0, 0))).toBe(false);
  });
});
