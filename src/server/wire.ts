/**
 * What the desk's page receives: one JSON object, worded in one language, enough to draw every block of the night.
 *
 * Server and page share this file and nothing else. Moments are milliseconds since 1970 UTC; shares are 0–1;
 * every sentence comes ready in the language that was asked for.
 */

import type { StepLine } from '../brief/podium.ts';
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Language, Role, StepKind } from '../response/playbook.ts';
import type { PlannedStep } from '../response/response.ts';
import type { Fault, OtherSource, SourceId } from '../returns/returns.ts';
import type { Act, Level, Standing, Stop, Truth } from '../verdict/verdict.ts';
import type { SignInView } from './wire-command.ts';
import type { FeedView, ReportsView } from './wire-feeds.ts';

export type ClockView = {
  /** The desk's time when this was written. */
  readonly at: Instant;
  readonly running: boolean;
  /** Desk seconds a second; 1 when live. */
  readonly speed: number;
  readonly rehearsal: {
    readonly title: string;
    /** One sentence on what is real and what is reconstructed. */
    readonly basis: string;
    readonly from: Instant;
    readonly until: Instant;
    readonly finished: boolean;
    /** Moments worth jumping to. */
    readonly marks: readonly { readonly at: Instant; readonly label: string }[];
  } | null;
};

export type ZoneView = {
  readonly city: string;
  readonly zone: string;
  readonly abbreviation: { readonly standard: string; readonly daylight: string };
};

export type TicketView = { readonly id: TicketId; readonly name: string; readonly short: string };

export type ReasonView = {
  readonly id: string;
  readonly truth: Truth;
  readonly text: string;
  readonly since: Instant | null;
  readonly evidence: readonly number[];
};

/** A route, a brake or one of their parts. */
export type ConditionView = ReasonView & { readonly parts: readonly ConditionView[] };

/** A day that the law sets. */
export type CalendarDayView = {
  readonly id: string;
  readonly title: string;
  /** The legal hour; null where the law sets only the day. */
  readonly at: Instant | null;
  /** When the day is over where the election is held. */
  readonly endsAt: Instant;
  readonly source: string;
};

export type ActView = { readonly act: Act; readonly standing: Standing; readonly note: string };

export type RungView = {
  readonly level: Level;
  readonly state: 'past' | 'now' | 'next';
  readonly since: Instant | null;
  readonly expected: Instant | null;
  /** On the present rung: the dwell time that runs, from when and how long. */
  readonly dwell: { readonly from: Instant; readonly minutes: number } | null;
  readonly acts: readonly ActView[];
};

export type CallMark = {
  readonly group: string;
  readonly letter: string;
  readonly desk: string;
  readonly ticket: TicketId;
  readonly at: Instant;
  readonly record: number;
};

export type ContestView = {
  readonly id: ContestId;
  readonly name: string;
  readonly electors: number;
  readonly parent: ContestId | null;
  readonly status: 'called' | 'leading' | 'open';
  readonly ticket: TicketId | null;
  readonly margin: number | null;
  readonly counted: number | null;
  readonly outstanding: number | null;
  /** The same as a range, where what is expected is an estimate; null where it is exact or unknown. */
  readonly outstandingRange: { readonly low: number; readonly high: number } | null;
  /** More votes are counted than were expected. */
  readonly estimateExhausted: boolean;
  readonly total: number;
  /** Share of the outstanding vote that the trailing ticket needs; `share` null where even all of it would not do. */
  readonly needed: { readonly ticket: TicketId; readonly share: number | null } | null;
  readonly calls: readonly CallMark[];
  /** Chance of the second ticket (R in the United States) in this contest, with its interval of margins. */
  readonly chance: number | null;
  /** A person holds it to be a ticket’s, or has switched its projection off: by which record. */
  readonly projecting: { readonly as: TicketId | 'off'; readonly record: number } | null;
  readonly low90: number | null;
  readonly high90: number | null;
  /** Electors of the leading side up to and including this contest, in order of the tipping point. */
  readonly running: number;
  readonly tips: boolean;
  readonly openBecause: string | null;
  readonly decisive: boolean;
  readonly held: number;
  readonly marks: readonly Fault[];
  /** Whether its source corrected the count that stands. */
  readonly corrected: boolean;
  /** The sources that the count rests on, and what the others say. */
  readonly sources: readonly SourceId[];
  readonly others: readonly OtherSource[];
  readonly updatedAt: Instant | null;
};

export type ApprovalView = { readonly person: string; readonly at: Instant; readonly expiresAt: Instant };

