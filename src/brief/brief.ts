/**
 * What is published: articles with their versions, the lists beside them, and the facts that they are written from.
 *
 * Everything is plain JSON, so that it can be kept in the journal and compared. A figure in a text carries the record
 * it rests on; a text that claims more than the facts allow would have to be written by hand, and none is.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Language, StepKind } from '../response/playbook.ts';
import type { Aftermath, Level, Standing } from '../verdict/verdict.ts';

export const LANGUAGES: readonly Language[] = ['en', 'ja'];

/** The same words in both languages. */
export type Twin = Readonly<Record<Language, string>>;

export type BriefZone = {
  readonly city: Twin;
  /** IANA name, "Asia/Tokyo". */
  readonly zone: string;
};

export type BriefTicket = {
  readonly id: TicketId;
  /** Family name of the first candidate, without a form of address. */
  readonly short: Twin;
  readonly full: Twin;
};

/** A group of desks that names a winner of the whole election. */
export type NamedWinner = {
  readonly group: string;
  /** The desk that spoke first in the group. */
  readonly desk: Twin;
  readonly ticket: TicketId;
  readonly at: Instant;
  readonly record: number;
};

/** A call of one contest by the agency. */
export type ContestCall = {
  readonly contest: string;
  readonly name: Twin;
  readonly electors: number;
  readonly ticket: TicketId;
  readonly at: Instant;
  readonly pollsClosed: Instant;
  readonly record: number;
};

/** One contest as the count has it now. */
export type LiveContest = {
  readonly id: string;
  readonly name: Twin;
  readonly electors: number;
  /** `leading` only where so much is counted that a lead says something. */
  readonly status: 'called' | 'leading' | 'open';
  readonly ticket: TicketId | null;
  /** Counted over expected, 0–1; null where nobody says. */
  readonly counted: number | null;
  readonly total: number;
  readonly votes: Readonly<Record<TicketId, number>>;
  readonly outstanding: { readonly low: number; readonly high: number } | null;
  /** As many votes are counted as were expected, and the count goes on. */
  readonly exhausted: boolean;
  readonly calls: readonly {
    readonly desk: Twin;
    /** Whether it is the agency whose calls of single contests are followed. */
    readonly agency: boolean;
    readonly ticket: TicketId;
    readonly at: Instant;
    readonly record: number;
  }[];
  readonly pollsCloseFirst: Instant;
  readonly pollsCloseLast: Instant;
  /** The newest report that the count rests on; null before any. */
  readonly record: number | null;
  readonly updatedAt: Instant | null;
};

export type GroupFact = {
  readonly id: string;
  readonly name: Twin;
  readonly desks: readonly Twin[];
  readonly ticket: TicketId | null;
  readonly since: Instant | null;
};

export type ClaimFact = {
  readonly by: Twin;
  readonly ticket: TicketId | null;
  readonly at: Instant;
  readonly record: number;
  readonly source: string;
};

export type RetractionFact = {
  readonly desk: Twin;
  /** Null for the whole election. */
  readonly contest: { readonly id: string; readonly name: Twin } | null;
  readonly ticket: TicketId;
  readonly at: Instant;
  readonly record: number;
};

export type SentFact = {
  readonly kind: StepKind;
  readonly withdrawal: boolean;
  readonly ticket: TicketId;
  readonly at: Instant;
  readonly record: number;
};

/** All that the texts may say, filled by the desk from its state at one moment. Nothing else reaches a page. */
export type BriefFacts = {
  readonly at: Instant;
  readonly rehearsal: { readonly title: Twin; readonly basis: Twin } | null;
  readonly zones: { readonly home: BriefZone; readonly there: BriefZone };
  readonly election: {
    /** With its article where the language has one: "the United States presidential election". */
    readonly name: Twin;
    readonly electors: number;
    readonly majority: number;
  };
  /** Who telephones: "the prime minister", "首相". */
  readonly leader: Twin;
  /** In the order in which margins are signed; the first is drawn from the left. */
  readonly tickets: readonly [BriefTicket, BriefTicket];
  /** The agency whose calls of single contests are followed. */
  readonly agency: { readonly name: Twin; readonly short: Twin };
  readonly verdict: {
    readonly level: Level;
    readonly headline: Twin;
    readonly detail: Twin;
    readonly congratulation: Standing;
    readonly aftermath: Aftermath;
    /** Earliest moment at which the gate may open; null where only a new fact can open it. */
    readonly gateAt: Instant | null;
    readonly groupsNeeded: number;
    readonly dwellMinutes: number;
    /** When each rung up to the present one was reached. */
    readonly reached: Readonly<Partial<Record<Level, Instant>>>;
  };
  readonly groups: {
    readonly total: number;
    readonly naming: readonly NamedWinner[];
    readonly all: readonly GroupFact[];
  };
  readonly electors: {
    /** By the agency's calls. */
    readonly agency: Readonly<Record<TicketId, number>>;
    /** Called by another desk only. */
    readonly others: Readonly<Record<TicketId, number>>;
    /** Leading, called by nobody. */
    readonly leading: Readonly<Record<TicketId, number>>;
  };
  readonly contests: {
    /** The agency's calls that stand. */
    readonly called: readonly ContestCall[];
    readonly uncalled: number;
    /** Every contest, in order of its name in English. */
    readonly all: readonly LiveContest[];
    /** The last contest whose polls closed once all have; null before. */
    readonly lastClosing: { readonly name: Twin; readonly at: Instant; readonly uncalledThen: number } | null;
  };
  readonly claims: readonly ClaimFact[];
  readonly concessions: readonly ClaimFact[];
  readonly retractions: readonly RetractionFact[];
  /** Steps that left the house, oldest first. */
  readonly sent: readonly SentFact[];
  readonly talk: {
    readonly startedAt: Instant;
    readonly endedAt: Instant | null;
    readonly record: number;
  } | null;
  /** The next span in which both leaders can talk. */
  readonly window: { readonly from: Instant; readonly to: Instant } | null;
  /** Whether the desk is in touch with both camps. */
  readonly inTouchWithBoth: boolean;
};

