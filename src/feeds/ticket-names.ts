/** What sources call the tickets of an election: its own names of them, and what the configuration adds. */
import type { Election } from '../election/election.ts';
import type { TicketNames } from './formats/to-reports.ts';
import type { FeedsFile } from './read-feeds.ts';

/** Throws where the configuration names a ticket that the election has not. */
export function ticketNames({ tickets }: Election, added: FeedsFile['tickets'], source: string): TicketNames {
  const ids = tickets.map(({ id }) => id);
  const unknown = Object.keys(added).find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new Error(
      `${source}: "${unknown}" under tickets is no ticket of this election; write ${ids.join(' or ')}`,
    );
  return Object.fromEntries(
    tickets.map(({ id, name, party }) => {
      const first = name.split('/')[0]!.trim();
      const own = { names: [name, first, first.split(' ').at(-1)!], parties: [party, id] };
      const { names = [], parties = [] } = added[id] ?? {};
      return [id, { names: [...own.names, ...names], parties: [...own.parties, ...parties] }];
    }),
  );
}
