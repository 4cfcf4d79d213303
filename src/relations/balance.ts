/**
 * Does the house keep both camps? Weighs the contacts of each by seniority and by how long ago they were.
 *
 * (relations, moment) → one row a camp. It counts what was entered: an engagement that nobody wrote down is not there.
 */
import type { TicketId } from '../election/election.ts';
import { DAY, type Instant } from '../election/instant.ts';
import type { Engagement, Relations } from './relations.ts';

/**
 * After so many days an engagement weighs half. Ninety: a talk in spring should count for little in November (an
 * eighth after nine months), one in September for much. Too short is worse: it would ask for calls for their own sake.
 */
const HALF_LIFE_DAYS = 90;

/** A camp with less than a third of the weight: the other then has more than twice as much. */
const NEGLECTED_BELOW = 1 / 3;

export type CampBalance = {
  readonly ticket: TicketId;
  /** Sum of seniority times decay. */
  readonly weight: number;
  /** Of the weight of all camps, 0–1; null while no camp has any. */
  readonly share: number | null;
  readonly engagements: number;
  readonly lastAt: Instant | null;
  readonly neglected: boolean;
};

/** In the order of the camps. What lies after the moment does not count. */
export function balanceOf({ camps, engagements }: Relations, at: Instant): CampBalance[] {
  const past = engagements.filter((one) => one.at <= at);
  const rows = camps.map(({ ticket, contacts }) => {
    const seniority = new Map(contacts.map((contact) => [contact.id, contact.seniority]));
    const own = past.filter(({ contact }) => seniority.has(contact));
    const weight = own.reduce((sum, one) => sum + seniority.get(one.contact)! * decay(one, at), 0);
    const lastAt = own.length === 0 ? null : Math.max(...own.map((one) => one.at));
    return { ticket, weight, engagements: own.length, lastAt };
  });
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  return rows.map((row) => {
    const share = total === 0 ? null : row.weight / total;
    return { ...row, share, neglected: share === null || share < NEGLECTED_BELOW };
  });
}

/** The last engagement with a contact up to a moment; null where there was none. */
export function lastEngagement({ engagements }: Relations, contact: string, at: Instant): Engagement | null {
  return (
    engagements.filter((one) => one.contact === contact && one.at <= at).toSorted((a, b) => b.at - a.at)[0] ??
    null
  );
}

function decay(engagement: Engagement, at: Instant): number {
  return 0.5 ** ((at - engagement.at) / (HALF_LIFE_DAYS * DAY));
}
