import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/election/instant.ts';
import { NO_MOMENTS } from '../../src/response/moments.ts';
import { ANCHORS, type Due, type Playbook, type Step } from '../../src/response/playbook.ts';
import { readPlaybook } from '../../src/response/read-playbook.ts';
import { deskFile, EVENING, FINAL, MESSAGE, PLAYBOOK, Stage, WITHDRAWAL } from './stage.ts';

const CALL_SHEET = { branch: 'trump', step: 'call-sheet' };
const LINE = { branch: 'trump', step: 'holding-line' };

/** The example playbook with one step changed. */
function withStep(id: string, change: Partial<Step>): Playbook {
  const branches = PLAYBOOK.branches.map((branch) =>
    branch.id === 'trump'
      ? { ...branch, steps: branch.steps.map((step) => (step.id === id ? { ...step, ...change } : step)) }
      : branch,
  );
  return { ...PLAYBOOK, branches };
}

const due = (anchor: Due | null) => new Stage(withStep('call-sheet', { due: anchor }));

describe('when a step is due', () => {
  it.each([
    ['polls-close', { ...NO_MOMENTS, pollsClose: EVENING - HOUR }, EVENING - HOUR],
    ['first-call', { ...NO_MOMENTS, firstCall: EVENING - MINUTE }, EVENING - MINUTE],
    ['concession', { ...NO_MOMENTS, concession: EVENING }, EVENING],
  ] as const)('counts from %s', (anchor, moments, at) => {
    const stage = due({ anchor, minutes: 30 });
    expect(stage.says(FINAL).step(CALL_SHEET).dueAt).toBeNull();
    stage.moments = moments;
    expect(stage.step(CALL_SHEET).dueAt).toBe(at + 30 * MINUTE);
  });

  it('counts from a rung of the verdict, and is open again where the verdict steps down', () => {
    const stage = due({ anchor: 'final-enough', minutes: 5 });
    expect(stage.says({ level: 'called', ticket: 'R' }).step(CALL_SHEET).dueAt).toBeNull();
    expect(stage.says(FINAL).step(CALL_SHEET).dueAt).toBe(EVENING + 5 * MINUTE);
    expect(stage.says({ level: 'called', ticket: 'R' }).step(CALL_SHEET).dueAt).toBeNull();
  });

  it('counts from the talk’s beginning and from an arrival that a person marks', () => {
    const held = due({ anchor: 'call-held', minutes: 1 }).says(FINAL);
    held.does('embassy', { do: 'talk-started' });
    expect(held.step(CALL_SHEET).dueAt).toBe(EVENING + MINUTE);
    const arrived = due({ anchor: 'arrival', minutes: 90 }).says(FINAL);
    expect(arrived.does('press', { do: 'mark', mark: 'arrival', ticket: null, reason: 'landed' })).toBe(
      'refused-role',
    );
    expect(
      arrived.does('embassy', { do: 'mark', mark: 'arrival', ticket: null, reason: 'landed' }),
    ).toBeNull();
    expect(arrived.step(CALL_SHEET).dueAt).toBe(EVENING + 90 * MINUTE);
    expect(arrived.does('duty', { do: 'unmark', mark: 'arrival', reason: 'another aircraft' })).toBeNull();
    expect(arrived.step(CALL_SHEET).dueAt).toBeNull();
  });

  it.each([
    ['before the clocks change', '2024-11-02', '23:00', 'America/New_York', '2024-11-03T03:00:00Z'],
    ['after the clocks change', '2024-11-03', '23:00', 'America/New_York', '2024-11-04T04:00:00Z'],
    ['where the hour occurs twice', '2024-11-03', '01:30', 'America/New_York', '2024-11-03T05:30:00Z'],
    ['where the hour is left out', '2025-03-09', '02:30', 'America/New_York', '2025-03-09T07:30:00Z'],
    ['in a zone without summer time', '2024-11-03', '07:00', 'Asia/Tokyo', '2024-11-02T22:00:00Z'],
  ])('is at a local time, %s', (_name, date, time, zone, utc) => {
    const text = deskFile('playbook.yaml').replace(
      'due: { anchor: message-sent, minutes: 60 }',
      `due: { date: ${date}, local-time: "${time}", zone: ${zone} }`,
    );
    const stage = new Stage(readPlaybook(text, 'playbook.yaml')).says(FINAL);
    expect(stage.step(CALL_SHEET).dueAt).toBe(Date.parse(utc));
  });

  it('can be said of every anchor, and of no other', () => {
    const read = (anchor: string) =>
      readPlaybook(
        deskFile('playbook.yaml').replaceAll('anchor: armed', `anchor: ${anchor}`),
        'playbook.yaml',
      );
    for (const anchor of ANCHORS) expect(() => read(anchor)).not.toThrow();
    expect(() => read('full-moon')).toThrow(/playbook\.yaml line \d+, column \d+/);
  });
});

