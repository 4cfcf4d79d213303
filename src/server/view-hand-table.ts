/**
 * What would become of a table that a person pastes, row by row: (state, table, person, moment) → accepted, held or
 * refused, with every fault. Nothing is recorded; `counts` in commands.ts enters the same table.
 */
import { z } from 'zod';
import type { DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import { readHandTable } from '../feeds/hand-table.ts';
import { doubtsByHand } from '../returns/by-hand.ts';
import { checkReport, unitOf } from '../returns/check.ts';
import type { HandTablePreview } from './wire-feeds.ts';

/** Some hundred units; a whole country's table comes as a file through a feed. */
export const TABLE_AT_MOST = 20_000;

const ASKED = z.strictObject({
  table: z.string().max(TABLE_AT_MOST, 'the table is too long; bring it as a file through a feed'),
  contest: z.string().min(1).max(64).nullable(),
});

/** Null where the request is not one. */
export function handTablePreview(
  { state, context }: DeskReader,
  asked: unknown,
  { person, now }: { readonly person: string; readonly now: Instant },
): HandTablePreview | null {
  const parsed = ASKED.safeParse(asked);
  if (!parsed.success) return null;
  const { table, contest } = parsed.data;
  const { election, baseline } = context;
  const { rows, refused } = readHandTable(table, contest, { election, person, at: now });
  return {
    rows: rows.map(({ place, draft: { data } }) => {
      const { effect, faults } = checkReport(state.returns, data, election, baseline);
      const { unit, contest: id, votes, total, expectedShare } = data;
      const stands = unitOf(state.returns, unit)?.count?.total ?? null;
      const doubts = doubtsByHand(state.returns, data, election, baseline);
      return { place, unit, contest: id, votes, total, expectedShare, stands, effect, faults, doubts };
    }),
    refused,
  };
}
