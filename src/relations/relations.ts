/**
 * Whom the house knows in each camp, and when it was last in touch: plain data, read from YAML and added to by records.
 *
 * A camp is the people around one ticket. A channel says in which capacity a contact was made, and so who may speak
 * of it: state (the embassy), party, or private.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';

export type Twin = { readonly en: string; readonly ja: string };

export type Channel = 'state' | 'party' | 'private';

export type Contact = {
  readonly id: string;
  readonly name: Twin;
  readonly post: Twin;
  /** 1 (staff) to 5 (has the candidate's ear). */
  readonly seniority: number;
};

export type Camp = { readonly ticket: TicketId; readonly title: Twin; readonly contacts: readonly Contact[] };

export type Engagement = {
  readonly at: Instant;
  /** Id of the contact. */
  readonly contact: string;
  readonly channel: Channel;
  /** Who met the contact, by post. */
  readonly by: string;
  /** What may be said of it in public. */
  readonly line: Twin;
};

export type Relations = {
  readonly camps: readonly Camp[];
  /** Oldest first. */
  readonly engagements: readonly Engagement[];
};

/** Adds an engagement in its place in time; the same contact at the same moment is the same engagement. */
export function applyEngagement(engagements: Engagement[], engagement: Engagement): boolean {
  const same = ({ at, contact }: Engagement) => at === engagement.at && contact === engagement.contact;
  if (engagements.some(same)) return false;
  const after = engagements.findIndex(({ at }) => at > engagement.at);
  engagements.splice(after < 0 ? engagements.length : after, 0, engagement);
  return true;
}
