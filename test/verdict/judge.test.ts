import { describe, expect, it } from 'vitest';
import { collectEvidence } from '../../src/verdict/collect-evidence.ts';
import type { Evidence } from '../../src/verdict/evidence.ts';
import { asNowUnderstood, judge } from '../../src/verdict/judge.ts';
import { say } from '../../src/verdict/sentences.ts';
import type { Act, Phrase, Verdict } from '../../src/verdict/verdict.ts';
import { defaultPolicy } from './default-policy.ts';
import { CONTEXT, call, ELECTION, fact, minute, narrow, retract, statesForD, threeForD } from './night.ts';

const policy = defaultPolicy();

const at = (
  minutes: number,
  evidence: readonly Evidence[],
  releases?: Parameters<typeof judge>[0]['releases'],
): Verdict =>
  judge({ policy, election: ELECTION, evidence, at: minute(minutes), ...(releases ? { releases } : {}) });

const english = (phrase: Phrase | null) => (phrase ? say(phrase, 'en', CONTEXT) : null);
const act = (verdict: Verdict, name: Act) => verdict.acts.find((each) => each.act === name)!;
const condition = (verdict: Verdict, id: string) =>
  verdict.conditions.flatMap((route) => [route, ...route.parts]).find((each) => each.id === id)!;

describe('the ladder', () => {
  const night = [...statesForD(), ...threeForD()];

  it('is open before anybody calls the whole, and says what the rule asks for', () => {
    const verdict = at(30, night);
    expect(verdict).toMatchObject({
      level: 'open',
      ticket: null,
      nextChange: null,
      electorsCalled: { D: 90, R: 0 },
    });
    expect(english(verdict.headline)).toBe('Not final: no group names a winner.');
    expect(english(verdict.detail)).toBe(
      'The rule asks for three of four independent groups, unbroken for 60 minutes.',
    );
    expect(act(verdict, 'remark').standing).toBe('wait');
  });

  it('is leaning with two groups, which opens a neutral remark and nothing else', () => {
    const verdict = at(66, night);
    expect(verdict).toMatchObject({ level: 'leaning', ticket: 'D', since: minute(60) });
    expect(english(verdict.headline)).toBe('Not final: two of four independent groups name Doe.');
    expect(english(verdict.detail)).toBe('A third is needed, then 60 minutes without contradiction.');
    expect(verdict.acts.map(({ standing }) => standing)).toEqual([
      'releasable',
      'wait',
      'wait',
      'wait',
      'wait',
    ]);
  });

  it('is called with three, and names the minute from which a congratulation is releasable', () => {
    const verdict = at(81, night);
    expect(verdict).toMatchObject({
      level: 'called',
      route: 'A',
      since: minute(70),
      nextChange: minute(130),
    });
    expect(act(verdict, 'congratulation')).toMatchObject({ standing: 'wait', earliest: minute(130) });
    expect(english(verdict.headline)).toBe('Not yet final enough.');
    expect(english(verdict.detail)).toBe(
      'Three of four independent groups name Doe. The rule asks for three, unbroken for 60 minutes; it has counted three since 01:10.',
    );
    expect(english(verdict.next)).toBe('Releasable from 02:10 UTC if nothing is withdrawn.');
    expect(verdict.stops.map(({ effect, event }) => [effect, english(event)])).toEqual([
      ['hold', 'a call of the whole taken back'],
      ['hold-while-it-lasts', 'a group naming Roe'],
      ['hold-while-it-lasts', 'a fault in the feed of a decisive contest (North)'],
      ['hold-while-it-lasts', 'a court that stays the result of a decisive contest'],
      ['wait', 'a recount, or a lead within the recount margin, in a decisive contest (North)'],
    ]);
    expect(condition(verdict, 'A1')).toMatchObject({ truth: 'true', since: minute(70) });
    const groups = condition(verdict, 'A1').parts;
    expect(groups.map(({ id, truth, since }) => [id, truth, since])).toEqual([
      ['A1.P', 'true', minute(60)],
      ['A1.A', 'true', minute(65)],
      ['A1.F', 'true', minute(70)],
      ['A1.Q', 'false', null],
    ]);
    expect(groups.map(({ reason }) => english(reason)).slice(2)).toEqual([
      'Fox: Doe, by Fox.',
      'Decision Desk HQ: no call of the whole.',
    ]);
    expect(condition(verdict, 'A5')).toMatchObject({
      truth: 'false',
      reason: { values: { done: 11, minutes: 60 } },
    });
  });

  it('is final enough when the hour is full, not a moment before', () => {
    expect(at(129.99, night).level).toBe('called');
    const verdict = at(130, night);
    expect(verdict).toMatchObject({ level: 'final-enough', ticket: 'D', since: minute(130) });
    expect(verdict.reached).toEqual({ leaning: minute(60), called: minute(70), 'final-enough': minute(130) });
    expect(act(verdict, 'congratulation')).toMatchObject({ standing: 'releasable', since: minute(130) });
    expect(act(verdict, 'title')).toMatchObject({ standing: 'wait', missing: { key: 'missing-basis' } });
  });

  it('gives the title with a public concession, and is declared when the electors have voted', () => {
    const conceded = [...night, fact(200, { kind: 'concession', ticket: 'D', from: 'R' })];
    expect(act(at(200, conceded), 'title').standing).toBe('releasable');
    const voted = [...night, fact(300, { kind: 'electors-vote', ticket: 'D', majority: true })];
    expect(at(300, voted)).toMatchObject({ level: 'declared', since: minute(300) });
    expect(act(at(300, voted), 'title').standing).toBe('releasable');
  });
});

