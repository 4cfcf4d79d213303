/**
 * A report with votes among those of its source: known already, too late, or folded in at its place.
 *
 * (source before, report, surroundings) → finding and source after. It assumes that a source stamps its counts in the
 * order in which it makes them; where stamp and moment of sight contradict each other, sight decides.
 */
import { formatInstant, type Instant } from '../election/instant.ts';
import type { CountReport } from '../election/report.ts';
import { sameFigures } from './falls.ts';
import { againstLast } from './faults/against-last.ts';
import { looksForeign, wasForeign } from './faults/second-feed.ts';
import type { Count, Effect, Fault, Finding, Said, SourceId, SourceReturns } from './returns.ts';
import { appendSaid, foldSaid, placeOf, type Surroundings, trimSaid } from './source-fold.ts';

/** A finding, and what it makes of the report's source. */
export type Judgement = {
  readonly finding: Finding;
  readonly source: SourceId;
  /** The source after the report; null where the report belongs to no unit. */
  readonly after: SourceReturns | null;
  /** What the report shows against the one before it in its feed, without what only the count that stands gives it. */
  readonly noted: readonly Fault[];
  /** The report before, where this one shows it to be another supplier's. */
  readonly foreign: number | null;
};

export type Arrival = {
  readonly before: SourceReturns;
  readonly source: SourceId;
  readonly report: CountReport;
  readonly count: Count;
  /** The row before it in its feed, whoever supplied that. */
  readonly rowBefore: Count | null;
  /** Whether its stamp lies after the moment at which it was seen. */
  readonly ahead: boolean;
};

export type VotesArrival = Arrival & {
  readonly order: Instant;
  /** It came as another supplier's within its feed. */
  readonly another: boolean;
  /** Whether the unit's suppliers within the feed are kept apart already, so that figures need tell nothing. */
  readonly apart: boolean;
  /** Whether its stamp is what puts the feed's line out of order. */
  readonly runsBack: boolean;
};

/** Judges a report with votes, and says what its source is after it. */
export function judgeVotes(arrival: VotesArrival, surroundings: Surroundings): Judgement {
  const { before, source, report, count, order, another, apart, rowBefore, runsBack, ahead } = arrival;
  const noted = againstLast(before.last, count, report, ahead);
  // After another's row it is said anew, not twice.
  if (apart && rowBefore?.record !== before.last?.record) drop(noted, 'repeated');
  const foreign = apart ? null : foreignBefore(before, count);
  // Where the report before was another's, this one is back in the line.
  if (another || (!apart && foreign === null && looksForeign(before.last, count))) noted.push('second_feed');
  if (another && runsBack) noted.push('out_of_order');
  const arrived: SourceReturns = {
    ...before,
    zeros: [],
    last: count,
    lastButOne: before.last,
    foreign: noted.includes('second_feed') ? count.record : (foreign ?? before.foreign),
    reports: before.reports + 1,
  };
  const is = (finding: Finding, after: SourceReturns): Judgement => ({
    finding,
    source,
    after,
    noted: notedInLine(noted, arrival),
    foreign,
  });
  const known = before.said.find(({ count: one }) => isSame(one, count));
  if (known !== undefined && !returnsTo(before, known, order)) {
    const twice = before.last !== null && isSame(before.last, count);
    if (!twice && !(before.lastButOne !== null && isSame(before.lastButOne, count))) noted.push('repeated');
    const after = twice ? { ...before, zeros: [] } : arrived;
    return { ...is(again(report, known, before, noted), after), foreign: twice ? null : foreign };
  }
  if (before.base !== null && order < before.base.order) return is(tooLate(report, before), arrived);
  const place = placeOf(before.said, order);
  const late = place < before.said.length;
  const one: Said = {
    count,
    order,
    noted,
    late,
    decided: null,
    moved: 'accepted',
    faults: noted,
    reason: '',
  };
  const folded = late
    ? foldSaid(before.base, before.said.toSpliced(place, 0, one), surroundings)
    : appendSaid(withVotes(before), one, surroundings);
  const { moved, faults, reason } = folded.said[place]!;
  const stands = folded.standing?.count === count;
  const said =
    late && stands ? folded.said.with(place, { ...folded.said[place]!, late: false }) : folded.said;
  const kept = trimSaid({ base: before.base, standing: folded.standing, said }, surroundings);
  const after = { ...arrived, ...kept, standing: kept.standing ?? before.standing };
  if (late && !stands) return is(tooLate(report, before), after);
  return is({ effect: EFFECT[moved], faults, reason }, after);
}

/**
 * What a report shows against its own source's last, and against the row before it where that was another's: falls
 * between two suppliers are seen in the feed's line and are no corrections, so they stand beside the report only.
 */
export function notedInLine(
  noted: readonly Fault[],
  { before, rowBefore, count, report, ahead }: Arrival,
): readonly Fault[] {
  if (rowBefore === null || rowBefore.record === before.last?.record) return noted;
  return [...new Set([...noted, ...againstLast(rowBefore, count, report, ahead)])];
}

function drop(noted: Fault[], fault: Fault): void {
  const place = noted.indexOf(fault);
  if (place >= 0) noted.splice(place, 1);
}

/** The record before, where this report shows it to be another supplier's; where the one before that was, it returned. */
function foreignBefore({ last, lastButOne, foreign }: SourceReturns, count: Count): number | null {
  if (lastButOne !== null && lastButOne.record === foreign) return null;
  return wasForeign(lastButOne, last, count) ? last!.record : null;
}

/** The same report once more, by its own stamp. Without one it may have been made anew. */
export function isSame(one: Count, other: Count): boolean {
  return other.stamp !== null && one.stamp === other.stamp && sameFigures(one, other);
}

/** Whether the source, having said something else of the same moment, comes back to what it said before. */
function returnsTo({ said }: SourceReturns, known: Said, order: Instant): boolean {
  const newest = said.at(-1)!;
  return known.moved === 'accepted' && known !== newest && order >= newest.order;
}

/** What arrives a second time changes nothing, and is no word on what came in between. */
function again(
  { unit }: CountReport,
  known: Said,
  { standing }: SourceReturns,
  faults: readonly Fault[],
): Finding {
  if (known.count === standing?.count)
    return { effect: 'accept', faults, reason: `${unit} says again what stands.` };
  const reason =
    known.moved === 'held'
      ? `The report of ${unit} came before and waits already.`
      : `${unit} says again what it said before.`;
  return { effect: 'refuse', faults, reason };
}

const EFFECT: Readonly<Record<Said['moved'], Effect>> = {
  accepted: 'accept',
  held: 'hold',
  refused: 'refuse',
};

/** Rows of zeros stand only until there are votes. */
function withVotes({ said, standing }: SourceReturns): Pick<SourceReturns, 'said' | 'standing'> {
  return { said, standing: standing !== null && standing.count.total > 0 ? standing : null };
}

function tooLate({ unit, reportedAt }: CountReport, { standing }: SourceReturns): Finding {
  const stands = standing?.count.stamp ?? null;
  const before = stands === null ? 'a newer count' : `the count of ${formatInstant(stands)}`;
  const reason = `${unit} is stamped ${reportedAt ?? 'earlier'}, before ${before}, which stands.`;
  return { effect: 'refuse', faults: ['out_of_order'], reason };
}
