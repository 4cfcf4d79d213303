/**
 * What the pages on relations and meetings receive: `GET /api/relations`, `GET /api/meetings`. Worded in one language,
 * made from what the signed-in person may see. Moments are milliseconds since 1970 UTC, days ISO dates, shares 0–1.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Marking } from '../election/marking.ts';
import type { ResourceKind } from '../meetings/proposals.ts';
import type { CallState } from '../meetings/records.ts';
import type { FallbackKind, VisitOption, VisitPlan } from '../meetings/visit.ts';

import type { Channel, Phase, TieKind } from '../relations/relations.ts';

export type { Channel, TieKind };

export type ContactView = {
  readonly id: string;
  readonly name: string;
  /** Ticket of the camp, `house` for our own, null for neither. */
  readonly side: string | null;
  readonly post: string;
  readonly phase: Phase | null;
  readonly seniority: number;
  readonly languages: readonly string[];
  readonly address: string | null;
  readonly pronunciation: string | null;
  readonly keeper: string | null;
  readonly lastAt: Instant | null;
  readonly channel: Channel | null;
  readonly marking: Marking;
};

export type StepOfPath = {
  readonly from: string;
  readonly to: string;
  readonly kind: TieKind;
  readonly strength: number;
  readonly reason: string;
};

export type ReachView = {
  readonly target: string;
  /** Names of everybody in the answer, by id. */
  readonly names: Readonly<Record<string, string>>;
  readonly paths: readonly (readonly StepOfPath[])[];
  readonly singlePoints: readonly string[];
  readonly gatekeepers: readonly { readonly id: string; readonly steps: number }[];
};

export type CampBalanceView = {
  readonly ticket: TicketId;
  readonly title: string;
  readonly principal: string | null;
  readonly weight: number;
  readonly share: number | null;
  readonly engagements: number;
  readonly lastAt: Instant | null;
  readonly lastSeniorAt: Instant | null;
  readonly neglected: boolean;
  readonly warns: boolean;
  readonly explained: string | null;
};

export type EngagementView = {
  readonly record: number | null;
  readonly at: Instant;
  readonly contact: string;
  readonly channel: Channel;
  readonly by: string;
  readonly said: string;
  readonly line: string;
  readonly followUp: { readonly what: string; readonly dueOn: string; readonly done: boolean } | null;
  readonly marking: Marking;
};

export type RelationsView = {
  readonly seq: number;
  readonly day: string;
  /** The marking up to which the person reads, and whether the person may enter anything. */
  readonly reader: Marking;
  readonly mayWrite: boolean;
  readonly halfLifeDays: number;
  readonly camps: readonly CampBalanceView[];
  readonly over: readonly { readonly at: Instant; readonly weights: Readonly<Record<TicketId, number>> }[];
  /** Names of everybody who is mentioned, by id: the list of people is cut. */
  readonly names: Readonly<Record<string, string>>;
  readonly people: readonly ContactView[];
  /** How many there are in all: the list is cut. */
  readonly total: number;
  /** How each camp's candidate is reached, in the order of the camps that name one. */
  readonly reach: readonly ReachView[];
  readonly gaps: readonly string[];
  readonly reminders: readonly {
    readonly kind: 'follow-up' | 'lapsed';
    readonly text: string;
    readonly overdue: boolean;
    readonly record: number | null;
  }[];
  /** Newest first. */
  readonly engagements: readonly EngagementView[];
  readonly waiting: readonly (DoubleView & { readonly item: string })[];
  readonly waitingTotal: number;
  /** Both camps' lists once there is a winner; empty before. */
  readonly after: readonly {
    readonly id: string;
    readonly list: 'transition' | 'warm';
    readonly keeper: string | null;
  }[];
};

type Both = { readonly en: string; readonly ja: string };

/** A card beside another: both languages, for a name is compared in each. */
export type CardView = {
  readonly name: Both;
  readonly post: Both | null;
  readonly side: string | null;
  readonly seniority: number;
  readonly languages: readonly string[];
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly marking: Marking;
};

/** A card, and those whom it may be. */
export type DoubleView = {
  readonly incoming: CardView;
  readonly candidates: readonly {
    readonly id: string;
    readonly why: 'email' | 'phone' | 'name';
    readonly known: CardView;
  }[];
};

/** What a file would bring; lists are cut, totals are not. */
export type ImportPreview = {
  readonly fresh: readonly CardView[];
  readonly freshTotal: number;
  readonly doubles: readonly (DoubleView & {
    readonly card: number;
    readonly place: string;
    /** Whom it adds nothing to; null where it adds something or may be another person. */
    readonly nothingNew: string | null;
  })[];
  readonly doublesTotal: number;
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
  readonly refusedTotal: number;
  /** Properties or columns for which the desk has no place, and how many cards had them. */
  readonly left: readonly { readonly name: string; readonly count: number }[];
};

