import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/election/instant.ts';
import { FINAL, MESSAGE, Stage, WITHDRAWAL } from './stage.ts';

const LINE = { branch: 'trump', step: 'line' };
const TELEPHONE = { branch: 'trump', step: 'telephone' };

describe('a night in which the message goes out and is taken back', () => {
  it('arms with the first groups, opens with the verdict, sends once, and takes it back by the same rules', () => {
    const stage = new Stage();
    expect(stage.plan.active?.id).toBe('counting');

    stage.says({ level: 'leaning', ticket: 'R' });
    expect(stage.plan.active?.id).toBe('trump');
    expect(stage.step(MESSAGE).standing).toBe('wait');

    const gateAt = stage.at + HOUR;
    stage.pass(10 * MINUTE).says({ level: 'called', ticket: 'R', earliest: gateAt });
    expect(stage.step(MESSAGE).gateExpectedAt).toBe(gateAt);
    expect(stage.approves('approver-1', MESSAGE)).toBeNull();
    expect(stage.approves('approver-2', MESSAGE)).toBeNull();
    expect(stage.releases(MESSAGE)).toBe('lack-act-until');

    stage.pass(50 * MINUTE).says(FINAL);
    expect(stage.step(MESSAGE)).toMatchObject({ standing: 'releasable', gateOpenedAt: gateAt, lacks: [] });
    expect(stage.step(MESSAGE).valid.map(({ person }) => person)).toEqual(['approver-1', 'approver-2']);
    expect(stage.releases(MESSAGE)).toBeNull();
    expect(stage.step(MESSAGE).standing).toBe('countdown');
    stage.pass(9 * SECOND);
    expect(stage.step(MESSAGE).standing).toBe('countdown');
    stage.pass(SECOND);
    expect(stage.step(MESSAGE).standing).toBe('sending');
    stage.arrives(MESSAGE);
    expect(stage.step(MESSAGE).standing).toBe('sent');
    expect(stage.step(LINE).standing).toBe('releasable');
    expect(stage.releases(MESSAGE)).toBe('refused-left');

    const before = stage.journal.length;
    stage.says({ level: 'open', ticket: null, hold: true, aftermath: 'withdrawal-due' });
    expect(stage.kinds(before)).toContain('aftermath');
    expect(stage.plan.active?.id).toBe('trump');
    expect(stage.step(WITHDRAWAL).standing).toBe('releasable');
    expect(stage.step(LINE)).toMatchObject({ standing: 'hold', lacks: [{ key: 'lack-withdrawal-first' }] });
    expect(stage.releases(WITHDRAWAL)).toBe('refused-approvals');
    stage.sends(WITHDRAWAL);
    expect(stage.step(WITHDRAWAL).standing).toBe('sent');
    expect(stage.step(MESSAGE).standing).toBe('withdrawn');
    expect(stage.plan.active?.id).toBe('contested');
    expect(stage.state.aftermath).toBe('none');
  });

  it('keeps the withdrawal resting while nothing has left, and for steps that did not leave', () => {
    const stage = new Stage().says(FINAL);
    expect(stage.step(WITHDRAWAL).standing).toBe('resting');
    stage.sends(MESSAGE);
    stage.says({ level: 'open', ticket: null, hold: true, aftermath: 'withdrawal-due' });
    expect(stage.step({ branch: 'trump', step: 'line-withdrawal' }).standing).toBe('resting');
  });

  it('takes no withdrawal for due while the release is only under review, and lets nothing more out', () => {
    const stage = new Stage().says(FINAL);
    stage.sends(MESSAGE);
    stage.says({ level: 'called', ticket: 'R', hold: true, aftermath: 'review' });
    expect(stage.step(WITHDRAWAL).standing).toBe('resting');
    expect(stage.step(LINE)).toMatchObject({ standing: 'hold', lacks: [{ key: 'lack-review' }] });
  });

  it('arms nobody else before the first message is taken back', () => {
    const stage = new Stage().says(FINAL);
    stage.sends(MESSAGE);
    stage.says({ level: 'final-enough', ticket: 'D', hold: true, aftermath: 'withdrawal-due' });
    expect(stage.plan.active?.id).toBe('trump');
    stage.sends(WITHDRAWAL);
    stage.says({ level: 'final-enough', ticket: 'D' });
    expect(stage.plan.active?.id).toBe('harris');
  });

  it('opens the telephone after the message and the readout after the talk', () => {
    const stage = new Stage().says(FINAL);
    expect(stage.step(TELEPHONE).lacks.map(({ key }) => key)).toEqual(['lack-message-sent']);
    stage.sends(MESSAGE);
    stage.sends(TELEPHONE);
    const readout = { branch: 'trump', step: 'readout' };
    expect(stage.does('embassy', { do: 'talk-started' })).toBeNull();
    expect(stage.step(readout).lacks.map(({ key }) => key)).toEqual(['lack-call-ended']);
    stage.pass(5 * MINUTE);
    expect(stage.does('embassy', { do: 'talk-ended' })).toBeNull();
    expect(stage.step(readout)).toMatchObject({ standing: 'releasable', dueAt: stage.at + 20 * MINUTE });
  });

  it('does not take a talk with one winner for a talk with another', () => {
    const stage = new Stage().says(FINAL);
    stage.does('duty', { do: 'talk-started' });
    stage.does('duty', { do: 'talk-ended' });
    stage.says({ level: 'open', ticket: null }).says({ level: 'final-enough', ticket: 'D' });
    expect(stage.step({ branch: 'harris', step: 'readout' }).lacks.map(({ key }) => key)).toEqual([
      'lack-call-ended',
    ]);
  });
});

