import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyResponse, emptyResponse, stepKey } from '../../src/response/apply.ts';
import type { ResponseCommand } from '../../src/response/command.ts';
import { mayNotLeave } from '../../src/response/permit.ts';
import { isWithdrawal, leavesHouse, type Playbook } from '../../src/response/playbook.ts';
import { releasesOf } from '../../src/response/releases.ts';
import type { StepRef } from '../../src/response/response.ts';
import { FINAL, MESSAGE, PEOPLE, PLAYBOOK, Stage, WITHDRAWAL, type Word } from './stage.ts';

const SEED = { seed: 20241105, numRuns: 60 };

const REFS: readonly StepRef[] = [
  MESSAGE,
  MESSAGE,
  WITHDRAWAL,
  { branch: 'trump', step: 'line' },
  { branch: 'harris', step: 'message' },
  { branch: 'trump', step: 'call-sheet' },
];

/** The example playbook with short texts and few steps, so that a night is quick to play. */
const SHORT: Playbook = {
  ...PLAYBOOK,
  branches: PLAYBOOK.branches.map((branch) => ({
    ...branch,
    steps: branch.steps
      .filter(({ id }) => /^(message|line|call-sheet)/.test(id) || branch.when.kind !== 'winner')
      .map((step) => ({
        ...step,
        document: { subject: { en: 'S', ja: '件' }, body: { en: step.id, ja: '本文' } },
      })),
  })),
};

const WORDS: readonly Word[] = [
  { level: 'open', ticket: null },
  { level: 'leaning', ticket: 'R' },
  { level: 'called', ticket: 'R' },
  FINAL,
  FINAL,
  FINAL,
  FINAL,
  { level: 'final-enough', ticket: 'D' },
  { level: 'called', ticket: 'R', hold: true },
  { level: 'open', ticket: null, hold: true },
];

/** Something that happens: a person acts (with a fresh or a stale hash), the verdict moves, time passes, the way out answers. */
type Move = (stage: Stage) => void;

const person = fc.constantFrom(...PEOPLE.map(({ id }) => id), 'approver-1', 'approver-2', 'duty', 'duty');
const ref = fc.constantFrom(...REFS);

const command: fc.Arbitrary<(stage: Stage) => ResponseCommand> = fc
  .record({
    ref,
    second: person,
    fresh: fc.integer({ min: 0, max: 9 }),
    what: fc.constantFrom(
      'approve',
      'approve',
      'approve',
      'release',
      'release',
      'revoke',
      'stop',
      'draft',
      'resolve',
      'hold-all',
      'lift-hold',
      'done',
      'talk-started',
      'talk-ended',
    ),
    text: fc.constantFrom('Dear Sir', 'Dear Ms. Harris', ''),
  })
  .map(({ ref: of, second, fresh, what, text }) => (stage) => {
    const binds = fresh === 0 ? 'stale' : stage.step(of).binds;
    switch (what) {
      case 'approve':
      case 'revoke':
        return { do: what, ...of, binds };
      case 'release':
        return { do: what, ...of, binds, second };
      case 'draft':
        return { do: what, ...of, subject: { en: 'S', ja: '件' }, body: { en: text, ja: '本文' } };
      case 'resolve':
        return { do: what, ...of, outcome: fresh % 2 === 0 ? 'sent' : 'not-sent', reason: 'asked' };
      case 'hold-all':
      case 'lift-hold':
        return { do: what, reason: 'because' };
      case 'stop':
      case 'done':
        return { do: what, ...of };
      default:
        return { do: what as 'talk-started' | 'talk-ended' };
    }
  });

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(person, command).map(acts) },
  { weight: 3, arbitrary: ref.map(hurries) },
  { weight: 2, arbitrary: fc.constantFrom(...WORDS).map(speaks) },
  { weight: 2, arbitrary: fc.constantFrom(1, 5_000, 5_000, 10_000, 7_200_000).map(passes) },
  { weight: 3, arbitrary: fc.constantFrom('sent', 'sent', 'failed', 'unknown').map(answers) },
);

function acts([who, make]: [string, (stage: Stage) => ResponseCommand]): Move {
  return (stage) => void stage.does(who, make(stage));
}

function speaks(word: Word): Move {
  return (stage) => void stage.says(judged(stage, word));
}

function passes(milliseconds: number): Move {
  return (stage) => void stage.pass(milliseconds);
}

