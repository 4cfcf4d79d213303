/**
 * A table of counts that a person pastes: (text, contest, election, author, moment) → a draft for each row that fits
 * the election, and every row that does not, with its place and reason.
 */
import type { ContestId } from '../election/election.ts';
import { formatInstant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import type { CountReport } from '../election/report.ts';
import { type Item, Malformed } from './formats/item.ts';
import { openFormat } from './formats/open-format.ts';
import { matchTickets, toReport } from './formats/to-reports.ts';
import { type Desk, enterCount } from './hand-entry.ts';
import { ticketNames } from './ticket-names.ts';

export type HandTable = {
  readonly rows: readonly { readonly place: string; readonly draft: Draft<'count', CountReport> }[];
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
};

/** `contest` holds for rows that name none; null: then a row's unit is its contest. */
export function readHandTable(table: string, contest: ContestId | null, desk: Desk): HandTable {
  const rows: HandTable['rows'][number][] = [];
  const refused: HandTable['refused'][number][] = [];
  const { election, at } = desk;
  const translation = {
    feed: 'hand',
    tickets: election.tickets.map(({ id }) => id),
    ticketOf: matchTickets(ticketNames(election, {}, 'the election')),
    isContest: (id: ContestId) => election.contests.some((one) => one.id === id),
    observedAt: formatInstant(at),
  };
  const take = (item: Item): void => {
    if (item.kind === 'refused') refused.push({ place: item.place, reason: item.reason });
    if (item.kind !== 'count') return;
    const { place } = item;
    const said = toReport(item, 0, translation);
    if ('reason' in said) {
      refused.push({ place, reason: said.reason });
      return;
    }
    const { unit, contest: id, votes, total, expectedShare, reportedAt } = said.value;
    const entry = enterCount(
      {
        unit,
        contest: id,
        votes,
        total,
        expectedShare,
        ...(reportedAt === null ? {} : { countedAt: reportedAt }),
      },
      desk,
    );
    if (entry.kind === 'entered') rows.push({ place, draft: entry.draft });
    else refused.push({ place, reason: entry.reasons.join('; ') });
  };
  try {
    const reading = openFormat('table', { state: contest }, take);
    reading.write(table);
    reading.end();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    refused.push({ place: error.place, reason: error.message });
  }
  if (rows.length + refused.length === 0)
    refused.push({ place: 'the table', reason: 'it has no row of figures' });
  return { rows, refused };
}
