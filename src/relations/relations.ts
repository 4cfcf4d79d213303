/**
 * Whom the house knows, in both camps and between them: plain data, read from YAML and added to by records.
 *
 * A camp is the people around one ticket; the house's own people and go-betweens stand beside the camps. A channel says
 * in which capacity a contact was made, and so who may speak of it: state (the embassy), party, or private.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Marking, Readers } from '../election/marking.ts';
import { holdsOn, type Term } from './terms.ts';

export type Twin = { readonly en: string; readonly ja: string };

export type Channel = 'state' | 'party' | 'private';

/** What a post belongs to: a campaign ends on the day, a transition at the oath. */
export type Phase = 'campaign' | 'transition' | 'office' | 'other';

export type Post = Term & {
  readonly title: Twin;
  /** Id of an organisation. */
  readonly organisation: string | null;
  readonly phase: Phase;
};

export type Organisation = { readonly id: string; readonly name: Twin; readonly marking: Marking };

export type Contact = {
  readonly id: string;
  readonly name: Twin;
  /** The camp of a ticket, the house's own people, or neither. */
  readonly side: TicketId | typeof HOUSE | null;
  /** Oldest first; they may overlap. */
  readonly posts: readonly Post[];
  /** 1 (staff) to 5 (has the candidate's ear). */
  readonly seniority: number;
  /** Languages spoken, as BCP 47 tags. */
  readonly languages: readonly string[];
  /** How to address the person, as spoken; null where nothing is agreed. */
  readonly address: Twin | null;
  /** How the name is said. */
  readonly pronunciation: Twin | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** Who of the desk keeps the contact; null where nobody does. */
  readonly keeper: string | null;
  readonly marking: Marking;
};

/** The side of the house's own people, from whom introductions begin. */
export const HOUSE = 'house';

/**
 * What joins two people. Of `works-for` and `gatekeeper` the first is for the second: the one works for the other, or
 * keeps the other's door.
 */
export const TIE_KINDS = [
  'works-for',
  'gatekeeper',
  'family',
  'friend',
  'colleague',
  'party',
  'interpreter',
  'donor',
] as const;
export type TieKind = (typeof TIE_KINDS)[number];

export type Tie = Term & {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: TieKind;
  /** 0 (known, but would not take the call), 1 (would), 2 (gladly), 3 (at any hour). */
  readonly strength: number;
  /** Why it is believed, in a few words. */
  readonly reason: Twin;
  readonly marking: Marking;
};

export type FollowUp = { readonly what: string; readonly dueOn: string };

export type Engagement = {
  readonly at: Instant;
  /** Id of the contact. */
  readonly contact: string;
  readonly channel: Channel;
  /** Who met the contact, by post. */
  readonly by: string;
  /** What was said; empty where nothing is to be kept. */
  readonly said: string;
  /** What may be said of it in public. */
  readonly line: Twin;
  readonly followUp: FollowUp | null;
  readonly marking: Marking;
  /** The record that it stands in; null for what the desk was opened with. */
  readonly record: number | null;
};

export type Camp = {
  readonly ticket: TicketId;
  readonly title: Twin;
  /** Id of the candidate, where the desk keeps one. */
  readonly principal: string | null;
};

/** Why a camp is less kept than the other for a time, so that the balance does not warn of it unexplained. */
export type BalanceException = {
  readonly ticket: TicketId;
  readonly since: string | null;
  readonly until: string | null;
  readonly why: Twin;
};

export type Relations = {
  readonly readers: Readers;
  readonly organisations: readonly Organisation[];
  readonly camps: readonly Camp[];
  readonly people: readonly Contact[];
  readonly ties: readonly Tie[];
  /** Oldest first. */
  readonly engagements: readonly Engagement[];
  readonly exceptions: readonly BalanceException[];
};

/** The post that a person holds on a day: the one that began last; null where there is none. */
export function postOn(posts: readonly Post[], day: string): Post | null {
  const held = posts.filter((post) => holdsOn(post, day));
  return held.reduce<Post | null>(
    (last, post) => (last === null || (post.since ?? '') >= (last.since ?? '') ? post : last),
    null,
  );
}
