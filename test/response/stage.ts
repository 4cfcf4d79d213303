/** A small desk for tests: the example playbook, a verdict set by hand, and the fold with its consequences. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Instant } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import { applyResponse, emptyResponse } from '../../src/response/apply.ts';
import type { ResponseCommand } from '../../src/response/command.ts';
import { consequences } from '../../src/response/consequences.ts';
import { decide } from '../../src/response/decide.ts';
import { type NightMoments, NO_MOMENTS } from '../../src/response/moments.ts';
import { findPlanned, planOf } from '../../src/response/plan.ts';
import type { Person, Playbook } from '../../src/response/playbook.ts';
import { readPeople } from '../../src/response/read-people.ts';
import { readPlaybook } from '../../src/response/read-playbook.ts';
import type { ResponseDraft } from '../../src/response/records.ts';
import type { Plan, PlannedStep, ResponseState, StepRef } from '../../src/response/response.ts';
import {
  ACTS,
  type Act,
  type Aftermath,
  LEVELS,
  type Level,
  type Standing,
  type Verdict,
} from '../../src/verdict/verdict.ts';

const DESK = resolve(import.meta.dirname, '../../desks/japan-2024');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const deskFile = (name: string): string => readFileSync(resolve(DESK, name), 'utf8');
export const PLAYBOOK: Playbook = readPlaybook(deskFile('playbook.yaml'), 'playbook.yaml');
export const PEOPLE: readonly Person[] = readPeople(deskFile('people.yaml'), 'people.yaml');

/** 18:00 in Tokyo on 6 November 2024. */
export const EVENING = Date.parse('2024-11-06T09:00:00Z');

export type Word = {
  level: Level;
  ticket: string | null;
  hold?: boolean;
  aftermath?: Aftermath;
  /** When the acts of `final-enough` may open, by time alone. */
  earliest?: Instant | null;
};

const ASKS: Readonly<Record<Act, Level>> = {
  remark: 'leaning',
  congratulation: 'final-enough',
  title: 'declared',
  telephone: 'final-enough',
  invitation: 'final-enough',
};

export function verdictOf(
  { level, ticket, hold = false, aftermath = 'none', earliest = null }: Word,
  at: Instant,
): Verdict {
  const standing = (act: Act): Standing =>
    hold ? 'hold' : LEVELS.indexOf(level) >= LEVELS.indexOf(ASKS[act]) ? 'releasable' : 'wait';
  const nothing = { key: 'open', values: {} };
  return {
    at,
    level,
    since: at,
    ticket,
    route: null,
    acts: ACTS.map((act) => ({
      act,
      standing: standing(act),
      since: null,
      earliest: standing(act) === 'wait' ? earliest : null,
      missing: null,
    })),
    groups: [],
    contests: [],
    electorsCalled: {},
    conditions: [],
    stops: [],
    aftermath,
    headline: nothing,
    detail: nothing,
    next: null,
    nextChange: null,
  };
}

export class Stage {
  readonly state: ResponseState = emptyResponse();
  readonly journal: (Draft & { seq: number })[] = [];
  at: Instant = EVENING;
  word: Word = { level: 'open', ticket: null };
  /** Contests called for somebody, with the record of the call. */
  calls: readonly { contest: string; ticket: string; electors: number; record: number }[] = [];
  moments: NightMoments = NO_MOMENTS;
  readonly playbook: Playbook;

  constructor(playbook: Playbook = PLAYBOOK) {
    this.playbook = playbook;
    this.settle();
  }

  get verdict(): Verdict {
    const verdict = verdictOf(this.word, this.at);
    const electorsCalled: Record<string, number> = {};
    for (const { ticket, electors } of this.calls)
      electorsCalled[ticket] = (electorsCalled[ticket] ?? 0) + electors;
    const contests = this.calls.map(({ contest, ticket, record }) => ({
      contest,
      calls: [{ desk: 'AP', ticket, at: this.at, record }],
      ticket,
      open: null,
      decisive: false,
    }));
    return { ...verdict, electorsCalled, contests };
  }

  get plan(): Plan {
    const { playbook, state, verdict, at, moments } = this;
    return planOf({ playbook, state, verdict, at, sha256, moments });
  }

  /** The verdict changes. */
  says(word: Word): this {
    this.word = word;
    return this.settle();
  }

  /** Time passes, stopping wherever the plan says that something changes by itself. */
  pass(milliseconds: number): this {
    const until = this.at + milliseconds;
    for (;;) {
      const next = this.plan.nextChange;
      if (next === null || next > until) break;
      this.at = next;
      this.settle();
    }
    this.at = until;
    return this.settle();
  }

  /** A person does something; answers null, or the key of the reason of a refusal. */
  does(person: string, command: ResponseCommand): string | null {
    const drafts = decide(command, { ...this.asked(person), sha256 });
    this.take(drafts);
    this.settle();
    const [first] = drafts;
    return first?.kind === 'denied' ? first.data.why.key : null;
  }

  approves(person: string, ref: StepRef): string | null {
    return this.does(person, { do: 'approve', ...ref, binds: this.step(ref).binds });
  }

  releases(ref: StepRef, second = 'approver-1', person = 'duty'): string | null {
    return this.does(person, { do: 'release', ...ref, binds: this.step(ref).binds, second });
  }

  /** Both approvers approve, the duty officer releases, and it arrives. */
  sends(ref: StepRef): void {
    this.approves('approver-1', ref);
    this.approves('approver-2', ref);
    this.releases(ref);
    this.pass(10_000);
    this.arrives(ref);
  }

  /** The way out reports what became of it. */
  arrives(ref: StepRef): void {
    this.take([{ at: this.at, by: 'desk', kind: 'release-sent', data: { ...ref, receipt: 'file 1' } }]);
    this.settle();
  }

  take(drafts: readonly (ResponseDraft | Draft)[]): void {
    for (const draft of drafts) {
      const entry = { ...draft, seq: this.journal.length + 1 };
      this.journal.push(structuredClone(entry));
      applyResponse(this.state, entry);
    }
  }

  settle(): this {
    this.take(this.follow());
    return this;
  }

  follow(): ResponseDraft[] {
    return consequences({
      playbook: this.playbook,
      state: this.state,
      verdict: this.verdict,
      plan: this.plan,
      at: this.at,
      sha256,
      moments: this.moments,
    });
  }

  step(ref: StepRef): PlannedStep {
    const planned = findPlanned(this.plan, ref);
    if (planned === undefined) throw new Error(`no step ${ref.branch}/${ref.step}`);
    return planned;
  }

  /** Kinds of the records since a point in the journal. */
  kinds(since = 0): string[] {
    return this.journal.slice(since).map(({ kind }) => kind);
  }

  asked(id: string) {
    const person = PEOPLE.find((one) => one.id === id)!;
    const { playbook, state, verdict, at, plan } = this;
    return { playbook, people: PEOPLE, state, verdict, at, plan, person };
  }
}

export const MESSAGE: StepRef = { branch: 'trump', step: 'message' };
export const WITHDRAWAL: StepRef = { branch: 'trump', step: 'message-withdrawal' };
export const FINAL: Word = { level: 'final-enough', ticket: 'R' };
