/**
 * The count as the page shows it: contests in order of the tipping point, who leads, what is outstanding.
 */
import type { DeskReader } from '../desk.ts';
import type { Contest, TicketId } from '../election/election.ts';
import { neededShare } from '../projection/path-to-victory.ts';
import type { ContestProjection } from '../projection/projection.ts';
import type { Language } from '../response/playbook.ts';
import type { ContestStanding, Verdict } from '../verdict/verdict.ts';
import type { CallMark, ContestView } from './wire.ts';
import { wordVerdict } from './wording.ts';

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
  language: Language,
): Count {
  const { election } = reader.context;
  const standings = new Map(verdict.contests.map((one) => [one.contest, one]));
  const projected = new Map(projections.map((one) => [one.contest, one]));
  const rows = election.contests.map((contest) =>
    contestView(reader, contest, standings.get(contest.id), projected.get(contest.id), language),
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

type Row = Omit<ContestView, 'running' | 'tips'> & { readonly order: number };

function contestView(
  reader: DeskReader,
  contest: Contest,
  standing: ContestStanding | undefined,
  projected: ContestProjection | undefined,
  language: Language,
): Row {
  const { state, context } = reader;
  const sum = state.contests[contest.id];
  const counted = sum?.expectedShare ?? null;
  const margin = sum?.margin ?? null;
  const status = statusOf(standing, margin, counted);
  const [first, second] = context.election.tickets;
  return {
    id: contest.id,
    name: context.contestName(contest.id, language),
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
    total: sum?.total ?? 0,
    needed: sum === undefined ? null : neededShare(sum),
    calls: (standing?.calls ?? []).map((call) => callMark(reader, call)),
    chance: projected?.winProbability[second!.id] ?? null,
    low90: projected?.low90 ?? null,
    high90: projected?.high90 ?? null,
    openBecause: standing?.open == null ? null : wordVerdict(standing.open, language, context),
    decisive: standing?.decisive ?? false,
    held: sum?.held ?? 0,
    marks: sum?.marks ?? [],
    updatedAt: sum?.updatedAt ?? null,
    // The projected margin places a contest, so that an early count does not throw it about.
    order: projected?.margin ?? margin ?? 0,
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
  const group = reader.context.groupOf(call.desk);
  return {
    group,
    letter: reader.context.letterOf(group),
    desk: call.desk,
    ticket: call.ticket,
    at: call.at,
    record: call.record,
  };
}

/** From the second ticket's widest margin to the first's, with that ticket's running sum; the one that passes the majority tips. */
function inTippingOrder(rows: readonly Row[], reader: DeskReader): ContestView[] {
  const { election } = reader.context;
  const majority =
    election.rule.kind === 'electoral-college' ? election.rule.majority : Number.POSITIVE_INFINITY;
  const sorted = rows.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  let running = 0;
  return sorted.map(({ order: _order, ...row }) => {
    const before = running;
    running += row.electors;
    return { ...row, running, tips: before < majority && running >= majority };
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