/** Everything that a release needs, one after the other, for what could leave now. */
function hurries(other: StepRef): Move {
  return (stage) => {
    const can = (of: StepRef) => stage.step(of).standing === 'releasable' && leavesHouse(stage.step(of).step);
    const of = REFS.find(can) ?? other;
    stage.does('duty', { do: 'lift-hold', reason: 'go on' });
    stage.approves('approver-1', of);
    stage.approves('approver-2', of);
    stage.releases(of, 'embassy');
    stage.pass(5_000);
  };
}

/** The way out says what became of everything that is on its way. */
function answers(end: string): Move {
  return (stage) => {
    for (const { ref: of, release } of Object.values(stage.state.steps)) {
      if (release?.state !== 'sending') continue;
      const data = end === 'sent' ? { ...of, receipt: 'x' } : { ...of, reason: 'x' };
      stage.take([{ at: stage.at, by: 'desk', kind: `release-${end}`, data }]);
    }
    stage.says(judged(stage, stage.word));
  };
}

/** The steps that left, in order. */
function leavings(stage: Stage): string[] {
  return stage.journal.flatMap(({ kind, data }) =>
    kind === 'release-leaving' ? [stepKey(data as StepRef)] : [],
  );
}

/** As the verdict would: an aftermath only where something stands, due when nobody stands behind it any more. */
function judged(stage: Stage, word: Word): Word {
  const [out] = releasesOf(stage.state);
  if (out === undefined) return word;
  if (word.ticket !== out.ticket) return { ...word, hold: true, aftermath: 'withdrawal-due' };
  return word.hold ? { ...word, aftermath: 'review' } : word;
}

/** A stage that checks, whenever something is to leave, all that must hold at that moment. */
class WatchedStage extends Stage {
  override settle(): this {
    const follow = this.follow();
    for (const draft of follow) {
      if (draft.kind !== 'release-leaving') continue;
      const planned = this.step(draft.data);
      const approvers = new Set(planned.valid.map((approval) => approval.person));
      const { draft: text, release } = this.state.steps[stepKey(draft.data)]!;
      expect(planned.gateOpenedAt).not.toBeNull();
      expect(approvers.size).toBeGreaterThanOrEqual(planned.step.approvals);
      expect(approvers.has(text?.by ?? '')).toBe(false);
      expect(release).toMatchObject({ binds: planned.binds, by: 'duty' });
      expect(release!.second).not.toBe('duty');
      expect(this.state.heldAll).toBeNull();
      expect(mayNotLeave(planned)).toBeNull();
      expect(isWithdrawal(planned.step)).toBe(this.verdict.aftermath === 'withdrawal-due');
    }
    this.take(follow);
    expect(this.follow()).toEqual([]);
    return this;
  }
}

describe('any sequence of commands, verdicts and times', () => {
  let left: string[] = [];

  it('lets nothing out without open gate and approvals, and nothing twice', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 10, maxLength: 40, size: 'max' }), (moves) => {
        const stage = new WatchedStage(SHORT).says(FINAL);
        for (const happens of moves) happens(stage);
        left = left.concat(leavings(stage));
        expectNeverTwice(stage);
        expectSameFold(stage);
      }),
      SEED,
    );
    expect(left.length).toBeGreaterThan(25);
    expect(left).toContain('trump/message-withdrawal');
    expect(left).toContain('harris/message');
  });

  it('has at most one branch armed, and only ever with a record of it', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40, size: 'max' }), (moves) => {
        const stage = new Stage(SHORT);
        for (const happens of moves) happens(stage);
        const armings = stage.kinds().filter((kind) => kind === 'armed').length;
        const standDowns = stage.kinds().filter((kind) => kind === 'stood-down').length;
        expect(armings - standDowns).toBe(1);
        expect(stage.plan.branches.filter(({ armed }) => armed)).toHaveLength(1);
      }),
      { ...SEED, numRuns: 30 },
    );
  });
});

/** A step leaves again only after it is known that it had not left before. */
function expectNeverTwice(stage: Stage): void {
  const out = new Set<string>();
  for (const { kind, data } of stage.journal) {
    const key = stepKey(data as StepRef);
    if (kind === 'release-leaving') {
      expect(out.has(key)).toBe(false);
      out.add(key);
    }
    const knownNotLeft =
      kind === 'release-failed' ||
      (kind === 'release-resolved' && (data as { outcome: string }).outcome === 'not-sent');
    if (knownNotLeft) out.delete(key);
  }
}

function expectSameFold(stage: Stage): void {
  const again = emptyResponse();
  for (const entry of stage.journal) applyResponse(again, structuredClone(entry));
  expect(JSON.stringify(again)).toBe(JSON.stringify(stage.state));
}