describe('open contests', () => {
  it('do not decide one by one where the majority stands without them, and decide together where it falls', () => {
    const calls = [...statesForD(), ...threeForD()];
    const one = at(80, [...calls, narrow(50, 'E', true)]);
    expect(one.contests.find(({ contest }) => contest === 'E')).toMatchObject({
      open: { key: 'contest-narrow' },
      decisive: false,
    });
    expect(act(one, 'congratulation').earliest).toBe(minute(130));
    const two = at(80, [...calls, narrow(50, 'E', true), narrow(50, 'S', true)]);
    expect(two.contests.filter(({ decisive }) => decisive).map(({ contest }) => contest)).toEqual(['E', 'S']);
    expect(act(two, 'congratulation').earliest).toBeNull();
    expect(english(two.detail)).toContain('East decides and is within the recount margin');
  });

  it('start the hour anew when the last of them leaves the margin', () => {
    const verdict = at(90, [...statesForD(), ...threeForD(), narrow(50, 'N', true), narrow(85, 'N', false)]);
    expect(act(verdict, 'congratulation').earliest).toBe(minute(145));
    expect(condition(verdict, 'A3')).toMatchObject({ truth: 'true', since: minute(85) });
  });

  it('with a fault hold everything while somebody is named, and nothing while nobody is', () => {
    const fault = fact(40, { kind: 'feed-fault', scope: 'N', by: 'feed 1', state: 'open' });
    expect(act(at(45, [...statesForD(), fault]), 'congratulation').standing).toBe('wait');
    const verdict = at(75, [...statesForD(), ...threeForD(), fault]);
    expect(act(verdict, 'remark').standing).toBe('hold');
    expect(english(verdict.headline)).toBe(
      'On hold: the feed of North, which decides, is at fault (feed 1).',
    );
    expect(
      act(
        at(75, [...statesForD(), ...threeForD(), { ...fault, fact: { ...fault.fact, scope: 'W' } }]),
        'remark',
      ).standing,
    ).toBe('releasable');
  });

  it('called differently by two groups is not counted for the winner', () => {
    const verdict = at(80, [
      ...statesForD(),
      ...threeForD(),
      call(20, 'Fox', 'R', 'N'),
      narrow(50, 'S', true),
    ]);
    expect(verdict.contests.find(({ contest }) => contest === 'N')).toMatchObject({ ticket: null });
    expect(verdict.electorsCalled).toEqual({ D: 50, R: 0 });
    expect(verdict.contests.find(({ contest }) => contest === 'S')?.decisive).toBe(true);
  });
});