/** A number in a text, bound to the record it rests on. */
export type Figure = {
  readonly text: string;
  /** Journal sequence. */
  readonly record: number;
  readonly asOf: Instant;
  readonly source: string;
  /** What the record says, in a few words, and what it does not say. */
  readonly title: string;
  readonly note: string;
  /** As a writer named it; absent in texts written by rule. */
  readonly token?: string;
  /** The record no longer stands; shown struck. */
  readonly withdrawn?: boolean;
};

export type Paragraph = readonly (string | Figure)[];

export type ArticleText = {
  readonly headline: string;
  readonly standfirst: string;
  /** Where it is written from; empty for pieces without a place. */
  readonly place: string;
  readonly body: readonly Paragraph[];
  /** Headline and standfirst with their figures bound; absent where nothing in them was. */
  readonly titled?: { readonly headline: Paragraph; readonly standfirst: Paragraph };
  /** For the picture; null where the piece has none. */
  readonly picture: {
    readonly caption: string;
    readonly alternative: string;
    readonly credit: string;
  } | null;
};

/** What a version said that readers must hear of at once when it changes; other figures may wait a little. */
export type Said = {
  readonly situation: string;
  readonly ticket: TicketId | null;
  /** Groups that name this ticket. */
  readonly groups: readonly string[];
  /** Records of claims, concessions, retractions and releases. */
  readonly records: readonly number[];
  readonly gateAt: Instant | null;
  /** Electors by the agency's calls; a fall is told at once, a rise may wait. */
  readonly electors?: Readonly<Record<TicketId, number>>;
};

export type ArticleVersion = {
  /** From 1. */
  readonly number: number;
  readonly at: Instant;
  /** The moment of what it reports; lists show it and stand in its order. */
  readonly about: Instant;
  readonly said: Said;
  readonly text: Readonly<Record<Language, ArticleText>>;
  /** What changed, for the list of updates. */
  readonly change: Twin;
  /** What an earlier version said that no longer holds; null where nothing was taken back. */
  readonly correction: Twin | null;
  /** What the story's figures said in this version, for comparison with the next. */
  readonly bound?: readonly {
    readonly token: string;
    readonly value: number | null;
    readonly text: string;
  }[];
  /** The language whose text has not followed the other's last change; absent where both say the same. */
  readonly behind?: Language;
};

export type Section = 'politics' | 'statements' | 'background';

export type ArticleKind =
  | 'lead'
  /** Written by a person; all others are written by rule. */
  | 'story'
  | 'retraction'
  | 'concession'
  | 'group'
  | 'call'
  | 'claim'
  | 'closing'
  | 'explainer';

export type Article = {
  readonly id: string;
  readonly kind: ArticleKind;
  readonly section: Section;
  /** Oldest first, never empty; earlier versions stay readable. */
  readonly versions: readonly ArticleVersion[];
};

/** Everything written so far: the night's article and the short pieces, in order of first publication. */
export type Articles = { readonly lead: Article; readonly pieces: readonly Article[] };

export function newestVersion(article: Article): ArticleVersion {
  return article.versions.at(-1)!;
}

/** A notice stands where a person took the article down; its earlier versions are no longer shown. */
export function isTakenDown(article: Article): boolean {
  return newestVersion(article).said.situation === TAKEN_DOWN;
}

export const TAKEN_DOWN = 'taken-down';

export type RankedArticle = {
  readonly article: string;
  /** Unique readers, estimated. */
  readonly readers: number;
  /** Ranks of the neighbours that are equal within the error. */
  readonly equalTo: readonly number[];
};

export type Ranking = {
  readonly asOf: Instant;
  /** Start of the earliest interval counted; at most one interval after the window's own start. */
  readonly from: Instant;
  /** Length of the window in milliseconds. */
  readonly window: number;
  readonly unit: 'unique readers, estimated';
  /** Relative error of a reader figure, 95 of 100 times within it (two standard errors). */
  readonly error: number;
  readonly views: number;
  /** Share of views that were bots, prefetches and reloads, 0–1. */
  readonly removedShare: number;
  readonly invented: boolean;
  readonly ranking: readonly RankedArticle[];
  /** Read by more people in the last quarter of an hour than the window's pace, beyond the error; most first. */
  readonly rising: readonly RisingArticle[];
};

export type RisingArticle = {
  readonly article: string;
  /** Unique readers of the last quarter of an hour, estimated. */
  readonly readers: number;
  /** Against the pace of the rest of the window. */
  readonly times: number;
};

/** Left out of the rankings by a person, who says why; nothing is reordered. */
export type Excluded = Readonly<Record<string, { readonly at: Instant; readonly reason: string }>>;

/** The whole site at one moment. */
export type Brief = {
  readonly facts: BriefFacts;
  readonly articles: Articles;
  readonly rankings: { readonly hour: Ranking; readonly day: Ranking };
  readonly excluded?: Excluded;
  /** When the pages were baked, by this machine's clock: a rehearsal's own runs elsewhere, and a reader's age counts on. */
  readonly bakedAt?: Instant;
};
