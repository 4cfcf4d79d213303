import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, parseInstant } from '../../src/election/instant.ts';
import type { Entry } from '../../src/election/record.ts';
import { afterAction } from '../../src/review/after-action.ts';
import { isTold } from '../../src/review/handover.ts';
import { calledAt, gather, type Milestones, noMilestones } from '../../src/review/milestones.ts';
import { readHistory } from '../../src/review/read-history.ts';

const NOON = parseInstant('2024-11-06T12:00:00Z');
const STEP = { branch: 'trump', step: 'message' };

/** Entries a minute apart from noon on, in the order given. */
function lived(...records: readonly (readonly [kind: string, data: object])[]): Milestones {
  const milestones = noMilestones();
  records.forEach(([kind, data], index) => {
    const entry: Entry = { seq: index + 1, at: NOON + index * MINUTE, by: 'desk', kind, data };
    gather(milestones, entry);
  });
  return milestones;
}

function call(desk: string, saidAt: string, contest = 'US'): readonly [string, object] {
  return ['call', { desk, contest, ticket: 'R', saidAt }];
}

describe('milestones', () => {
  it('count a call from when it was said, forget one that was taken back, and leave single contests aside', () => {
    const milestones = lived(
      call('Fox', '2024-11-06T06:46:00Z'),
      call('AP', '2024-11-06T10:34:00Z'),
      call('AP', '2024-11-06T07:24:00Z', 'PA'),
      ['retraction', { desk: 'Fox', contest: 'US', ticket: 'R', saidAt: '2024-11-06T09:00:00Z' }],
      ['verdict', { to: 'final-enough', ticket: 'R' }],
    );
    expect(calledAt(milestones, 'AP')).toBe(parseInstant('2024-11-06T10:34:00Z'));
    expect(calledAt(milestones, 'Fox')).toBe(parseInstant('2024-11-06T10:34:00Z'));
    expect(milestones.retractions).toBe(1);
  });

  it('know no winner any more once the verdict has stepped down', () => {
    const milestones = lived(
      call('AP', '2024-11-06T10:34:00Z'),
      ['verdict', { to: 'final-enough', ticket: 'R' }],
      ['verdict', { to: 'leaning', ticket: 'R' }],
    );
    expect(milestones.finalEnough).toBeNull();
    expect(calledAt(milestones, 'AP')).toBeNull();
  });

  it('keep the approvals on which a release rested, and none that ended before it', () => {
    const { steps } = lived(
      ['approved', { ...STEP, binds: 'a' }],
      ['approval-ended', { ...STEP, approval: 1 }],
      ['approved', { ...STEP, binds: 'b' }],
      ['gate', { ...STEP, to: 'opened', lacks: [] }],
      ['approved', { ...STEP, binds: 'b' }],
      ['release-ordered', { ...STEP }],
      ['release-sent', { ...STEP, receipt: 'x' }],
      ['approval-ended', { ...STEP, approval: 3 }],
      ['gate', { ...STEP, to: 'closed', lacks: [] }],
    );
    expect(steps['trump/message']).toEqual({
      ...STEP,
      gateOpened: NOON + 3 * MINUTE,
      approvals: [
        { record: 3, at: NOON + 2 * MINUTE },
        { record: 5, at: NOON + 4 * MINUTE },
      ],
      ordered: NOON + 5 * MINUTE,
      left: NOON + 6 * MINUTE,
    });
  });
});

describe('the after-action review', () => {
  const milestones = lived(
    call('AP', '2024-11-06T11:00:00Z'),
    ['verdict', { to: 'final-enough', ticket: 'R' }],
    ['gate', { ...STEP, to: 'opened', lacks: [] }],
    ['approved', { ...STEP, binds: 'b' }],
    ['approved', { ...STEP, binds: 'b' }],
    ['release-ordered', { ...STEP }],
    ['release-sent', { ...STEP, receipt: 'x' }],
    ['talk-started', { branch: 'trump' }],
    ['talk-ended', { branch: 'trump' }],
    ['meeting', { branch: 'trump', state: 'refused', note: '' }],
  );
  const history = readHistory(
    readFileSync(resolve(import.meta.dirname, '../../desks/japan-2024/history.yaml'), 'utf8'),
    'history.yaml',
  );
  const review = afterAction({
    milestones,
    year: 2024,
    agency: 'AP',
    isMessage: ({ step }) => step === 'message',
    history,
  });

  it('times every step from its gate', () => {
    expect(review.steps).toEqual([
      {
        ...STEP,
        gateOpened: NOON + 2 * MINUTE,
        toApproved: 2 * MINUTE,
        toOrdered: 3 * MINUTE,
        toLeft: 4 * MINUTE,
      },
    ]);
  });

  it('sets the night beside the years on record, newest first; what nobody gave stays open', () => {
    const [own, ...years] = review.paces;
    expect(own).toMatchObject({ own: true, toMessage: HOUR + 6 * MINUTE, toTelephone: HOUR + 7 * MINUTE });
    expect(own!.toMeeting).toBeNull();
    expect(years.map(({ year }) => year)).toEqual([2024, 2020, 2016, 2008, 2000]);
    // Two hours and 38 minutes after AP's call; the talk of 2024 13 hours and 56 minutes after it.
    expect(years.find(({ year }) => year === 2016)!.toMessage).toBe(2 * HOUR + 38 * MINUTE);
    expect(years[0]).toMatchObject({ toMessage: null, toTelephone: 13 * HOUR + 56 * MINUTE });
    expect(years.at(-1)!.byDay).toEqual(['message', 'meeting']);
  });

  it('refuses a history with a moment in local time, by line', () => {
    const text =
      'years:\n  - year: 2016\n    call: { at: "2016-11-09 07:29", precision: exact, source: AP }\n';
    expect(() => readHistory(text, 'history.yaml')).toThrow(/history\.yaml line 3.*write a moment in UTC/s);
  });
});

describe('the handover', () => {
  const entry = (kind: string, data: object): Entry => ({ seq: 1, at: NOON, by: 'desk', kind, data });

  it('tells turns, decisions and calls of the whole, and leaves counts and single contests to the journal', () => {
    expect(isTold(entry('call', { contest: 'US' }))).toBe(true);
    expect(isTold(entry('retraction', { contest: 'US' }))).toBe(true);
    expect(isTold(entry('held-all', {}))).toBe(true);
    expect(isTold(entry('release-unknown', STEP))).toBe(true);
    expect(isTold(entry('call', { contest: 'PA' }))).toBe(false);
    expect(isTold(entry('fact', { kind: 'polls-close' }))).toBe(false);
    expect(isTold(entry('count', {}))).toBe(false);
  });
});
