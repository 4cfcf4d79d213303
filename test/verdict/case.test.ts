import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/election/instant.ts';
import { type CaseOutcome, judgeCase } from '../../src/verdict/case.ts';
import { defaultPolicy } from './default-policy.ts';

const OWN = new URL('cases/', import.meta.url);
const SHARED = new URL('../../../shared/cases/', import.meta.url);

type Expectation = Partial<CaseOutcome> & {
  readonly neverReleasedBefore?: string;
  readonly releasableBy?: string;
  readonly mustHold?: readonly (readonly [string, string])[];
  readonly mustWithdraw?: boolean;
};

const read = (folder: URL) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const expectation: Expectation = JSON.parse(text.trim().split('\n').at(-1)!).expect;
      return { name, text, expectation };
    });

const covers = (spans: CaseOutcome['holds'], at: number) =>
  spans.some(([from, to]) => parseInstant(from) <= at && (to === null || parseInstant(to) > at));

describe('own cases', () => {
  it.each(read(OWN))(
    '$name is released, held and taken back as its last line says',
    ({ text, expectation }) => {
      const { releasable, holds, withdrawals, reviews, winner } = judgeCase(text, defaultPolicy());
      const { why: _, ...expected } = expectation as Record<string, unknown>;
      expect({ releasable, holds, withdrawals, reviews, winner }).toEqual(expected);
    },
  );
});

describe('recorded cases', () => {
  const recorded = existsSync(SHARED) ? read(SHARED) : [];
  it.skipIf(recorded.length === 0)(
    'are there to be judged (skipped where the recorded cases are not at hand)',
    () => {
      expect(recorded.length).toBeGreaterThan(0);
    },
  );
  it.each(recorded)(
    '$name is never released too early, always in time, and held where it must be',
    ({ text, expectation }) => {
      const outcome = judgeCase(text, defaultPolicy());
      const never = expectation.neverReleasedBefore;
      if (never)
        for (const [from] of outcome.releasable)
          expect(parseInstant(from)).toBeGreaterThanOrEqual(parseInstant(never));
      if (expectation.releasableBy)
        expect(covers(outcome.releasable, parseInstant(expectation.releasableBy))).toBe(true);
      for (const [from, to] of expectation.mustHold ?? []) {
        const [a, b] = [parseInstant(from), parseInstant(to)];
        for (const at of [a, (a + b) / 2, b - 1]) expect(covers(outcome.holds, at)).toBe(true);
      }
      expect(outcome.withdrawals.length > 0).toBe(expectation.mustWithdraw ?? false);
      expect(outcome.winner).toBe(expectation.winner);
    },
  );
});

describe('judgeCase', () => {
  it('names the line that is not JSON', () => {
    expect(() =>
      judgeCase('{"case": "x", "tickets": ["A", "B"], "rule": "plurality"}\n{oops', defaultPolicy()),
    ).toThrow('case line 2: not JSON; write one object a line');
  });

  it('gives reasons that name who spoke', () => {
    const slip = readFileSync(new URL('typing-slip-after-release.jsonl', OWN), 'utf8');
    expect(judgeCase(slip, defaultPolicy()).reasons).toContain(
      '2031-05-01T06:00:00Z On hold: AP has turned from D to R.',
    );
  });

  it('leaves out the desks that the policy excludes', () => {
    const text = readFileSync(new URL('pool-desk-retracts.jsonl', OWN), 'utf8');
    const without = judgeCase(text, { ...defaultPolicy(), excluded: ['Fox'] });
    expect(without.releasable[0]?.[0]).toBe('2031-05-01T05:20:00Z');
  });
});
