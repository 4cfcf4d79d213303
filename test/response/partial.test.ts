import { describe, expect, it } from 'vitest';
import type { Playbook } from '../../src/response/playbook.ts';
import { FINAL, MESSAGE, PLAYBOOK, Stage, WITHDRAWAL } from './stage.ts';

/** The message goes by mail to two. */
const TWO: Playbook = {
  ...PLAYBOOK,
  branches: PLAYBOOK.branches.map((branch) => ({
    ...branch,
    steps: branch.steps.map((step) =>
      step.kind === 'message'
        ? {
            ...step,
            recipients: ['office', 'copy'].map((name) => ({
              en: name,
              ja: name,
              channel: 'mail',
              address: `${name}@example.org`,
            })),
          }
        : step,
    ),
  })),
};

/** Both parts have been handed over; the first arrived, and of the second this is known. */
function sentInPart(second: 'failed' | 'unknown'): Stage {
  const stage = new Stage(TWO).says(FINAL);
  stage.approves('approver-1', MESSAGE);
  stage.approves('approver-2', MESSAGE);
  stage.releases(MESSAGE);
  stage.pass(10_000);
  stage.take([
    {
      at: stage.at,
      by: 'desk',
      kind: 'release-sent',
      data: { ...MESSAGE, delivery: 'to-1', receipt: '250' },
    },
    {
      at: stage.at,
      by: 'desk',
      kind: `release-${second}`,
      data: { ...MESSAGE, delivery: 'to-2', reason: 'x' },
    },
  ]);
  return stage.settle();
}

const release = (stage: Stage) => stage.state.steps['trump/message']!.release!;

describe('a message that has reached some', () => {
  it('can be released to the others, unchanged', () => {
    const stage = sentInPart('failed');
    expect(release(stage).state).toBe('partial');
    const both = { en: 'a', ja: 'あ' };
    expect(stage.does('drafter', { do: 'draft', ...MESSAGE, subject: both, body: both })).toBe(
      'refused-left',
    );
    expect(stage.releases(MESSAGE)).toBeNull();
    stage.pass(10_000);
    expect(release(stage).deliveries.map(({ id, state }) => [id, state])).toEqual([
      ['to-1', 'sent'],
      ['to-2', 'waiting'],
    ]);
  });

  it('is still in part out when its second order is stopped', () => {
    const stage = sentInPart('failed');
    stage.releases(MESSAGE);
    expect(stage.does('press', { do: 'stop', ...MESSAGE })).toBeNull();
    expect(release(stage).state).toBe('partial');
  });

  it('can be taken back like any other', () => {
    const stage = sentInPart('failed');
    stage.says({ level: 'open', ticket: null, hold: true, aftermath: 'withdrawal-due' });
    expect(stage.step(WITHDRAWAL).standing).toBe('releasable');
    expect(stage.releases(MESSAGE)).toBe('lack-withdrawal-first');
  });

  it.each([
    ['failed', ['to-1']],
    ['unknown', ['to-1', 'to-2']],
  ] as const)('is taken back from those whom it reached or may have: %s', (second, told) => {
    const stage = sentInPart(second);
    stage.says({ level: 'open', ticket: null, hold: true, aftermath: 'withdrawal-due' });
    stage.approves('approver-1', WITHDRAWAL);
    stage.approves('approver-2', WITHDRAWAL);
    expect(stage.releases(WITHDRAWAL)).toBeNull();
    stage.pass(10_000);
    const { deliveries } = stage.state.steps[`trump/${WITHDRAWAL.step}`]!.release!;
    expect(deliveries.map(({ id }) => id)).toEqual(told);
  });

  it('stays unknown in the part that is, whatever is said of the whole', () => {
    const stage = sentInPart('unknown');
    const said = (kind: string, data: object) =>
      stage.take([{ at: stage.at, by: 'desk', kind, data: { ...MESSAGE, ...data } }]);
    said('release-failed', { reason: 'nothing leaves any more' });
    said('release-sent', { receipt: '250' });
    expect(release(stage).deliveries.map(({ state }) => state)).toEqual(['sent', 'unknown']);
    expect(release(stage).state).toBe('unknown');
  });

  it('is resolved part by part where it is not known', () => {
    const stage = sentInPart('unknown');
    expect(release(stage).state).toBe('unknown');
    const resolve = { do: 'resolve', ...MESSAGE, outcome: 'not-sent', reason: 'rang up' } as const;
    expect(stage.does('duty', { ...resolve, delivery: 'to-1' })).toBe('refused-no-such-part');
    expect(stage.does('duty', { ...resolve, delivery: 'to-2' })).toBeNull();
    expect(release(stage).state).toBe('partial');
  });
});
