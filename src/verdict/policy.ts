/**
 * The release policy as data: who counts as an independent voice, how long they must agree, what stops everything.
 *
 * Read from YAML by `read-policy.ts`; `policy explain` words it. It assumes that the roster was fixed before the day:
 * a desk that is not on it never counts.
 */
import type { ContestId } from '../election/election.ts';
import { type Formula, within } from './formula.ts';
import type { Act, Level } from './verdict.ts';

export type Language = 'en' | 'ja';

export type Words = Readonly<Record<Language, string>>;

/** A calls, B concession, C1 final in law, C2 quiet declaration. */
export type StandardRoute = 'A' | 'B' | 'C1' | 'C2';
export const ROUTES: readonly StandardRoute[] = ['A', 'B', 'C1', 'C2'];

/** A standard route, or one of the policy's own by its id. */
export type RouteId = string;

/** A condition of the policy's own, built from facts and from other conditions. */
export type NamedCondition = { readonly name: string; readonly title: Words; readonly when: Formula };

/** A route of the policy's own: open when its condition has held so long without a break. */
export type OwnRoute = {
  readonly id: RouteId;
  readonly title: Words;
  readonly minutes: number;
  /** The name of its condition. */
  readonly condition: string;
};

/** Desks that rest on the same count or poll, and so speak with one voice. */
export type CallingGroup = {
  readonly id: string;
  /** One letter for the narrow columns of a table. */
  readonly letter: string;
  readonly name: Words;
  readonly desks: readonly string[];
};

/** The groups of the elections held in the years `from` to `to`, both included; `to` null while it is in force. */
export type Roster = {
  readonly from: number;
  readonly to: number | null;
  readonly groups: readonly CallingGroup[];
};

/** Causes after which only a route reached anew opens the gate. */
export type CauseKind = 'retraction' | 'concession-withdrawn' | 'annulment';
export const CAUSE_KINDS: readonly CauseKind[] = ['retraction', 'concession-withdrawn', 'annulment'];

/** Conditions that hold everything as long as they last. */
export type LastingKind = 'stay' | 'feed-fault' | 'groups-differ' | 'law-differs';
export const LASTING_KINDS: readonly LastingKind[] = ['stay', 'feed-fault', 'groups-differ', 'law-differs'];

/** What an act asks for: a level, and for a title a concession or the law besides. */
export type ActRule = {
  readonly level: Level;
  readonly basis: 'none' | 'concession-or-law';
  /** A condition that must be true besides, by name. */
  readonly when: string | null;
};

export type Policy = {
  readonly id: string;
  readonly title: Words;
  readonly rosters: readonly Roster[];
  /** Desks on the roster that this house leaves out. */
  readonly excluded: readonly string[];
  /** Bodies that count or declare by law; never one of the groups. */
  readonly authority: readonly string[];
  /** The routes in the policy's order, standard ones and its own. */
  readonly routes: readonly RouteId[];
  readonly ownRoutes: readonly OwnRoute[];
  /** Parts before wholes. */
  readonly conditions: readonly NamedCondition[];
  /** Conditions that can only hold back: while one is false no route opens; what is unknown lets pass. */
  readonly brakes: readonly string[];
  /** The legal calendar, by name; null where there is none. */
  readonly calendar: string | null;
  readonly calls: {
    /** Groups that must stand behind one ticket. */
    readonly quorum: number;
    readonly dwellMinutes: number;
    /** Where the roster has only two groups, both for this long; null: route A does not exist there. */
    readonly twoGroupsDwellMinutes: number | null;
    /** Desks that must be among those that call. */
    readonly required: readonly string[];
  };
  readonly concession: { readonly dwellMinutes: number; readonly groups: number };
  /** Hours that must pass after the period to challenge, for news of a filing. */
  readonly law: { readonly newsHours: number };
  readonly quiet: { readonly hours: number };
  readonly recount: {
    /** Counted over expected, 0–1: below it a narrow lead means nothing either way. */
    readonly countedShare: number;
    /** Lead as a share of the vote, 0–1, where a recount must be asked for. */
    readonly margin: number;
    /** Where the law orders a recount by itself: its own margin. */
    readonly contests: Readonly<Record<ContestId, number>>;
  };
  readonly holds: {
    readonly untilRoute: readonly CauseKind[];
    readonly whileItLasts: readonly LastingKind[];
  };
  /** Fewer groups than this, and no word of the authority, is no basis for a message that is out. */
  readonly withdrawal: { readonly groups: number };
  readonly acts: Readonly<Record<Act, ActRule>>;
};

/** The groups in force in a year, without the desks that the policy leaves out. Empty where no roster covers it. */
export function rosterFor(policy: Policy, year: number): readonly CallingGroup[] {
  const roster = policy.rosters.find(({ from, to }) => from <= year && (to === null || year <= to));
  return (roster?.groups ?? [])
    .map((group) => ({ ...group, desks: group.desks.filter((desk) => !policy.excluded.includes(desk)) }))
    .filter((group) => group.desks.length > 0);
}

export type Quorum = { readonly groups: number; readonly minutes: number };

/** How many of so many groups route A asks for and for how long; null where route A does not exist. */
export function quorumOf(policy: Policy, groups: number): Quorum | null {
  const { quorum, dwellMinutes, twoGroupsDwellMinutes } = policy.calls;
  if (groups === 2 && quorum >= 2) {
    return twoGroupsDwellMinutes === null ? null : { groups: 2, minutes: twoGroupsDwellMinutes };
  }
  return groups >= quorum ? { groups: quorum, minutes: dwellMinutes } : null;
}

/** Whether a brake reads the projection, which is evidence only there. */
export function readsProjection({ conditions }: Policy): boolean {
  return conditions.some(({ when }) => within(when).some(({ kind }) => kind === 'projection'));
}

/** Whether the policy asks that counts go on. */
export function readsLiveFeeds({ conditions }: Policy): boolean {
  return conditions.some(({ when }) => within(when).some(({ kind }) => kind === 'live-feeds'));
}

/** The lead, as a share of the vote, below which a contest may be counted again. */
export function recountMargin(policy: Policy, contest: ContestId): number {
  return policy.recount.contests[contest] ?? policy.recount.margin;
}

/**
 * Whether a lead is within the recount margin with enough counted to say so. An unknown margin or share is no
 * narrow lead. `margin` is signed or not, over both tickets, which makes it larger than over all votes by the share
 * of the others: at most a few hundredths of the margin itself.
 */
export function isNarrow(
  policy: Policy,
  contest: ContestId,
  margin: number | null,
  expectedShare: number | null,
): boolean {
  if (margin === null || expectedShare === null) return false;
  return expectedShare >= policy.recount.countedShare && Math.abs(margin) < recountMargin(policy, contest);
}