it('a step that is no longer needed stands down, and nobody can release it', () => {
  const stage = new Stage(withStep('holding-line', { exit: ['message-sent'] })).says(FINAL);
  stage.approves('approver-1', LINE);
  stage.approves('approver-2', LINE);
  expect(stage.step(LINE).standing).toBe('releasable');
  stage.sends(MESSAGE);
  expect(stage.step(LINE)).toMatchObject({ standing: 'stood-down', lacks: [{ key: 'lack-exit' }] });
  expect(stage.releases(LINE)).toBe('lack-exit');
});

describe('a branch for what seldom happens', () => {
  const standing = PLAYBOOK.branches.find(({ when }) => when.kind === 'standing')!;
  const seldom = (when: Playbook['branches'][number]['when'], id: string) => ({ ...standing, id, when });
  const playbook: Playbook = {
    ...PLAYBOOK,
    branches: [
      ...PLAYBOOK.branches,
      seldom({ kind: 'candidate-lost', ticket: 'R' }, 'lost-r'),
      seldom({ kind: 'contingent' }, 'house'),
      seldom({ kind: 'annulled' }, 'annulled'),
    ],
  };
  const armed = (stage: Stage) => stage.state.armed?.branch;

  it('arms when a candidate is lost, before whatever the verdict names', () => {
    const stage = new Stage(playbook).says({ level: 'called', ticket: 'R' });
    const lost = { do: 'mark', mark: 'candidate-lost', reason: 'announced by the family' } as const;
    expect(stage.does('duty', { ...lost, ticket: null })).toBe('refused-mark');
    expect(stage.does('duty', { ...lost, ticket: 'X' })).toBe('refused-mark');
    expect(stage.does('duty', { ...lost, ticket: 'R' })).toBeNull();
    expect(armed(stage)).toBe('lost-r');
    stage.does('duty', { do: 'unmark', mark: 'candidate-lost', reason: 'a false report' });
    expect(armed(stage)).toBe('trump');
  });

  it('arms for an election by the House, and for an annulment', () => {
    const stage = new Stage(playbook).says({ level: 'open', ticket: null });
    stage.does('duty', { do: 'mark', mark: 'contingent-election', ticket: null, reason: '269 to 269' });
    expect(armed(stage)).toBe('house');
    stage.moments = { ...NO_MOMENTS, annulment: EVENING };
    expect(armed(stage.settle())).toBe('annulled');
  });

  it('waits until what went out to a winner is taken back', () => {
    const stage = new Stage(playbook).says(FINAL);
    stage.sends(MESSAGE);
    stage.does('duty', { do: 'mark', mark: 'candidate-lost', ticket: 'R', reason: 'announced' });
    expect(armed(stage)).toBe('trump');
  });

  it('is one of its kind', () => {
    const text = deskFile('playbook.yaml');
    const when = 'when: { kind: standing }';
    const at = text.indexOf('  - id: counting');
    const branch = text.slice(at, text.indexOf('  # Ticket R is named.'));
    const copies = ['one', 'two'].map((id) =>
      branch.replace('id: counting', `id: ${id}`).replace(when, 'when: { kind: candidate-lost, ticket: R }'),
    );
    expect(() => readPlaybook(text + copies.join(''), 'playbook.yaml')).toThrow(
      /both answer to the loss of ticket "R"/,
    );
  });
});

