/**
 * The count as the page shows it: contests in order of the tipping point, who leads, what is outstanding.
 */
import type { DeskReader } from '../desk.ts';
import type { Contest, TicketId } from '../election/election.ts';
import { groupOf } from '../fold/context.ts';
import { neededShare } from '../projection/path-to-victory.ts';
import type { ContestProjection } from '../projection/projection.ts';
import { tippingOrder } from '../projection/tipping-point.ts';
import type { ContestReturns } from '../returns/returns.ts';
import type { ContestStanding, Verdict } from '../verdict/verdict.ts';
import { isCorrection } from './view-feeds.ts';
import type { CallMark, ContestView } from './wire.ts';
import type { Wording } from './wording.ts';

/** Below this share of the expected vote a lead says little and none is shown (an uncalled state then stays open). */
const LEAD_SHOWN_FROM = 0.7;

export type Count = {
  readonly contests: readonly ContestView[];
  readonly called: Record<TicketId, number>;
  readonly leading: Record<TicketId, number>;
  readonly openElectors: number;
};

export function countView(
  reader: DeskReader,
  verdict: Verdict,
  projections: readonly ContestProjection[],
  words: Wording,
): Count {
  const { election } = reader.context;
  const standings = new Map(verdict.contests.map((one) => [one.contest, one]));
  const projected = new Map(projections.map((one) => [one.contest, one]));
  const rows = election.contests.map((contest) =>
    contestView(reader, contest, standings.get(contest.id), projected.get(contest.id), words),
  );
  const contests = inTippingOrder(rows, reader);
  return {
    contests,
    ...totals(
      contests,
      election.tickets.map(({ id }) => id),
    ),
  };
}

type Row = Omit<ContestView, 'running' | 'tips'> & { readonly likely: number | null };

function contestView(
  reader: DeskReader,
  contest: Contest,
  standing: ContestStanding | undefined,
  projected: ContestProjection | undefined,
  words: Wording,
): Row {
  const { state, context } = reader;
  const sum = state.contests[contest.id];
  const counted = sum?.expectedShare ?? null;
  const margin = sum?.margin ?? null;
  const status = statusOf(standing, margin, counted);
  const [first, second] = context.election.tickets;
  return {
    id: contest.id,
    name: words.contest(contest.id),
    electors: contest.electors,
    parent: contest.parent,
    status,
    ticket:
      status === 'called'
        ? standing!.ticket
        : status === 'leading'
          ? margin! > 0
            ? first!.id
            : second!.id
          : null,
    margin,
    counted,
    outstanding: sum?.outstanding ?? null,
    outstandingRange: sum?.outstandingRange ?? null,
    estimateExhausted: sum?.estimateExhausted ?? false,
    total: sum?.total ?? 0,
    needed: sum === undefined ? null : neededOf(sum),
    calls: (standing?.calls ?? []).map((call) => callMark(reader, call)),
    chance: projected?.winProbability[second!.id] ?? null,
    projecting: reader.state.projecting[contest.id] ?? null,
    low90: projected?.low90 ?? null,
    high90: projected?.high90 ?? null,
    openBecause: standing?.open == null ? null : words.phrase(standing.open),
    decisive: standing?.decisive ?? false,
    held: sum?.held ?? 0,
    marks: sum?.marks ?? [],
    corrected: isCorrection(sum?.marks ?? []),
    sources: sum?.sources ?? [],
    others: sum?.others ?? [],
    updatedAt: sum?.updatedAt ?? null,
    likely: projected?.margin ?? margin,
  };
}

function statusOf(
  standing: ContestStanding | undefined,
  margin: number | null,
  counted: number | null,
): ContestView['status'] {
  if (standing !== undefined && standing.ticket !== null) return 'called';
  return margin !== null && margin !== 0 && (counted ?? 0) >= LEAD_SHOWN_FROM ? 'leading' : 'open';
}

function callMark(reader: DeskReader, call: ContestStanding['calls'][number]): CallMark {
  const group = groupOf(reader.context, call.desk);
  return {
    group: group?.id ?? call.desk,
    letter: group?.letter ?? '?',
    desk: call.desk,
    ticket: call.ticket,
    at: call.at,
    record: call.record,
  };
}

function neededOf(sum: ContestReturns): ContestView['needed'] {
  const needed = neededShare(sum);
  return needed === null ? null : { ticket: needed.ticket, share: needed.share };
}

/** In order of the tipping point; projected margins place a contest, so that an early count does not throw it about. */
function inTippingOrder(rows: readonly Row[], reader: DeskReader): ContestView[] {
  const { election } = reader.context;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const margins = Object.fromEntries(rows.map(({ id, likely }) => [id, likely]));
  // Where votes decide alone no contest carries a majority.
  if (election.rule.kind !== 'electoral-college')
    return rows
      .toSorted((a, b) => (a.likely ?? 0) - (b.likely ?? 0))
      .map(({ likely: _likely, ...row }) => ({ ...row, running: 0, tips: false }));
  return tippingOrder(election, margins).rows.map(({ contest, running, tips }) => {
    const { likely: _likely, ...row } = byId.get(contest)!;
    return { ...row, running, tips };
  });
}

function totals(contests: readonly ContestView[], tickets: readonly TicketId[]): Omit<Count, 'contests'> {
  const called = Object.fromEntries(tickets.map((id) => [id, 0]));
  const leading = Object.fromEntries(tickets.map((id) => [id, 0]));
  let openElectors = 0;
  for (const { status, ticket, electors } of contests) {
    if (status === 'called') called[ticket!] = (called[ticket!] ?? 0) + electors;
    else if (status === 'leading') leading[ticket!] = (leading[ticket!] ?? 0) + electors;
    else openElectors += electors;
  }
  return { called, leading, openElectors };
}