describe('after a release', () => {
  const night = [...statesForD(), ...threeForD(), retract(200, 'AP', 'D'), retract(210, 'Fox', 'D')];

  it('puts what is out under review, then asks for it back when its basis is gone', () => {
    const releases = [{ ticket: 'D', at: minute(135) }];
    expect(at(199, night, releases).aftermath).toBe('none');
    const review = at(205, night, releases);
    expect(review.aftermath).toBe('review');
    expect(english(review.headline)).toBe('Under review: nothing more goes out.');
    expect(english(review.detail)).toBe('On hold: AP has taken back its call of the whole election for Doe.');
    const due = at(210, night, releases);
    expect(due.aftermath).toBe('withdrawal-due');
    expect(english(due.headline)).toBe('Withdrawal due: the message to Doe must be taken back.');
    expect(act(due, 'telephone').standing).toBe('hold');
  });

  it('holds without a review where nothing was sent', () => {
    const verdict = at(210, night, []);
    expect(verdict.aftermath).toBe('none');
    expect(act(verdict, 'congratulation').standing).toBe('hold');
  });

  it('is done with when the message was taken back', () => {
    const releases = [{ ticket: 'D', at: minute(135), withdrawnAt: minute(220) }];
    expect(at(219, night, releases).aftermath).toBe('withdrawal-due');
    expect(at(220, night, releases).aftermath).toBe('none');
  });

  it('keeps a release through a later narrow lead, a claim and a suit', () => {
    const later = [
      ...statesForD(),
      ...threeForD(),
      narrow(140, 'N', true),
      fact(141, { kind: 'claim', from: 'R', ticket: 'R' }),
      fact(142, { kind: 'court', effect: 'challenge', decisive: true }),
    ];
    expect(at(150, later)).toMatchObject({ level: 'final-enough', aftermath: 'none' });
  });
});

describe('evidence', () => {
  it('that was struck has not been said since, and the past stays as it was known', () => {
    const evidence: Evidence[] = [];
    const entry = (seq: number, minutes: number, kind: string, data: unknown) => ({
      seq,
      at: minute(minutes),
      by: 'person:1',
      kind,
      data,
    });
    const said = (desk: string, minutes: number) => call(minutes, desk, 'D').call;
    expect(collectEvidence(evidence, entry(1, 60, 'call', said('CNN', 60)))).toBe(true);
    expect(collectEvidence(evidence, entry(2, 61, 'call', said('AP', 61)))).toBe(true);
    expect(collectEvidence(evidence, entry(3, 62, 'call', said('Fox', 62)))).toBe(true);
    expect(collectEvidence(evidence, entry(4, 63, 'count', {}))).toBe(false);
    expect(collectEvidence(evidence, entry(5, 64, 'struck', { record: 3, reason: 'wrong desk' }))).toBe(true);
    expect(collectEvidence(evidence, entry(6, 65, 'struck', { record: 3, reason: 'again' }))).toBe(false);
    expect(at(63, evidence).level).toBe('called');
    expect(at(64, evidence)).toMatchObject({
      level: 'leaning',
      acts: [{ standing: 'releasable' }, { standing: 'wait' }, {}, {}, {}],
    });
  });

  it('that a retraction was mistyped lifts the hold as if it had never stood', () => {
    const slip = { ...retract(100, 'AP', 'D'), struck: { record: 99, at: minute(101) } };
    const night = [...statesForD(), ...threeForD(), slip];
    expect(act(at(100, night), 'congratulation').standing).toBe('hold');
    expect(act(at(101, night), 'congratulation')).toMatchObject({ standing: 'wait', earliest: minute(130) });
  });

  it('does not count from desks that are not on the roster, from claims, or from a concession by telephone', () => {
    const verdict = at(300, [
      call(60, 'Some blog', 'D'),
      fact(61, { kind: 'claim', from: 'D', ticket: 'D' }),
      fact(62, { kind: 'concession', from: 'R', ticket: 'D', public: false }),
      fact(63, { kind: 'claim', from: 'D', ticket: 'D', exitPoll: true }),
    ]);
    expect(verdict).toMatchObject({ level: 'open', ticket: null });
  });
});

describe('a past moment', () => {
  it('stays as it was known then, and may be understood otherwise now', () => {
    const late = retract(80, 'AP', 'D', 'US', { knownAt: minute(200) });
    const night = [...statesForD(), ...threeForD(), late];
    expect(at(140, night).level).toBe('final-enough');
    expect(at(140, asNowUnderstood(night)).level).not.toBe('final-enough');
  });

  it('keeps both times where two sources tell one call differently; the earlier counts', () => {
    const told = [...statesForD(), ...threeForD(), call(68, 'Fox', 'D', 'US', { knownAt: minute(90) })];
    expect(act(at(89, told), 'congratulation').earliest).toBe(minute(130));
    expect(act(at(90, told), 'congratulation').earliest).toBe(minute(128));
  });
});