export type StepView = {
  readonly branch: string;
  readonly id: string;
  readonly kind: StepKind;
  readonly title: string;
  readonly owner: Role;
  readonly standing: PlannedStep['standing'];
  readonly lacks: readonly string[];
  readonly gateOpenedAt: Instant | null;
  readonly gateExpectedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly approvalsNeeded: number;
  readonly approvals: readonly ApprovalView[];
  readonly recipients: readonly string[];
  /** Who is named too, but was never reached by what the step takes back. */
  readonly spared: readonly string[];
  readonly document: {
    readonly subject: string;
    readonly body: string;
    readonly binds: string;
    readonly draftedBy: string;
  } | null;
  readonly release: {
    readonly by: string;
    readonly second: string;
    readonly leavesAt: Instant;
    readonly state: string;
    /** When and why it was stopped, with who did; null unless it was. */
    readonly stopped: { readonly at: Instant; readonly why: string } | null;
    readonly receipt: string | null;
  } | null;
  /** What the signed-in person may do now, and why not where not. */
  readonly may: {
    readonly approve: string | true;
    readonly release: string | true;
    readonly stop: string | true;
  };
  readonly isWithdrawal: boolean;
  /** The line to take that serves this step; null where none does. */
  readonly line: (Omit<StepLine, 'title'> & { readonly title: string }) | null;
  readonly deputy: Role | null;
  /** How it is to be handled, in words; null where anybody may know of it. */
  readonly marking: string | null;
  /** The text as it is written, its fields unfilled: what a draft begins from. Null where the step has none. */
  readonly source: { readonly subject: string; readonly body: string } | null;
  /** What the fields of its text rest on. */
  readonly facts: readonly {
    readonly field: string;
    readonly value: string;
    readonly records: readonly number[];
  }[];
  /** Its parts once it leaves, one a way and recipient. */
  readonly deliveries: readonly DeliveryView[];
  /** The gate opened against the verdict: by whom, whether it now stands open by that, and whether this person may. */
  readonly override: {
    readonly people: readonly { readonly person: string; readonly at: Instant; readonly reason: string }[];
    readonly open: boolean;
    readonly may: string | true;
  };
};

export type DeliveryView = {
  readonly id: string;
  readonly to: string;
  readonly channel: string;
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown';
  readonly at: Instant | null;
  readonly told: string | null;
};

export type BranchView = {
  readonly id: string;
  readonly title: string;
  readonly ticket: TicketId | null;
  readonly armed: boolean;
  readonly since: Instant | null;
  readonly armsAt: Instant | null;
  readonly steps: readonly StepView[];
  /** Words of other outcomes, looked for in every text of this one. */
  readonly forbidden: readonly string[];
  /** Who rings whom when something is taken back, in order. */
  readonly calls: readonly { readonly who: Role; readonly whom: string }[];
};

export type WindowView = { readonly from: Instant; readonly to: Instant; readonly held: boolean };

export type EventView = {
  readonly seq: number;
  readonly at: Instant;
  readonly text: string;
  readonly turn: boolean;
  readonly record: string;
};

export type HistoryPoint = {
  readonly at: Instant;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly chance: number;
};

export type PersonView = { readonly id: string; readonly name: string; readonly roles: readonly Role[] };

export type CampView = {
  readonly ticket: TicketId;
  readonly title: string;
  readonly contacts: readonly {
    readonly name: string;
    readonly post: string;
    readonly lastAt: Instant | null;
    readonly channel: string | null;
  }[];
  readonly engagements: number;
  readonly share: number;
};

export type DeskView = {
  readonly language: Language;
  /** Journal sequence and hash up to which this view is folded. */
  readonly seq: number;
  readonly hash: string;
  readonly clock: ClockView;
  readonly zones: readonly ZoneView[];
  readonly election: {
    readonly id: string;
    readonly name: string;
    readonly electors: number;
    readonly majority: number;
    readonly tickets: readonly TicketView[];
  };
  readonly sentence: { readonly headline: string; readonly detail: string; readonly next: string | null };
  readonly standing: Standing;
  readonly aftermath: 'none' | 'review' | 'withdrawal-due';
  readonly gateAt: Instant | null;
  readonly reasons: readonly ReasonView[];
  /** Every route of the policy, then its brakes. */
  readonly routes: readonly ConditionView[];
  readonly calendar: readonly CalendarDayView[];
  readonly stops: readonly { readonly effect: Stop['effect']; readonly text: string }[];
  readonly ladder: readonly RungView[];
  readonly groups: readonly {
    readonly id: string;
    readonly letter: string;
    readonly name: string;
    readonly desks: readonly string[];
    readonly ticket: TicketId | null;
    readonly since: Instant | null;
  }[];
  readonly called: Readonly<Record<TicketId, number>>;
  readonly leading: Readonly<Record<TicketId, number>>;
  readonly openElectors: number;
  /** In order of the tipping point, from the second ticket's widest margin to the first's. */
  readonly contests: readonly ContestView[];
  readonly projection: {
    readonly at: Instant;
    readonly mean: Readonly<Record<TicketId, number>>;
    readonly low90: Readonly<Record<TicketId, number>>;
    readonly high90: Readonly<Record<TicketId, number>>;
    readonly chance: Readonly<Record<string, number>>;
    readonly history: readonly HistoryPoint[];
  } | null;
  readonly branches: readonly BranchView[];
  readonly heldAll: { readonly by: string; readonly at: Instant; readonly reason: string } | null;
  readonly windows: readonly WindowView[];
  readonly talk: { readonly startedAt: Instant | null; readonly endedAt: Instant | null };
  readonly next: readonly { readonly at: Instant; readonly text: string; readonly strong: boolean }[];
  readonly events: readonly EventView[];
  readonly feeds: readonly FeedView[];
  readonly reports: ReportsView;
  readonly camps: readonly CampView[];
  readonly people: readonly PersonView[];
  readonly me: PersonView;
  /** Only where people sign in. */
  readonly signIn?: SignInView;
  readonly brief: {
    readonly url: string;
    readonly headline: string;
    readonly version: number;
    readonly at: Instant | null;
  };
};

/** One record of the journal, with its line in words. */
export type JournalLine = {
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly kind: string;
  readonly text: string;
  readonly hash: string;
  readonly data: unknown;
};

/** A page of the journal, newest first: `GET /api/journal`. */
export type JournalPage = {
  readonly records: readonly JournalLine[];
  readonly head: { readonly seq: number; readonly hash: string };
  /** Where one kind was asked for: records up to this one were not looked at; 0 where all were. */
  readonly after: number;
};
