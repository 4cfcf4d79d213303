/** A what-if as a person puts it together: which contests can be asked about, and what was chosen for them. */
import type { ContestId, TicketId } from '../../../../election/election.ts';
import type { Joint } from '../../../../projection/joint.ts';
import { type Condition, probabilityOf } from '../../../../projection/what-if.ts';
import type { ContestView } from '../../../../server/wire.ts';

/** What was chosen, by contest; a contest that is absent is left to the model. */
export type Choices = Readonly<Record<ContestId, TicketId>>;

/** A contest is in doubt while either side has this chance; rarer turns are asked for by name. */
const IN_DOUBT = 0.005;

/** More rows than this do not fit beside the picture; the least certain are kept. */
const ROWS_AT_MOST = 12;

/** The contests in doubt and those that were chosen, in the order of the tipping point. */
export function askable(contests: readonly ContestView[], choices: Choices): readonly ContestView[] {
  const doubt = ({ chance }: ContestView) => (chance === null ? 0 : Math.min(chance, 1 - chance));
  const least = contests
    .filter((contest) => doubt(contest) >= IN_DOUBT)
    .toSorted((a, b) => doubt(b) - doubt(a))
    .slice(0, ROWS_AT_MOST)
    .map(({ id }) => id);
  return contests.filter(({ id }) => least.includes(id) || choices[id] !== undefined);
}

export function conditionsOf(choices: Choices): readonly Condition[] {
  return Object.entries(choices).map(([contest, ticket]) => ({ contest, ticket }));
}

/** Who has which contest by the calls on record, and by what was chosen. */
export function decidedBy(contests: readonly ContestView[], choices: Choices): Record<ContestId, TicketId> {
  const called = contests.flatMap(({ id, status, ticket }) =>
    status === 'called' && ticket !== null ? [[id, ticket] as const] : [],
  );
  return { ...Object.fromEntries(called), ...choices };
}

/** How likely a ticket takes all of these contests besides, given what was chosen; 0 where that cannot be. */
export function chanceGiven(
  joint: Joint,
  choices: Choices,
  contests: readonly ContestId[],
  ticket: TicketId,
): number {
  const besides = Object.fromEntries(contests.map((contest) => [contest, ticket]));
  const chosen = probabilityOf(joint, conditionsOf(choices));
  return chosen > 0 ? probabilityOf(joint, conditionsOf({ ...choices, ...besides })) / chosen : 0;
}
