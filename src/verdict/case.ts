/**
 * Judges one historical sequence: when was a congratulation releasable, when on hold, what became due.
 *
 * (JSON Lines text, policy) → outcome. The case brings its own roster, authority and recount margin; its events
 * become evidence as a desk would have known them, at `known` or else `at`.
 */
import type { TicketId } from '../election/election.ts';
import { formatInstant, type Instant, parseInstant } from '../election/instant.ts';
import type { Fact, FactKind } from '../election/report.ts';
import type { Stretch } from './compare.ts';
import { enter, openDocket, settle } from './docket.ts';
import type { Docket, Turn } from './docket-state.ts';
import type { Evidence } from './evidence.ts';
import type { CallingGroup, Policy } from './policy.ts';
import { type SentenceContext, say } from './sentences.ts';
import { makeSetting, type Setting } from './setting.ts';

export type Span = readonly [from: string, to: string | null];

export type CaseOutcome = {
  readonly case: string;
  readonly releasable: readonly Span[];
  readonly holds: readonly Span[];
  readonly withdrawals: readonly string[];
  readonly reviews: readonly string[];
  readonly winner: TicketId | null;
  readonly reasons: readonly string[];
};

type CaseHead = {
  readonly case: string;
  readonly election?: string;
  readonly tickets: readonly TicketId[];
  readonly rule: 'electoral-college' | 'plurality' | 'two-round';
  readonly scope?: string;
  readonly groups?: Readonly<Record<string, string>>;
  readonly authority?: readonly string[];
  readonly recountMargin?: number;
};

type CaseEvent = Omit<Fact, 'kind' | 'scope' | 'ticket' | 'saidAt'> & {
  readonly at: string;
  readonly known?: string;
  readonly kind: FactKind | 'call' | 'retract';
  readonly by: string;
  readonly scope?: string;
  readonly ticket?: TicketId;
};

/** Judges a case under a policy. Throws with the line where the text is not a case. */
export function judgeCase(text: string, policy: Policy): CaseOutcome {
  const { head, docket } = readCase(text, policy);
  return outcome(head, docket);
}

/** Where a congratulation stood through a case, each turn with its reason. Throws as `judgeCase` does. */
export function stretchesOfCase(text: string, policy: Policy): Stretch[] {
  const { head, docket } = readCase(text, policy);
  const context = caseContext(head, docket.setting);
  const { turns, notes } = docket.path;
  const moments = [...new Set([...turns, ...notes].map(({ at }) => at))].sort((a, b) => a - b);
  return moments.map((from) => {
    const turn = turns.findLast(({ at }) => at <= from);
    const note = notes.findLast(({ at }) => at <= from);
    const why = note === undefined ? '' : say(note.phrase, 'en', context);
    return { from, standing: turn?.to ?? 'wait', ticket: turn?.ticket ?? null, why };
  });
}

type ReadCase = { readonly head: CaseHead; readonly evidence: readonly Evidence[]; readonly docket: Docket };

/** A case with its evidence, and the docket of all of it walked to the end. */
export function readCase(text: string, policy: Policy): ReadCase {
  const lines = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  const rows = lines.map(({ line, number }) => ({ number, row: parseLine(line, number) }));
  const [first, ...rest] = rows;
  if (!first || !('case' in first.row))
    throw new Error('case line 1: the first line must describe the case; begin it with {"case": …}');
  const head = first.row as unknown as CaseHead;
  if (!Array.isArray(head.tickets))
    throw new Error('case line 1: "tickets" is missing; list the tickets that stand');
  const setting = caseSetting(head, policy);
  const docket = openDocket(setting);
  const evidence = rest
    .filter(({ row }) => !('expect' in row))
    .map(({ row, number }) => toEvidence(row as unknown as CaseEvent, number, setting));
  for (const each of evidence.toSorted((a, b) => a.knownAt - b.knownAt)) enter(docket, each);
  settle(docket, Number.POSITIVE_INFINITY);
  return { head, evidence, docket };
}

function parseLine(line: string, number: number): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`case line ${number}: not JSON; write one object a line`, { cause });
  }
}

function caseSetting(head: CaseHead, policy: Policy): Setting {
  return makeSetting({
    policy,
    whole: head.scope ?? 'US',
    rule: head.rule,
    majority: null,
    tickets: head.tickets,
    contests: [],
    groups: caseGroups(head.groups ?? {}, policy.excluded),
    authority: head.authority ?? policy.authority,
    ...(head.recountMargin === undefined ? {} : { marginOf: () => head.recountMargin! }),
  });
}

function caseGroups(groups: Readonly<Record<string, string>>, excluded: readonly string[]): CallingGroup[] {
  const desks = Object.keys(groups).filter((desk) => !excluded.includes(desk));
  return [...new Set(desks.map((desk) => groups[desk]!))].map((id) => ({
    id,
    letter: id.slice(0, 1).toUpperCase(),
    name: { en: id, ja: id },
    desks: desks.filter((desk) => groups[desk] === id),
  }));
}

function toEvidence(event: CaseEvent, number: number, setting: Setting): Evidence {
  const { at, known, kind, by, scope = setting.whole, ticket = null, ...rest } = event;
  if (typeof at !== 'string' || typeof kind !== 'string') {
    throw new Error(`case line ${number}: an event needs "at" and "kind"`);
  }
  const saidAt = moment(at, number);
  const knownAt = known === undefined ? saidAt : moment(known, number);
  const common = { record: number, knownAt, saidAt, by, struck: null };
  if (kind !== 'call' && kind !== 'retract') {
    return { ...common, kind: 'fact', fact: { ...rest, kind, by, scope, ticket, saidAt: at } };
  }
  if (ticket === null) throw new Error(`case line ${number}: a ${kind} needs "ticket"`);
  const basis = rest.basis === undefined ? {} : { basis: rest.basis };
  const { precision, source } = rest;
  return {
    ...common,
    kind,
    call: { desk: by, contest: scope, ticket, saidAt: at, precision, source, ...basis },
  };
}

function moment(text: string, number: number): Instant {
  try {
    return parseInstant(text);
  } catch (cause) {
    throw new Error(`case line ${number}: ${(cause as Error).message}`, { cause });
  }
}

function outcome(head: CaseHead, docket: Docket): CaseOutcome {
  const { turns, withdrawals, reviews, release, notes } = docket.path;
  const context = caseContext(head, docket.setting);
  return {
    case: head.case,
    releasable: spans(turns, 'releasable'),
    holds: spans(turns, 'hold'),
    withdrawals: withdrawals.map(({ at }) => formatInstant(at)),
    reviews: reviews.map(formatInstant),
    winner: release?.ticket ?? null,
    reasons: notes.map(({ at, phrase }) => `${formatInstant(at)} ${say(phrase, 'en', context)}`),
  };
}

function spans(turns: readonly Turn[], standing: Turn['to']): Span[] {
  return turns.flatMap((turn, index) => {
    if (turn.to !== standing) return [];
    const end = turns[index + 1]?.at;
    return [[formatInstant(turn.at), end === undefined ? null : formatInstant(end)] as const];
  });
}

function caseContext(head: CaseHead, setting: Setting): SentenceContext {
  const named = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, id]));
  return {
    tickets: named(head.tickets),
    contests: {},
    groups: named(setting.groups.map(({ id }) => id)),
    when: formatInstant,
    clock: formatInstant,
  };
}
