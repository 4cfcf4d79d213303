/**
 * Who will be first, and who among the first two, where no electors are awarded: plurality, and two rounds.
 *
 * Counts of all tickets in, one row a ticket out. What is still out is expected to vote as what is counted, give or
 * take; shares err as those of a Dirichlet distribution with heavier tails: then the ranks are those of independent
 * values with variances in proportion to the shares. It breaks where tickets have strongholds that count late.
 */
import type { Baseline, Election, TicketId } from '../election/election.ts';
import { finite } from '../numeric/finite.ts';
import { normalQuantile } from '../numeric/normal.ts';
import { studentT4Cdf, studentT4Nodes } from '../numeric/student-t4.ts';
import type { ContestReturns } from '../returns/returns.ts';
import type { ElectorProjection, TicketShare } from './projection.ts';
import type { ProjectionSettings } from './settings.ts';
import { TAIL_SCALE } from './shared-errors.ts';

/** Nodes of one ticket's error: a twentieth of its scale apart in the middle. */
const NODES = studentT4Nodes(161);

const REACH = normalQuantile(0.95);

/** Shares of all tickets over what tickets get together; `threshold` wins outright, a half where nothing else is said. */
export function projectShares(
  { tickets, rule }: Election,
  baseline: readonly Baseline[],
  contests: readonly ContestReturns[],
  settings: ProjectionSettings,
): TicketShare[] {
  const votes = tickets.map(({ id }) =>
    contests.reduce((sum, one) => sum + Math.max(0, finite(one.votes[id] ?? 0, `votes of ${id}`)), 0),
  );
  const counted = votes.reduce((sum, more) => sum + more, 0);
  const before = tickets.map(({ id }) => baseline.reduce((sum, row) => sum + (row.votes[id] ?? 0), 0));
  const start = counted > 0 ? votes : before.some((one) => one > 0) ? before : tickets.map(() => 1);
  const all = start.reduce((sum, more) => sum + more, 0);
  const shares = start.map((one) => one / all);
  const spread =
    counted > 0 ? spreadOf(outstanding(contests, baseline, settings), settings) : settings.blankSpread;
  const threshold = rule.kind === 'two-round' ? rule.threshold : 0.5;
  const deviations = shares.map((share) => spread * Math.sqrt(share));
  return tickets.map(({ id }, i): TicketShare => {
    const own = spread * Math.sqrt(shares[i]! * (1 - shares[i]!));
    const rank = rankOf(shares, deviations, i);
    return {
      ticket: id,
      share: shares[i]!,
      low90: Math.max(0, shares[i]! - REACH * own),
      high90: Math.min(1, shares[i]! + REACH * own),
      first: rank.first,
      firstTwo: rank.firstTwo,
      outright:
        own === 0
          ? Number(shares[i]! > threshold)
          : studentT4Cdf((shares[i]! - threshold) / (TAIL_SCALE * own)),
    };
  });
}

/** Share of the expected vote still out, not below the error of the share itself. */
function outstanding(
  contests: readonly ContestReturns[],
  baseline: readonly Baseline[],
  settings: ProjectionSettings,
): number {
  let counted = 0;
  let expected = 0;
  let stated = true;
  for (const { contest, total, expectedShare } of contests) {
    const before = baseline.find((row) => row.unit === contest)?.total ?? 0;
    const isStated = expectedShare !== null && expectedShare > 0;
    stated &&= isStated;
    counted += total;
    expected += isStated ? total / expectedShare : Math.max(total / (1 - settings.guessedShareError), before);
  }
  const out = expected === 0 ? 1 : Math.max(0, 1 - finite(counted / expected, 'share counted'));
  return stated && out === 0
    ? 0
    : Math.hypot(out, stated ? settings.statedShareError : settings.guessedShareError);
}

/** Spread of a margin between two equal tickets: the order of counting and a whole contest's own noise. */
function spreadOf(out: number, { swing, completeSpread }: ProjectionSettings): number {
  const order = Math.hypot(swing.common.at(-1)!, swing.region.at(-1)!, swing.state.at(-1)!);
  return Math.hypot(out * order, out * swing.noise * swing.wholeNoise, completeSpread);
}

/** How likely a ticket is first, and among the first two: the others' ranks integrated over its own error. */
function rankOf(shares: readonly number[], deviations: readonly number[], i: number) {
  let first = 0;
  let firstTwo = 0;
  NODES.points.forEach((point, node) => {
    const own = shares[i]! + TAIL_SCALE * deviations[i]! * point;
    let none = 1;
    let one = 0;
    shares.forEach((share, j) => {
      if (j === i) return;
      const below =
        deviations[j] === 0
          ? Number(share < own)
          : studentT4Cdf((own - share) / (TAIL_SCALE * deviations[j]!));
      one = one * below + none * (1 - below);
      none *= below;
    });
    first += NODES.weights[node]! * none;
    firstTwo += NODES.weights[node]! * (none + one);
  });
  return { first, firstTwo };
}

/** The office as a single elector: what a majority is where votes decide alone. `tie` is "no majority in this round". */
export function asElectors(
  shares: readonly TicketShare[],
  kind: 'plurality' | 'two-round',
): ElectorProjection {
  const chance = (row: TicketShare) => (kind === 'plurality' ? row.first : row.outright);
  const sum = shares.reduce((all, row) => all + chance(row), 0);
  const part = kind === 'plurality' ? sum : Math.max(1, sum);
  const byTicket = (value: (row: TicketShare) => number): Record<TicketId, number> =>
    Object.fromEntries(shares.map((row) => [row.ticket, value(row)]));
  const win = byTicket((row) => finite(chance(row) / part, `chance of ${row.ticket}`));
  const certain = shares.map((row) => win[row.ticket]!);
  return {
    mean: win,
    low90: byTicket((row) => (win[row.ticket]! > 0.95 ? 1 : 0)),
    high90: byTicket((row) => (win[row.ticket]! > 0.05 ? 1 : 0)),
    winProbability: { ...win, tie: Math.max(0, 1 - certain.reduce((all, one) => all + one, 0)) },
    distribution: [1 - certain[0]!, certain[0]!],
  };
}