describe('what arms when', () => {
  it('arms "no winner by noon" at noon in Tokyo, and not where somebody is named by then', () => {
    const noon = Date.parse('2024-11-07T03:00:00Z');
    const quiet = new Stage();
    expect(quiet.plan.deadlines.find(({ what }) => what.key === 'deadline-arms')?.at).toBe(noon);
    quiet.pass(noon - quiet.at - 1);
    expect(quiet.plan.active?.id).toBe('counting');
    quiet.pass(1);
    expect(quiet.plan.active?.id).toBe('undecided');

    const named = new Stage().says({ level: 'leaning', ticket: 'R' });
    named.pass(noon - named.at);
    expect(named.plan.active?.id).toBe('trump');
    named.says({ level: 'open', ticket: null });
    expect(named.plan.active?.id).toBe('undecided');
  });

  it('arms "contested" on a hold and gives way when it ends', () => {
    const stage = new Stage().says({ level: 'leaning', ticket: 'R', hold: true });
    expect(stage.plan.active?.id).toBe('contested');
    stage.says({ level: 'called', ticket: 'R' });
    expect(stage.plan.active?.id).toBe('trump');
  });

  it('does not take a neutral line that left for a message to a winner', () => {
    const stage = new Stage().says({ level: 'leaning', ticket: 'R' });
    stage.sends({ branch: 'trump', step: 'holding-line' });
    stage.says({ level: 'leaning', ticket: 'D' });
    expect(stage.plan.active?.id).toBe('harris');
  });

  it('gives held spans up when the branch stands down', () => {
    const stage = new Stage().says({ level: 'called', ticket: 'R' });
    expect(
      stage.does('embassy', { do: 'hold-window', from: stage.at + HOUR, to: stage.at + 2 * HOUR }),
    ).toBeNull();
    expect(stage.state.talk.holds).toHaveLength(1);
    stage.says({ level: 'called', ticket: 'D' });
    expect(stage.state.talk.holds).toEqual([]);
  });
});

describe('approvals', () => {
  const approved = () => {
    const stage = new Stage().says({ level: 'called', ticket: 'R' });
    stage.approves('approver-1', MESSAGE);
    stage.approves('approver-2', MESSAGE);
    return stage;
  };

  const ends = (stage: Stage) =>
    stage.journal
      .filter(({ kind }) => kind === 'approval-ended')
      .map(({ data }) => (data as { why: string }).why);

  it('are void when the text changes by a single letter', () => {
    const stage = approved();
    const { subject, body } = stage.step(MESSAGE).step.document!;
    stage.does('drafter', { do: 'draft', ...MESSAGE, subject, body: { ...body, en: `${body.en}.` } });
    expect(stage.step(MESSAGE).valid).toEqual([]);
    expect(ends(stage)).toEqual(['content-changed', 'content-changed']);
  });

  it('expire by themselves, and a release is then refused', () => {
    const stage = approved();
    stage.pass(2 * HOUR - 1);
    expect(stage.step(MESSAGE).valid).toHaveLength(2);
    stage.pass(1).says(FINAL);
    expect(ends(stage)).toEqual(['expired', 'expired']);
    expect(stage.releases(MESSAGE)).toBe('refused-approvals');
  });

  it('survive a step up of the verdict', () => {
    expect(approved().says(FINAL).step(MESSAGE).valid).toHaveLength(2);
  });

  it('are void when the verdict names another or nobody', () => {
    expect(ends(approved().says({ level: 'leaning', ticket: 'D' }))).toEqual([
      'verdict-changed',
      'verdict-changed',
    ]);
    expect(ends(approved().says({ level: 'open', ticket: null }))).toEqual([
      'verdict-changed',
      'verdict-changed',
    ]);
  });

  it('are void when the gate has stood open and closes', () => {
    const stage = approved().says(FINAL).says({ level: 'called', ticket: 'R' });
    expect(ends(stage)).toEqual(['verdict-changed', 'verdict-changed']);
    expect(stage.says(FINAL).step(MESSAGE).valid).toEqual([]);
  });

  it('can be taken back by their giver, which stops a countdown', () => {
    const stage = approved().says(FINAL);
    stage.releases(MESSAGE);
    expect(stage.does('approver-2', { do: 'revoke', ...MESSAGE, binds: '' })).toBeNull();
    expect(stage.kinds().at(-1)).toBe('release-stopped');
    stage.pass(MINUTE);
    expect(stage.kinds()).not.toContain('release-leaving');
  });
});

