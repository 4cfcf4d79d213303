import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/election/instant.ts';
import {
  mayApprove,
  mayDraft,
  mayFreeWindow,
  mayHoldAll,
  mayHoldWindow,
  mayLift,
  mayMarkDone,
  mayMarkMeeting,
  mayMarkTalk,
  mayRelease,
  mayResolve,
  mayRevoke,
  mayStop,
} from '../../src/response/permit.ts';
import type { StepRef } from '../../src/response/response.ts';
import { FINAL, MESSAGE, PEOPLE, Stage } from './stage.ts';

type Answer = ReturnType<typeof mayHoldAll>;

const key = (answer: Answer) => (answer === true ? true : answer.key);
const called = () => new Stage().says({ level: 'called', ticket: 'R' });
const final = () => new Stage().says(FINAL);
const approved = () => {
  const stage = final();
  stage.approves('approver-1', MESSAGE);
  stage.approves('approver-2', MESSAGE);
  return stage;
};
const approvedOnce = () => {
  const stage = final();
  stage.approves('approver-1', MESSAGE);
  return stage;
};
const counting = () => {
  const stage = approved();
  stage.releases(MESSAGE);
  return stage;
};
const sent = () => {
  const stage = final();
  stage.sends(MESSAGE);
  return stage;
};
const unknown = () => {
  const stage = counting().pass(10_000);
  stage.take([{ at: stage.at, by: 'desk', kind: 'release-unknown', data: { ...MESSAGE, reason: '' } }]);
  return stage;
};
const held = (stage: Stage) => {
  stage.does('press', { do: 'hold-all', reason: 'wait' });
  return stage;
};
const drafted = (by: string) => {
  const stage = called();
  const { subject, body } = stage.step(MESSAGE).step.document!;
  stage.take([
    {
      at: stage.at,
      by: `person:${by}`,
      kind: 'drafted',
      data: { ...MESSAGE, subject, body: { ...body, en: 'Dear Mr. Trump' } },
    },
  ]);
  return stage;
};
const ofStep = (stage: Stage, person: string, ref: StepRef = MESSAGE, binds = stage.step(ref).binds) => ({
  ...stage.asked(person),
  planned: stage.step(ref),
  binds,
});

/** Who may, of all the people of the desk, in one situation. */
function allowed(ask: (person: string) => Answer): string[] {
  return PEOPLE.map(({ id }) => id).filter((id) => ask(id) === true);
}

describe('who may draft', () => {
  const text = { subject: { en: 'Subject', ja: '件名' }, body: { en: 'Body', ja: '本文' } };

  it.each([
    ['the message', MESSAGE, ['duty', 'drafter']],
    ['the line', { branch: 'trump', step: 'line' }, ['duty', 'drafter', 'press']],
    ['the request for a talk', { branch: 'trump', step: 'telephone' }, ['duty', 'drafter', 'embassy']],
  ] as const)('%s: drafters and those it belongs to', (_name, ref, expected) => {
    const stage = called();
    expect(allowed((person) => mayDraft(ofStep(stage, person, ref), text))).toEqual(expected);
  });

  it.each([
    ['an empty translation', called(), { ...text, body: { en: 'Body', ja: ' ' } }, 'refused-empty'],
    ['the other name', called(), { ...text, body: { en: 'Dear Ms. Harris', ja: '本文' } }, 'refused-leak'],
    [
      'the other name in the subject of the other language',
      called(),
      { ...text, subject: { en: 'Subject', ja: 'ハリス氏へ' } },
      'refused-leak',
    ],
    ['a countdown', counting(), text, 'refused-countdown'],
    ['a message that has left', sent(), text, 'refused-left'],
    ['a message of which nobody knows', unknown(), text, 'refused-unknown'],
  ] as const)('not with %s', (_name, stage, document, expected) => {
    expect(key(mayDraft(ofStep(stage, 'drafter'), document))).toBe(expected);
  });
});

describe('who may approve', () => {
  it('approvers and nobody else', () => {
    const stage = called();
    expect(allowed((person) => mayApprove(ofStep(stage, person)))).toEqual(['approver-1', 'approver-2']);
  });

  it.each([
    ['who drafted the text', drafted('approver-1'), MESSAGE, undefined, 'refused-drafter'],
    ['who has approved it', approvedOnce(), MESSAGE, undefined, 'refused-approved-already'],
    ['what has all its approvals', approved(), MESSAGE, undefined, 'refused-approved-complete'],
    ['who read another text', called(), MESSAGE, 'stale', 'refused-binds'],
    [
      'a step that needs none',
      called(),
      { branch: 'trump', step: 'call-sheet' },
      undefined,
      'refused-no-approval',
    ],
    ['a branch at rest', called(), { branch: 'harris', step: 'message' }, undefined, 'lack-armed'],
    ['what counts down', counting(), MESSAGE, undefined, 'refused-countdown'],
    ['what has left', sent(), MESSAGE, undefined, 'refused-left'],
    ['what may have left', unknown(), MESSAGE, undefined, 'refused-unknown'],
  ] as const)('not %s', (_name, stage, ref, binds, expected) => {
    expect(key(mayApprove(ofStep(stage, 'approver-1', ref, binds)))).toBe(expected);
  });
});