export type SpanView = { readonly from: Instant; readonly to: Instant };

export type LeaderView = {
  readonly id: string;
  readonly title: string;
  readonly awake: readonly SpanView[];
  readonly glad: readonly SpanView[];
  readonly where: readonly (SpanView & { readonly place: string; readonly zone: string | null })[];
  readonly diary: readonly (SpanView & {
    readonly what: string;
    readonly firm: boolean;
    readonly record: number | null;
  })[];
};

export type ProposalView = SpanView & {
  readonly firstStart: Instant;
  readonly lastStart: Instant;
  readonly best: readonly SpanView[];
  readonly cautions: readonly string[];
  /** 1 for the one to take first. */
  readonly rank: number;
};

export type DifferenceView = {
  readonly id: string;
  readonly kind: 'ours-only' | 'theirs-only' | 'wording' | 'length';
  readonly topic: string | null;
  readonly ours: string | null;
  readonly theirs: string | null;
  /** What the spokesman says to it; null where nobody has decided. */
  readonly line: string | null;
  /** What the desk's settings offer to say. */
  readonly offered: { readonly en: string; readonly ja: string } | null;
};

export type CalendarView = {
  readonly id: string;
  /** Whose it is. */
  readonly who: string;
  readonly everyMinutes: number;
  /** Null before the first reading. */
  readonly readAt: Instant | null;
  /** Until when its hours are known. */
  readonly until: Instant | null;
  /** Entries that could not be read. */
  readonly unread: number;
  readonly failing: { readonly since: Instant; readonly why: string } | null;
};

export type MeetingsView = {
  readonly seq: number;
  readonly reader: Marking;
  readonly mayWrite: boolean;
  readonly noticeMinutes: number;
  readonly durationMinutes: number;
  readonly holdHours: number;
  /** The span that band and proposals speak of. */
  readonly span: SpanView;
  readonly leaders: readonly LeaderView[];
  /** Calendars whose hours stand in the diaries; none in a rehearsal. */
  readonly calendars: readonly CalendarView[];
  readonly resources: readonly {
    readonly id: string;
    readonly kind: ResourceKind;
    readonly name: string;
    readonly busy: readonly SpanView[];
  }[];
  readonly proposals: readonly ProposalView[];
  readonly holds: readonly (SpanView & {
    readonly by: string;
    readonly expiresAt: Instant | null;
    readonly inSpiteOf: string | null;
  })[];
  readonly order: readonly {
    readonly who: string;
    readonly at: Instant;
    readonly minutes: number | null;
    readonly state: CallState;
    readonly source: string;
    readonly place: number | null;
    readonly own: boolean;
  }[];
  readonly inbound: {
    readonly callAt: Instant;
    readonly ready: boolean;
    readonly lacks: readonly string[];
  } | null;
  readonly sheet: {
    readonly purpose: string;
    readonly points: readonly string[];
    readonly avoid: readonly string[];
    readonly record: number;
  } | null;
  readonly notes: readonly { readonly at: Instant; readonly text: string; readonly record: number }[];
  readonly readouts: { readonly ours: string | null; readonly theirs: string | null };
  readonly same: readonly string[];
  readonly differences: readonly DifferenceView[];
  readonly meeting: {
    readonly state: 'none' | 'requested' | 'refused' | 'agreed' | 'held';
    /** Null where it is marked above what the person reads. */
    readonly note: string | null;
    readonly at: Instant | null;
  };
  /** What protocol has to see to by the desk's settings: where a first plan begins. */
  readonly checklist: VisitPlan['checklist'];
  readonly visit: {
    /** As it was entered, in both languages: what a change is made from. */
    readonly plan: VisitPlan;
    readonly options: readonly {
      readonly kind: VisitOption['kind'];
      readonly place: string;
      readonly zone: string;
      readonly from: Instant;
      readonly to: Instant;
      readonly note: string;
    }[];
    readonly legs: readonly {
      readonly from: string;
      readonly fromZone: string;
      readonly departs: Instant;
      readonly to: string;
      readonly toZone: string;
      readonly arrives: Instant;
    }[];
  } | null;
  readonly fallback: { readonly fallback: FallbackKind; readonly why: string } | null;
  readonly outcome: { readonly at: Instant; readonly minutes: number | null; readonly text: string } | null;
  readonly invitations: readonly (SpanView & {
    readonly uid: string;
    readonly sequence: number;
    readonly method: 'REQUEST' | 'CANCEL';
    /** In both languages: a change is written from it. */
    readonly title: Both;
    /** Whether its window is still held; a cancellation is due where it is not. */
    readonly held: boolean;
    readonly attendees: readonly { readonly name: string; readonly address: string }[];
    readonly marking: Marking;
  })[];
};
