/**
 * Group by group, who stands behind a ticket: what the quorum is made of.
 *
 * (docket settled to a moment, ticket) → one condition a group, named by its letter ("A1.P").
 */
import type { TicketId } from '../election/election.ts';
import type { Docket } from './docket-state.ts';
import type { CallingGroup } from './policy.ts';
import { groupTicket } from './standing.ts';
import type { Condition, Phrase } from './verdict.ts';
import { phrase } from './wording.ts';

export function groupConditions(docket: Docket, ticket: TicketId, id: string): Condition[] {
  return docket.setting.groups.map((group) => {
    const named = groupTicket(docket.ledger, group);
    const words = group.desks.flatMap((desk) => docket.ledger.words.get(desk)?.standing ?? []);
    const met = named === ticket;
    return {
      id: `${id}.${group.letter}`,
      truth: met ? 'true' : 'false',
      since: met ? (docket.groupsSince.get(group.id)?.at ?? null) : null,
      reason: reasonOf(docket, group, named),
      evidence: words.map(({ record }) => record),
      parts: [],
    };
  });
}

function reasonOf({ ledger }: Docket, group: CallingGroup, named: TicketId | null): Phrase {
  const words = group.desks.map((desk) => ledger.words.get(desk));
  if (named !== null) {
    const by = words.flatMap((word) => word?.standing?.by ?? []).join(', ');
    return phrase('group-names', { names: group.id, by, ticket: named });
  }
  const spoken = words.some(
    (word) => word !== undefined && (word.standing !== null || word.takenBack.size > 0),
  );
  return phrase(spoken ? 'group-divided' : 'group-silent', { names: group.id });
}