describe('who may revoke', () => {
  it('only who has given an approval that is still good', () => {
    const stage = approved();
    expect(allowed((person) => mayRevoke(ofStep(stage, person)))).toEqual(['approver-1', 'approver-2']);
    expect(key(mayRevoke(ofStep(called(), 'approver-1')))).toBe('refused-no-own-approval');
    expect(key(mayRevoke(ofStep(sent(), 'approver-1')))).toBe('refused-left');
  });
});

describe('who may release', () => {
  const release = (
    stage: Stage,
    person: string,
    second: string | null,
    ref: StepRef = MESSAGE,
    binds?: string,
  ) => mayRelease({ ...ofStep(stage, person, ref, binds), second });

  it('the duty officer beside an approver or the embassy officer', () => {
    const stage = approved();
    expect(allowed((person) => release(stage, person, 'approver-1'))).toEqual(['duty']);
    expect(allowed((second) => release(stage, 'duty', second))).toEqual([
      'approver-1',
      'approver-2',
      'embassy',
    ]);
  });

  it.each([
    ['without approvals', final(), 'approver-1', MESSAGE, undefined, 'refused-approvals'],
    ['before the gate opens', called(), 'approver-1', MESSAGE, undefined, 'lack-act'],
    ['while everything is held', held(approved()), 'approver-1', MESSAGE, undefined, 'lack-held-all'],
    ['a text that the person has not read', approved(), 'approver-1', MESSAGE, 'stale', 'refused-binds'],
    [
      'a branch at rest',
      approved(),
      'approver-1',
      { branch: 'harris', step: 'message' },
      undefined,
      'lack-armed',
    ],
    [
      'what stays inside',
      approved(),
      'approver-1',
      { branch: 'trump', step: 'call-sheet' },
      undefined,
      'refused-stays-inside',
    ],
    ['alone', approved(), 'duty', MESSAGE, undefined, 'refused-second-same'],
    ['beside a stranger', approved(), 'nobody', MESSAGE, undefined, 'refused-second-unknown'],
    ['beside the drafter', approved(), 'drafter', MESSAGE, undefined, 'refused-second-role'],
    ['while it counts down', counting(), 'approver-1', MESSAGE, undefined, 'refused-countdown'],
    ['a second time', sent(), 'approver-1', MESSAGE, undefined, 'refused-left'],
    ['while nobody knows whether it left', unknown(), 'approver-1', MESSAGE, undefined, 'refused-unknown'],
    [
      'a withdrawal that is not due',
      approved(),
      'approver-1',
      { branch: 'trump', step: 'message-withdrawal' },
      undefined,
      'lack-withdrawal-due',
    ],
  ] as const)('not %s', (_name, stage, second, ref, binds, expected) => {
    expect(key(release(stage, 'duty', second, ref, binds))).toBe(expected);
  });

  it('counts two approvals of one person as one', () => {
    const stage = final();
    stage.approves('approver-1', MESSAGE);
    const { binds } = stage.step(MESSAGE);
    const data = { ...MESSAGE, binds, ticket: 'R', expiresAt: stage.at + HOUR };
    stage.take([{ at: stage.at, by: 'person:approver-1', kind: 'approved', data }]);
    expect(stage.step(MESSAGE).valid).toHaveLength(2);
    expect(key(release(stage, 'duty', 'approver-2'))).toBe('refused-approvals');
  });

  it('tells what stands in the way apart from the second person', () => {
    expect(release(approved(), 'duty', null)).toBe(true);
    expect(key(release(final(), 'duty', null))).toBe('refused-approvals');
  });
});

describe('who may stop, hold and lift', () => {
  const staff = ['duty', 'approver-1', 'approver-2', 'drafter', 'press', 'embassy'];

  it('anyone of the staff stops a countdown until its end', () => {
    const stage = counting();
    expect(allowed((person) => mayStop(ofStep(stage, person)))).toEqual(staff);
    expect(key(mayStop(ofStep(final(), 'duty')))).toBe('refused-nothing-to-stop');
    expect(key(mayStop({ ...ofStep(stage, 'duty'), at: stage.at + 10_000 }))).toBe('refused-nothing-to-stop');
  });

  it('anyone of the staff holds everything, once', () => {
    expect(allowed((person) => mayHoldAll(final().asked(person)))).toEqual(staff);
    expect(key(mayHoldAll(held(final()).asked('duty')))).toBe('refused-held-already');
  });

  it('the duty officer and the approvers lift a hold', () => {
    const stage = held(final());
    expect(allowed((person) => mayLift(stage.asked(person)))).toEqual(['duty', 'approver-1', 'approver-2']);
    expect(key(mayLift(final().asked('duty')))).toBe('refused-not-held');
  });
});

