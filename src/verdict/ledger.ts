/**
 * What stands at a moment of the facts' own time: calls, concessions, the law's acts, open contests.
 *
 * Facts applied in the order of their times → one ledger, changed in place. It knows nothing of when a fact was
 * learnt; that is the docket's business. It assumes that facts of one moment are applied together.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { FactKind } from '../election/report.ts';
import type { OpenContest } from './contests.ts';
import type { Evidence } from './evidence.ts';
import type { CauseKind } from './policy.ts';

/** A fact in its place: when it was so, when it could be known, the evidence for it. */
export type Happening = {
  readonly at: Instant;
  readonly known: Instant;
  readonly evidence: Evidence;
  /** What it speaks about, as `cellOf` says. */
  readonly cell: string;
  /** Whether it has ever changed a ledger; what only repeats has not. */
  moved: boolean;
};

/** Somebody named a ticket. */
export type Statement = {
  readonly ticket: TicketId;
  readonly at: Instant;
  readonly record: number;
  readonly by: string;
};

/** One desk's word on the whole election. */
export type DeskWord = {
  standing: Statement | null;
  /** Tickets whose call it took back and has not given again. */
  readonly takenBack: Set<TicketId>;
};

/** Something that stops everything until a route is reached anew. */
export type Cause = {
  readonly kind: CauseKind;
  /** The same event told twice has the same key. */
  readonly key: string;
  readonly at: Instant;
  readonly record: number;
  readonly by: string;
  readonly ticket: TicketId | null;
  /** The ticket turned to; null where a call was only taken back. */
  readonly other: TicketId | null;
};

/** Why a contest is open, since when. `decisive` where the event says so itself. */
export type Opening = {
  readonly at: Instant;
  readonly record: number;
  readonly by: string;
  readonly decisive: boolean | null;
};

export type ContestLedger = {
  /** Calls of desks on the roster, in the order in which they called. */
  readonly calls: Map<string, Statement>;
  /** The ticket that all of them, and the certificate where there is one, name; null while none or they differ. */
  called: TicketId | null;
  narrow: (Opening & { readonly leader: TicketId | null }) | null;
  /** Whether any lead is on record. */
  measured: boolean;
  recount: Opening | null;
  readonly faults: Map<string, Opening>;
  readonly stays: Map<string, Opening>;
  certified: Statement | null;
};

export type Concession = Statement & { /** The last time it was said. */ readonly latest: Instant };

export type Declaration = Statement & { readonly challengeUntil: Instant | null };

export type Refusal = {
  readonly claimed: TicketId | null;
  readonly at: Instant;
  readonly record: number;
  readonly by: string;
};

export type Ledger = {
  readonly words: Map<string, DeskWord>;
  readonly contests: Map<ContestId, ContestLedger>;
  /** Contests that a copy of this ledger holds too: to be copied before they change. */
  shared: Set<ContestId>;
  /** What was asked of the open contests since the ledger last changed; emptied at every change. */
  readonly asked: Map<string, readonly OpenContest[]>;
  /** Contests that are open for some reason: the few to look through at every step. */
  readonly openable: Set<ContestId>;
  /** Standing public concessions, by the ticket that conceded. */
  readonly concessions: Map<TicketId, Concession>;
  /** Tickets whose concession was taken back and not given again. */
  readonly withdrawn: Set<TicketId>;
  readonly declarations: Map<string, Declaration>;
  /** Acts after which the law knows a winner. */
  finals: (Statement & { readonly kind: FactKind })[];
  readonly challenges: Map<string, Opening>;
  lastChallenge: Instant | null;
  lastDisposal: Statement | null;
  readonly refusals: Map<string, Refusal>;
  /** Chances by ticket, as last projected; null where none is on record. */
  projection: Readonly<Record<TicketId, number>> | null;
  /** Contests whose count has fallen silent. */
  silent: ReadonlySet<ContestId>;
  causes: Cause[];
  /** How many causes of one kind a subject has given: what tells a new one from the same one told again. */
  readonly causesOf: Map<string, number>;
  lastRetraction: Cause | null;
  lastCause: Instant | null;
  annulled: boolean;
};