describe('a gate opened against the verdict', () => {
  const early = () => new Stage().says({ level: 'called', ticket: 'R' });
  const override = (
    stage: Stage,
    person: string,
    reason = 'the ally has spoken',
    binds = stage.step(MESSAGE).binds,
  ) => stage.does(person, { do: 'override', ...MESSAGE, binds, reason });

  it('takes the duty officer, a second person and a reason, each in an act of his own', () => {
    const stage = early();
    expect(override(stage, 'approver-1')).toBe('refused-role');
    expect(override(stage, 'duty', '  ')).toBe('refused-reason');
    expect(override(stage, 'duty')).toBeNull();
    expect(stage.step(MESSAGE)).toMatchObject({ overridden: false, gateOpenedAt: null });
    expect(override(stage, 'duty')).toBe('refused-override-twice');
    expect(override(stage, 'drafter')).toBe('refused-role');
    expect(override(stage, 'approver-1', 'so be it', 'of another text')).toBe('refused-binds');
    expect(override(stage, 'approver-1')).toBeNull();
    expect(stage.step(MESSAGE)).toMatchObject({ overridden: true, lacks: [], standing: 'releasable' });
  });

  it('still takes two approvals and a release by two, and marks what left for ever', () => {
    const stage = early();
    override(stage, 'duty');
    override(stage, 'embassy');
    expect(stage.releases(MESSAGE)).toBe('refused-approvals');
    stage.sends(MESSAGE);
    expect(stage.state.steps['trump/message']!.release).toMatchObject({
      state: 'sent',
      overrides: [
        { person: 'duty', reason: 'the ally has spoken' },
        { person: 'embassy', reason: 'the ally has spoken' },
      ],
    });
    stage.says({ level: 'open', ticket: null, hold: true, aftermath: 'withdrawal-due' });
    expect(stage.step(WITHDRAWAL).standing).toBe('releasable');
    expect(stage.state.steps['trump/message']!.release!.overrides).toHaveLength(2);
  });

  it('falls with the text, the winner, or time', () => {
    for (const falls of [
      (stage: Stage) => {
        const both = { en: 'Dear Sir', ja: '閣下' };
        stage.does('drafter', { do: 'draft', ...MESSAGE, subject: both, body: both });
      },
      (stage: Stage) => stage.says({ level: 'called', ticket: 'D' }).says({ level: 'called', ticket: null }),
      (stage: Stage) => stage.pass(PLAYBOOK.approvalMinutes * MINUTE),
    ]) {
      const stage = early();
      override(stage, 'duty');
      override(stage, 'approver-2');
      expect(stage.step(MESSAGE).overridden).toBe(true);
      falls(stage);
      expect(stage.step(MESSAGE)).toMatchObject({ overridden: false, gateOpenedAt: null });
    }
  });

  it('stops a release in its countdown when it falls', () => {
    const stage = early();
    override(stage, 'duty');
    stage.pass(PLAYBOOK.approvalMinutes * MINUTE - 5_000);
    override(stage, 'approver-2');
    stage.approves('approver-1', MESSAGE);
    stage.approves('approver-2', MESSAGE);
    expect(stage.releases(MESSAGE)).toBeNull();
    stage.pass(10_000);
    expect(stage.state.steps['trump/message']!.release).toMatchObject({ state: 'stopped' });
  });

  it.each([
    ['a step of a branch at rest', { branch: 'harris', step: 'message' }],
    ['a withdrawal that nothing asks for', WITHDRAWAL],
  ])('is refused to %s', (_name, ref) => {
    const stage = early();
    const { binds } = stage.step(ref);
    expect(stage.does('duty', { do: 'override', ...ref, binds, reason: 'why not' })).toBe(
      'refused-not-overridable',
    );
  });
});

describe('a plan that is changed while it runs', () => {
  const change = (stage: Stage, what: object, ref = MESSAGE, person = 'duty') =>
    stage.does(person, { do: 'change-plan', ...ref, change: what, reason: 'the embassy asks' });
  const approved = () => {
    const stage = new Stage().says(FINAL);
    stage.approves('approver-1', MESSAGE);
    stage.approves('approver-2', MESSAGE);
    return stage;
  };

  it('is a record, by the duty officer alone, and voids what was approved for others', () => {
    const stage = approved();
    const recipients = [{ en: 'The White House', ja: 'ホワイトハウス', channel: 'file', address: null }];
    expect(change(stage, { recipients }, MESSAGE, 'approver-1')).toBe('refused-role');
    expect(stage.step(MESSAGE).valid).toHaveLength(2);
    expect(change(stage, { recipients })).toBeNull();
    expect(stage.step(MESSAGE).valid).toEqual([]);
    expect(stage.kinds()).toContain('plan-changed');
    expect(stage.journal.filter(({ kind }) => kind === 'approval-ended')).toHaveLength(2);
  });

  it('voids nothing where only owner or deadline move', () => {
    const stage = approved();
    expect(change(stage, { owner: 'embassy-officer', due: { anchor: 'armed', minutes: 9 } })).toBeNull();
    expect(stage.step(MESSAGE)).toMatchObject({
      dueAt: EVENING + 9 * MINUTE,
      step: { owner: 'embassy-officer' },
    });
    expect(stage.step(MESSAGE).valid).toHaveLength(2);
    expect(change(stage, { due: null })).toBeNull();
    expect(stage.step(MESSAGE)).toMatchObject({ dueAt: null, step: { owner: 'embassy-officer' } });
  });

  it('can ask for more people, and for no fewer than the house’s rule', () => {
    const stage = approved();
    expect(change(stage, { approvals: 1 })).toBe('refused-plan');
    expect(change(stage, { approvals: 3 })).toBeNull();
    expect(stage.releases(MESSAGE)).toBe('refused-approvals');
  });

  it('can take a step out and put it back', () => {
    const stage = approved();
    expect(change(stage, { dropped: true })).toBeNull();
    expect(stage.step(MESSAGE).standing).toBe('stood-down');
    expect(stage.releases(MESSAGE)).toBe('lack-dropped');
    expect(change(stage, { dropped: false })).toBeNull();
    expect(stage.step(MESSAGE).standing).toBe('releasable');
  });

  it('leaves alone what counts down or has left, and channels that the desk has not', () => {
    const stage = approved();
    const recipients = [{ en: 'Office', ja: '事務局', channel: 'telex', address: null }];
    expect(change(stage, { recipients })).toBe('refused-plan');
    stage.releases(MESSAGE);
    expect(change(stage, { dropped: true })).toBe('refused-countdown');
    stage.pass(10_000);
    expect(change(stage, { dropped: true })).toBe('refused-left');
  });
});
