import { describe, expect, it } from 'vitest';
import { judge } from '../../src/verdict/judge.ts';
import { phraseKeys, say } from '../../src/verdict/sentences.ts';
import type { Condition, Phrase, Verdict } from '../../src/verdict/verdict.ts';
import { defaultPolicy } from './default-policy.ts';
import { CONTEXT, call, ELECTION, fact, minute, narrow, retract, statesForD, threeForD } from './night.ts';

/** Every value that any template asks for. */
const VALUES = {
  ticket: 'D',
  other: 'R',
  tickets: 'R',
  contest: 'N',
  contests: 'N,E',
  names: 'pool,ap',
  by: 'CNN',
  en: 'A condition',
  ja: '条件の題',
  acts: 'electors-vote',
  chance: 12,
  least: 5,
  groups: 2,
  of: 4,
  quorum: 3,
  minutes: 60,
  hours: 24,
  done: 11,
  desks: 5,
  since: minute(70),
  until: minute(80),
  at: minute(90),
};

const allConditions = (conditions: readonly Condition[]): Condition[] =>
  conditions.flatMap((each) => [each, ...allConditions(each.parts)]);

const phrasesOf = (verdict: Verdict): Phrase[] => [
  verdict.headline,
  verdict.detail,
  ...(verdict.next ? [verdict.next] : []),
  ...verdict.stops.map(({ event }) => event),
  ...allConditions(verdict.conditions).map(({ reason }) => reason),
  ...verdict.acts.flatMap(({ missing }) => (missing ? [missing] : [])),
  ...verdict.contests.flatMap(({ open }) => (open ? [open] : [])),
];

describe('sentences', () => {
  it('exist for the same phrases in both languages', () => {
    expect(phraseKeys('ja').toSorted()).toEqual(phraseKeys('en').toSorted());
  });

  it.each(phraseKeys('en'))('"%s" is worded in both languages without a gap', (key) => {
    for (const language of ['en', 'ja'] as const) {
      const sentence = say({ key, values: VALUES }, language, CONTEXT);
      expect(sentence).not.toMatch(/undefined|\bnull\b|NaN|\s\s/);
      expect(sentence.length).toBeGreaterThan(2);
    }
    expect(say({ key, values: VALUES }, 'en', CONTEXT)).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  });

  it('are refused where a phrase or a value is not known', () => {
    expect(() => say({ key: 'nonsense', values: {} }, 'en', CONTEXT)).toThrow('unknown phrase "nonsense"');
    expect(() => say({ key: 'leaning', values: { groups: 1 } }, 'ja', CONTEXT)).toThrow(
      'phrase "leaning" lacks the value',
    );
  });

  it('can word whatever the judge says through a night that goes wrong in every way', () => {
    const evidence = [
      ...statesForD(),
      ...threeForD(),
      narrow(66, 'N', true),
      narrow(90, 'N', false),
      fact(160, { kind: 'concession', from: 'R', ticket: 'D' }),
      fact(165, { kind: 'feed-fault', scope: 'N', state: 'open' }),
      fact(170, { kind: 'feed-fault', scope: 'N', state: 'cleared' }),
      retract(180, 'AP', 'D'),
      call(185, 'AP', 'R'),
      fact(190, { kind: 'concession-withdrawn', from: 'R', ticket: 'D' }),
      fact(200, { kind: 'recount', scope: 'N', mandatory: true, state: 'ordered' }),
      fact(205, { kind: 'court', scope: 'E', effect: 'stay' }),
      fact(210, { kind: 'court', effect: 'challenge' }),
      fact(220, { kind: 'annulment', by: 'the court' }),
      fact(230, {
        kind: 'certification',
        ticket: 'R',
        majority: true,
        stage: 'declared',
        challengeUntil: '2031-05-02T00:00:00Z',
      }),
      fact(240, { kind: 'claim', from: 'D', rejects: true }),
      fact(250, { kind: 'court', effect: 'dismissed' }),
      fact(260, { kind: 'inauguration', ticket: 'R' }),
    ];
    const said = new Set<string>();
    for (let minutes = 0; minutes <= 3000; minutes += minutes < 270 ? 1 : 30) {
      const verdict = judge({ policy: defaultPolicy(), election: ELECTION, evidence, at: minute(minutes) });
      for (const each of phrasesOf(verdict)) {
        said.add(each.key);
        for (const language of ['en', 'ja'] as const)
          expect(say(each, language, CONTEXT)).not.toMatch(/undefined|NaN|Infinity/);
      }
    }
    expect([...said]).toEqual(
      expect.arrayContaining([
        'review',
        'withdrawal-due',
        'called-narrow',
        'releasable-A',
        'declared',
        'disposed-met',
      ]),
    );
  });

  it('speak of Florida in 2000 as five desks on one source', () => {
    const desks = ['ABC', 'CBS', 'CNN', 'Fox', 'NBC'];
    const evidence = desks.map((desk, index) => call(index, desk, 'R'));
    const verdict = judge({
      policy: defaultPolicy(),
      election: { ...ELECTION, date: '2000-11-07' },
      evidence,
      at: minute(90),
    });
    expect(say(verdict.headline, 'en', CONTEXT)).toBe(
      'Not final: five desks name Roe, on one source of data.',
    );
    expect(say(verdict.headline, 'ja', CONTEXT)).toBe(
      '未確定です。5社がRoe氏の当確を伝えていますが、同じ集計に基づいています。',
    );
    expect(verdict.level).toBe('leaning');
  });
});