describe('who may resolve and mark', () => {
  it('the duty officer resolves what nobody knows', () => {
    const stage = unknown();
    expect(allowed((person) => mayResolve(ofStep(stage, person)))).toEqual(['duty']);
    expect(key(mayResolve(ofStep(sent(), 'duty')))).toBe('refused-known');
  });

  it('those whom an internal step belongs to mark it done', () => {
    const sheet = { branch: 'trump', step: 'call-sheet' };
    const stage = sent();
    expect(allowed((person) => mayMarkDone(ofStep(stage, person, sheet)))).toEqual(['duty', 'drafter']);
    expect(key(mayMarkDone(ofStep(final(), 'drafter', sheet)))).toBe('lack-message-sent');
    expect(key(mayMarkDone(ofStep(final(), 'duty', MESSAGE)))).toBe('refused-leaves');
    stage.does('drafter', { do: 'done', ...sheet });
    expect(stage.step(sheet).standing).toBe('done');
    expect(key(mayMarkDone(ofStep(stage, 'drafter', sheet)))).toBe('refused-done');
  });

  it('the embassy and the duty officer note the talk, in its order and with a winner', () => {
    const stage = final();
    expect(allowed((person) => mayMarkTalk(stage.asked(person), 'talk-started'))).toEqual([
      'duty',
      'embassy',
    ]);
    expect(key(mayMarkTalk(stage.asked('duty'), 'talk-ended'))).toBe('refused-no-talk');
    expect(key(mayMarkTalk(new Stage().asked('duty'), 'talk-started'))).toBe('refused-no-winner');
    stage.does('duty', { do: 'talk-started' });
    expect(key(mayMarkTalk(stage.asked('duty'), 'talk-started'))).toBe('refused-talk-runs');
    expect(mayMarkTalk(stage.asked('duty'), 'talk-ended')).toBe(true);
  });

  it.each([
    ['requested', [], true],
    ['agreed', [], 'refused-meeting'],
    ['agreed', ['requested'], true],
    ['requested', ['requested', 'refused'], true],
    ['held', ['requested', 'agreed'], true],
    ['held', ['requested'], 'refused-meeting'],
  ] as const)('a meeting becomes %s after %j: %s', (to, before, expected) => {
    const stage = final();
    for (const state of before) stage.does('embassy', { do: 'meeting', state, note: '' });
    expect(key(mayMarkMeeting(stage.asked('embassy'), to))).toBe(expected);
  });

  it('the embassy and the duty officer hold spans that lie ahead and do not overlap', () => {
    const stage = final();
    const span = (from: number, to: number) => ({
      from: stage.at + from * MINUTE,
      to: stage.at + to * MINUTE,
    });
    const hold = (from: number, to: number) => key(mayHoldWindow(stage.asked('embassy'), span(from, to)));
    expect(allowed((person) => mayHoldWindow(stage.asked(person), span(60, 90)))).toEqual([
      'duty',
      'embassy',
    ]);
    expect(hold(90, 60)).toBe('refused-window-order');
    expect(hold(-60, -30)).toBe('refused-window-past');
    stage.does('embassy', { do: 'hold-window', ...span(60, 90) });
    expect(hold(80, 120)).toBe('refused-window-overlap');
    expect(hold(90, 120)).toBe(true);
    expect(mayFreeWindow(stage.asked('duty'), span(60, 90))).toBe(true);
    expect(key(mayFreeWindow(stage.asked('duty'), span(60, 91)))).toBe('refused-window-unknown');
    expect(key(mayHoldWindow(new Stage().asked('duty'), span(60, 90)))).toBe('refused-no-winner');
  });
});

describe('a refusal', () => {
  it('is exactly one record, with who, what and why', () => {
    const stage = final();
    const before = stage.journal.length;
    expect(stage.releases(MESSAGE, 'approver-1', 'press')).toBe('refused-role');
    expect(stage.journal.slice(before)).toMatchObject([
      {
        kind: 'denied',
        by: 'person:press',
        data: { command: 'release', branch: 'trump', step: 'message', why: { key: 'refused-role' } },
      },
    ]);
    expect(stage.does('duty', { do: 'done', branch: 'trump', step: 'unheard-of' })).toBe('refused-step');
    expect(stage.does('duty', { do: 'hold-all', reason: ' ' })).toBe('refused-reason');
  });
});