export function emptyLedger(): Ledger {
  return {
    words: new Map(),
    contests: new Map(),
    shared: new Set(),
    asked: new Map(),
    openable: new Set(),
    concessions: new Map(),
    withdrawn: new Set(),
    declarations: new Map(),
    finals: [],
    challenges: new Map(),
    lastChallenge: null,
    lastDisposal: null,
    refusals: new Map(),
    projection: null,
    silent: new Set(),
    causes: [],
    causesOf: new Map(),
    lastRetraction: null,
    lastCause: null,
    annulled: false,
  };
}

export function wordOf(ledger: Ledger, desk: string): DeskWord {
  const known = ledger.words.get(desk);
  if (known) return known;
  const word: DeskWord = { standing: null, takenBack: new Set() };
  ledger.words.set(desk, word);
  return word;
}

/** A contest of this ledger's own, about to be changed. */
export function contestOf(ledger: Ledger, contest: ContestId): ContestLedger {
  const known = ledger.contests.get(contest);
  if (known && !ledger.shared.has(contest)) return known;
  const own = known ? copyContest(known) : emptyContest();
  ledger.contests.set(contest, own);
  ledger.shared.delete(contest);
  return own;
}

function emptyContest(): ContestLedger {
  return {
    calls: new Map(),
    called: null,
    narrow: null,
    measured: false,
    recount: null,
    faults: new Map(),
    stays: new Map(),
    certified: null,
  };
}

/** Reads anew whom the calls and the certificate of a contest name. */
export function readCalled(contest: ContestLedger): void {
  const named = new Set([...contest.calls.values()].map(({ ticket }) => ticket));
  if (contest.certified) named.add(contest.certified.ticket);
  contest.called = named.size === 1 ? [...named][0]! : null;
}

/** The contest, about to be opened or closed. */
export function openableContest(ledger: Ledger, contest: ContestId): ContestLedger {
  ledger.openable.add(contest);
  return contestOf(ledger, contest);
}

/** Forgets the contests that a moment has closed. */
export function dropClosed(ledger: Ledger): void {
  for (const id of ledger.openable) {
    const { narrow, recount, faults, stays } = ledger.contests.get(id)!;
    if (narrow === null && recount === null && faults.size + stays.size === 0) ledger.openable.delete(id);
  }
}

/** Notes what stops everything. Its key counts the subject's own causes, so that a later telling finds the same key. */
export function addCause(ledger: Ledger, told: Omit<Cause, 'key'> & { readonly subject: string }): void {
  const { subject, ...rest } = told;
  const name = `${rest.kind} ${subject}`;
  const ordinal = (ledger.causesOf.get(name) ?? 0) + 1;
  ledger.causesOf.set(name, ordinal);
  const cause: Cause = { ...rest, key: `${name} ${ordinal}` };
  ledger.causes.push(cause);
  ledger.lastCause = cause.at;
  if (cause.kind === 'retraction') ledger.lastRetraction = cause;
}

/** A ledger of its own with the same standing. Contests, of which there are many, are copied where they change. */
export function copyLedger(ledger: Ledger): Ledger {
  const { words, contests, finals, causes } = ledger;
  ledger.shared = new Set(contests.keys());
  return {
    ...ledger,
    words: copyEach(words, (word) => ({ ...word, takenBack: new Set(word.takenBack) })),
    contests: new Map(contests),
    shared: new Set(ledger.shared),
    asked: new Map(),
    openable: new Set(ledger.openable),
    concessions: new Map(ledger.concessions),
    withdrawn: new Set(ledger.withdrawn),
    declarations: new Map(ledger.declarations),
    finals: [...finals],
    challenges: new Map(ledger.challenges),
    refusals: new Map(ledger.refusals),
    causes: [...causes],
    causesOf: new Map(ledger.causesOf),
  };
}

function copyContest(contest: ContestLedger): ContestLedger {
  const { calls, faults, stays } = contest;
  return { ...contest, calls: new Map(calls), faults: new Map(faults), stays: new Map(stays) };
}

function copyEach<Value>(map: ReadonlyMap<string, Value>, copy: (value: Value) => Value): Map<string, Value> {
  const copies = new Map<string, Value>();
  for (const [key, value] of map) copies.set(key, copy(value));
  return copies;
}