describe('the countdown', () => {
  const counting = () => {
    const stage = new Stage().says(FINAL);
    stage.approves('approver-1', MESSAGE);
    stage.approves('approver-2', MESSAGE);
    stage.releases(MESSAGE);
    return stage;
  };

  it('is stopped by anyone of the staff, after which the step may be released anew', () => {
    const stage = counting();
    expect(stage.does('press', { do: 'stop', ...MESSAGE })).toBeNull();
    stage.pass(MINUTE);
    expect(stage.kinds()).not.toContain('release-leaving');
    expect(stage.releases(MESSAGE)).toBeNull();
    stage.pass(10 * SECOND);
    expect(stage.kinds().filter((kind) => kind === 'release-leaving')).toHaveLength(1);
  });

  it('stops when the verdict steps down, when an approval expires and when everything is held', () => {
    const retracted = counting().says({ level: 'called', ticket: 'R', hold: true }).pass(MINUTE);
    const held = counting();
    held.does('approver-2', { do: 'hold-all', reason: 'the chief cabinet secretary asks' });
    held.pass(MINUTE);
    const late = new Stage().says({ level: 'called', ticket: 'R' });
    late.approves('approver-1', MESSAGE);
    late.approves('approver-2', MESSAGE);
    late.says(FINAL).pass(2 * HOUR - 5 * SECOND);
    late.releases(MESSAGE);
    late.pass(MINUTE);
    for (const stage of [retracted, held, late]) {
      expect(stage.kinds()).toContain('release-stopped');
      expect(stage.kinds()).not.toContain('release-leaving');
    }
  });

  it('cannot be stopped once the message is on its way', () => {
    const stage = counting().pass(10 * SECOND);
    expect(stage.does('duty', { do: 'stop', ...MESSAGE })).toBe('refused-nothing-to-stop');
  });
});

describe('a release of which nobody knows whether it left', () => {
  const lost = () => {
    const stage = new Stage().says(FINAL);
    stage.approves('approver-1', MESSAGE);
    stage.approves('approver-2', MESSAGE);
    stage.releases(MESSAGE);
    stage.pass(10 * SECOND);
    stage.take([
      {
        at: stage.at,
        by: 'desk',
        kind: 'release-unknown',
        data: { ...MESSAGE, reason: 'the process ended' },
      },
    ]);
    return stage.settle();
  };

  it('is not sent again until a person has said that it did not leave', () => {
    const stage = lost();
    expect(stage.releases(MESSAGE)).toBe('refused-unknown');
    expect(stage.does('duty', { do: 'resolve', ...MESSAGE, outcome: 'not-sent', reason: '' })).toBe(
      'refused-reason',
    );
    expect(
      stage.does('duty', { do: 'resolve', ...MESSAGE, outcome: 'not-sent', reason: 'asked the embassy' }),
    ).toBeNull();
    expect(stage.step(MESSAGE).standing).toBe('failed');
    const first = stage.state.steps['trump/message']!.release!.key;
    expect(stage.releases(MESSAGE)).toBeNull();
    expect(stage.state.steps['trump/message']!.release!.key).toBe(first);
  });

  it('counts as sent when a person says so', () => {
    const stage = lost();
    stage.does('duty', { do: 'resolve', ...MESSAGE, outcome: 'sent', reason: 'the embassy has it' });
    expect(stage.step(MESSAGE).standing).toBe('sent');
    expect(stage.step(LINE).standing).toBe('releasable');
  });
});

describe('deadlines', () => {
  it('come in order of time and keep what is overdue until it is done', () => {
    const stage = new Stage().says({
      level: 'called',
      ticket: 'R',
      earliest: Date.parse('2024-11-06T11:30:00Z'),
    });
    stage.approves('approver-1', MESSAGE);
    const { deadlines } = stage.plan;
    expect(deadlines.map(({ at }) => at)).toEqual(deadlines.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(deadlines.map(({ what }) => what.key)).toEqual(
      expect.arrayContaining(['deadline-gate', 'deadline-due', 'deadline-expires', 'deadline-arms']),
    );
    stage.pass(16 * MINUTE);
    const overdue = stage.plan.deadlines.find(({ what }) => what.key === 'deadline-overdue');
    expect(overdue?.ref).toEqual({ branch: 'trump', step: 'holding-line' });
  });
});
