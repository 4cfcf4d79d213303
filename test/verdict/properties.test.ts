import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/election/instant.ts';
import { enter, openDocket } from '../../src/verdict/docket.ts';
import type { Evidence } from '../../src/verdict/evidence.ts';
import { judge, verdictAt } from '../../src/verdict/judge.ts';
import { settingOf } from '../../src/verdict/setting.ts';
import { LEVELS, type Verdict } from '../../src/verdict/verdict.ts';
import { defaultPolicy } from './default-policy.ts';
import { call, ELECTION, minute, retract, statesForD, threeForD } from './night.ts';
import { DESKS, happening, late, place, time } from './random-night.ts';

const SEED = 20241105;
const OPTIONS = { seed: SEED, numRuns: 300 };
const policy = defaultPolicy();
const END = 600;

/** Half of the nights have a quorum to begin with, so that releases, reviews and withdrawals are common. */
const night = fc
  .tuple(fc.boolean(), fc.array(happening, { minLength: 1, maxLength: 14 }))
  .map(([quorum, rest]) => (quorum ? [...statesForD(), ...threeForD(), ...rest] : rest));

const judged = (evidence: readonly Evidence[], minutes = END) =>
  judge({ policy, election: ELECTION, evidence, at: minute(minutes) });

/** What a desk acts on, without the record numbers behind it. */
const acted = ({
  level,
  since,
  ticket: who,
  route,
  acts,
  aftermath,
  electorsCalled,
  nextChange,
  headline,
  detail,
}: Verdict) => ({
  level,
  since,
  who,
  route,
  acts,
  aftermath,
  electorsCalled,
  nextChange,
  headline,
  detail,
});

const rank = (verdict: Verdict) => LEVELS.indexOf(verdict.level);
const congratulation = (verdict: Verdict) => verdict.acts.find(({ act }) => act === 'congratulation')!;

describe(`the verdict (seed ${SEED})`, () => {
  it('is never releasable while groups name different winners or a decisive contest is stayed or faulty', () => {
    fc.assert(
      fc.property(night, fc.integer({ min: 0, max: END }), (evidence, minutes) => {
        const verdict = judged(evidence, minutes);
        const named = new Set(verdict.groups.flatMap(({ ticket: who }) => (who === null ? [] : [who])));
        const stopped = verdict.contests.some(
          ({ decisive, open }) =>
            decisive && (open?.key === 'contest-stay' || open?.key === 'contest-feed-fault'),
        );
        if (named.size > 1 || stopped) expect(congratulation(verdict).standing).not.toBe('releasable');
      }),
      OPTIONS,
    );
  });

  it('is on hold at the moment at which a call of the whole is known to be taken back', () => {
    fc.assert(
      fc.property(night, fc.constantFrom(...DESKS), (evidence, desk) => {
        const calls = [
          ...evidence.filter(({ kind }) => kind !== 'fact' && kind !== 'retract'),
          call(450, desk, 'D'),
        ];
        const verdict = judged([...calls, retract(460, desk, 'D')], 460);
        expect(congratulation(verdict).standing).toBe('hold');
      }),
      OPTIONS,
    );
  });

  it('does not depend on the order in which evidence of one moment arrived', () => {
    fc.assert(
      fc.property(
        night.chain((evidence) =>
          fc.tuple(fc.constant(evidence), fc.shuffledSubarray(evidence, { minLength: evidence.length })),
        ),
        ([one, other]) => {
          expect(acted(judged(other))).toEqual(acted(judged(one)));
        },
      ),
      OPTIONS,
    );
  });

  it('does not change for a duplicate, even one that is known later', () => {
    const told = night.chain((evidence) =>
      fc.tuple(fc.constant(evidence), fc.constantFrom(...evidence), late),
    );
    fc.assert(
      fc.property(told, ([evidence, twin, delay]) => {
        const again = { ...twin, record: 9_999, knownAt: twin.knownAt + delay * MINUTE };
        expect(acted(judged([...evidence, again]))).toEqual(acted(judged(evidence)));
      }),
      OPTIONS,
    );
  });

  it('takes a call that was taken back and repeated as one given at the repetition', () => {
    fc.assert(
      fc.property(
        time,
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        (first, gap, wait) => {
          const others = [call(5, 'CNN', 'D'), call(6, 'Fox', 'D')];
          const repeated = judged([
            ...others,
            call(first, 'AP', 'D'),
            retract(first + gap, 'AP', 'D'),
            call(first + gap + wait, 'AP', 'D'),
          ]);
          const once = judged([...others, call(first + gap + wait, 'AP', 'D')]);
          expect(repeated.groups).toEqual(once.groups);
          expect(congratulation(repeated).standing).toBe(congratulation(once).standing);
          if (first + gap + wait < END - 60)
            expect(congratulation(repeated).since).toBe(congratulation(once).since);
        },
      ),
      OPTIONS,
    );
  });

  it('is not raised by taking away a call for the ticket that everybody names', () => {
    const calls = fc.array(
      fc.tuple(time, fc.constantFrom(...DESKS), place).map(([at, desk, where]) => call(at, desk, 'D', where)),
      { minLength: 1, maxLength: 15 },
    );
    fc.assert(
      fc.property(calls, fc.nat(), fc.integer({ min: 0, max: END }), (evidence, which, minutes) => {
        const without = evidence.filter((_, index) => index !== which % evidence.length);
        expect(rank(judged(without, minutes))).toBeLessThanOrEqual(rank(judged(evidence, minutes)));
      }),
      OPTIONS,
    );
  });

  it('of a past moment is the same from all evidence as from what was known then', () => {
    fc.assert(
      fc.property(night, fc.integer({ min: 0, max: 450 }), (evidence, minutes) => {
        const known = evidence.filter(({ knownAt }) => knownAt <= minute(minutes));
        expect(judged(evidence, minutes)).toEqual(judged(known, minutes));
      }),
      OPTIONS,
    );
  });

  it('of a docket that grew entry by entry is the same as one judged afresh', () => {
    fc.assert(
      fc.property(night, (evidence) => {
        const docket = openDocket(settingOf(policy, ELECTION));
        const told: Evidence[] = [];
        for (const each of evidence.toSorted((a, b) => a.knownAt - b.knownAt)) {
          told.push(each);
          enter(docket, each);
          const { knownAt: at } = each;
          expect(acted(verdictAt(docket, at))).toEqual(
            acted(judge({ policy, election: ELECTION, evidence: told, at })),
          );
        }
      }),
      { ...OPTIONS, numRuns: 100 },
    );
  });

  it('changes by time alone only at the moment it said', () => {
    fc.assert(
      fc.property(night, fc.integer({ min: 0, max: 450 }), (evidence, minutes) => {
        const known = evidence.filter(({ knownAt }) => knownAt <= minute(minutes));
        const verdict = judged(known, minutes);
        const until = verdict.nextChange ?? minute(minutes + 5000);
        const before = judge({ policy, election: ELECTION, evidence: known, at: until - 1 });
        const { level, aftermath, headline } = verdict;
        expect({ level: before.level, aftermath: before.aftermath, headline: before.headline }).toEqual({
          level,
          aftermath,
          headline,
        });
      }),
      OPTIONS,
    );
  });
});
