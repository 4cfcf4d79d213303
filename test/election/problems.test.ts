import { describe, expect, it } from 'vitest';
import type { Contest, Election } from '../../src/election/election.ts';
import { problemsOf } from '../../src/election/problems.ts';
import { unitedStates } from './united-states.ts';

const GOOD = unitedStates();

function places(change: Partial<Election>): string[] {
  return problemsOf({ ...GOOD, ...change }).map(({ place }) => place);
}

function withContest(index: number, change: Partial<Contest>): Partial<Election> {
  return { contests: GOOD.contests.map((contest, i) => (i === index ? { ...contest, ...change } : contest)) };
}

describe('the problems of an election', () => {
  it('are none where it is well formed', () => {
    expect(problemsOf(GOOD)).toEqual([]);
  });

  it('name the place and what to do', () => {
    expect(problemsOf({ ...GOOD, ...withContest(0, { electors: 4 }) })).toEqual([
      { place: 'rule.electors', problem: 'the contests award 539, the rule says 538' },
    ]);
  });

  it('are found in contests: parents, ids, electors and closing times', () => {
    const district = GOOD.contests.length - 1;
    expect(places(withContest(district, { parent: 'XX' }))).toEqual([`contests[${district}].parent`]);
    expect(places(withContest(district, { parent: 'NE-1' }))).toEqual([`contests[${district}].parent`]);
    expect(places(withContest(2, { parent: 'ME' }))).toEqual(['contests[2].parent']);
    expect(places(withContest(1, { id: 'AK' }))).toEqual(['contests[1].id']);
    expect(places(withContest(0, { electors: 2.5 }))).toContain('contests[0].electors');
    expect(places(withContest(5, { pollsCloseFirst: GOOD.contests[5]!.pollsCloseLast + 1 }))).toEqual([
      'contests[5].pollsCloseLast',
    ]);
    expect(places(withContest(5, { pollsCloseLast: Number.NaN }))).toEqual(['contests[5].pollsCloseLast']);
  });

  it('are found in tickets, in the date and in the rule', () => {
    const [first, second] = GOOD.tickets;
    expect(places({ tickets: [first!] })).toEqual(['tickets']);
    expect(places({ tickets: [first!, second!, first!] })).toEqual(['tickets[2].id']);
    expect(places({ tickets: [first!, { ...second!, id: 'tie' }] })).toEqual(['tickets[1].id']);
    expect(places({ date: '2024-02-30' })).toEqual(['date']);
    expect(places({ date: '5 November 2024' })).toEqual(['date']);
    expect(places({ rule: { kind: 'electoral-college', electors: 538, majority: 269 } })).toEqual([
      'rule.majority',
    ]);
    expect(places({ rule: { kind: 'two-round', threshold: 50 } })).toEqual(['rule.threshold']);
  });
});
