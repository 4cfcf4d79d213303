/**
 * How final the outcome is, by the desk's own policy, and what each act may do. Words as in ARCHITECTURE.md.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';

/** The ladder. Steps down are a normal path. */
export type Level = 'open' | 'leaning' | 'called' | 'final-enough' | 'declared';
export const LEVELS: readonly Level[] = ['open', 'leaning', 'called', 'final-enough', 'declared'];

export type Act = 'remark' | 'congratulation' | 'title' | 'telephone' | 'invitation';
export const ACTS: readonly Act[] = ['remark', 'congratulation', 'title', 'telephone', 'invitation'];

export type Standing = 'wait' | 'hold' | 'releasable';

/** After a release: nothing, the desk must look again, or the message must be taken back. */
export type Aftermath = 'none' | 'review' | 'withdrawal-due';

/** A sentence by name with its values, worded per language in `sentences.ts`; never glued from fragments. */
export type Phrase = {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number | null>>;
};

export type Truth = 'true' | 'false' | 'unknown';

export type Condition = {
  /** Short stable name, e.g. "A1". */
  readonly id: string;
  readonly truth: Truth;
  readonly since: Instant | null;
  readonly reason: Phrase;
  /** Journal sequences of the records behind it. */
  readonly evidence: readonly number[];
  readonly parts: readonly Condition[];
};

export type GroupStanding = {
  readonly group: string;
  readonly desks: readonly string[];
  /** Whom the group stands behind for the whole election; null while none. */
  readonly ticket: TicketId | null;
  readonly since: Instant | null;
};

export type ActStanding = {
  readonly act: Act;
  readonly standing: Standing;
  /** Releasable, or on hold, since. */
  readonly since: Instant | null;
  /** Earliest moment at which it could become releasable if nothing else happens; null where only a new fact can. */
  readonly earliest: Instant | null;
  readonly missing: Phrase | null;
};

export type ContestStanding = {
  readonly contest: ContestId;
  /** Desks that call it now, in the order in which they called. */
  readonly calls: readonly {
    readonly desk: string;
    readonly ticket: TicketId;
    readonly at: Instant;
    readonly record: number;
  }[];
  /** The ticket all calling groups name; null while none, or where they differ. */
  readonly ticket: TicketId | null;
  /** Open in the sense of the policy: recount margin, recount, fault, stay. */
  readonly open: Phrase | null;
  readonly decisive: boolean;
};

/** A single event that would stop what is under way; `hold` ends only when a route is reached anew, or with its cause. */
export type Stop = { readonly effect: 'hold' | 'hold-while-it-lasts' | 'wait'; readonly event: Phrase };

export type Verdict = {
  readonly at: Instant;
  readonly level: Level;
  /** When the present level was reached. */
  readonly since: Instant;
  /** When each rung up to the present one was reached on the way up; `judge` always sets it. */
  readonly reached?: Readonly<Partial<Record<Level, Instant>>>;
  /** The ticket that the level is about; null at `open`. */
  readonly ticket: TicketId | null;
  /** Route that is open, or nearest: A calls, B concession, C1 final in law, C2 quiet declaration, or one of the policy's own. */
  readonly route: string | null;
  readonly acts: readonly ActStanding[];
  readonly groups: readonly GroupStanding[];
  readonly contests: readonly ContestStanding[];
  readonly electorsCalled: Readonly<Record<TicketId, number>>;
  readonly conditions: readonly Condition[];
  readonly stops: readonly Stop[];
  readonly aftermath: Aftermath;
  /** The two parts of the desk's first sentence: where things stand, and what is next. */
  readonly headline: Phrase;
  readonly detail: Phrase;
  readonly next: Phrase | null;
  /** The next moment at which time alone changes the verdict; null where only a new fact can. */
  readonly nextChange: Instant | null;
};
