/**
 * A report that counts nothing: a row of zeros, or votes from before the closing.
 *
 * (source before, report, the rows before it) → finding and source after. Zeros are the beginning where there are no
 * votes; else they wait to be contradicted, and never count by themselves. It assumes that a source whose count really
 * begins anew stamps that anew: the same zeros with the same stamp are an old file, delivered again.
 */
import { againstLast, isZeroRow } from './faults/against-last.ts';
import type { Unusable } from './faults/unusable.ts';
import { type Arrival, isSame, type Judgement, notedInLine } from './judge-votes.ts';
import type { Count, Effect, Fault, SourceReturns } from './returns.ts';
import { votes } from './words.ts';

/** So many are kept of a source. No unit of 2020 had more than five before its count began. */
const BLANK_KEPT = 8;

export type BlankArrival = Arrival & {
  /** Whether the polls had closed anywhere in the contest, by the report's own word. */
  readonly closed: boolean;
  /** Whether the file that brought it holds test data. */
  readonly test: boolean;
};

export function judgeZero(arrival: BlankArrival): Judgement {
  const { before, source, report, count, rowBefore, ahead, closed, test } = arrival;
  const { standing, zeros } = before;
  const again = cameBefore(before, count);
  const found: Fault[] = test ? ['test_data'] : [];
  if (isZeroRow(before.last ?? rowBefore, count, closed)) found.push('zero_row');
  // The first row of a second delivery follows on nothing.
  const compared = again && runsBack(rowBefore, count) ? [] : againstLast(before.last, count, report, ahead);
  const faults = [...found, ...(again ? (['repeated'] as const) : []), ...compared];
  const is = (effect: Effect, reason: string, after: SourceReturns): Judgement => ({
    finding: { effect, faults, reason },
    source,
    after,
    noted: again && compared.length === 0 ? faults : notedInLine(faults, arrival),
    foreign: null,
  });
  const arrived = withBlank(before, count);
  if (standing === null || standing.count.total === 0)
    return is('accept', '', {
      ...arrived,
      standing: { count, before: null, marks: faults, order: Number.NEGATIVE_INFINITY },
    });
  if (again) return is('refuse', `${report.unit} says again what it said before its count began.`, arrived);
  if (zeros.some((zero) => zero.count.stamp === count.stamp))
    return is('refuse', `The zero row of ${report.unit} came before and waits already.`, arrived);
  const reason = `${report.unit} goes from ${votes(standing.count.total)} to none.`;
  const held = { source, record: count.record, at: count.at, count, faults, reason };
  return is('hold', reason, { ...arrived, zeros: [...zeros, held] });
}

/** Votes from before the closing never count. `known`: whether the unit was heard of; a test alone makes none. */
export function judgeEarly(
  { fault, reason }: Unusable,
  known: boolean,
  { before, source, report, count, ahead, test }: BlankArrival,
): Judgement {
  const faults: Fault[] = [fault];
  if (test) faults.push('test_data');
  if (cameBefore(before, count)) faults.push('repeated');
  faults.push(...againstLast(before.last, count, report, ahead));
  const after = known ? withBlank(before, count) : null;
  return { finding: { effect: 'refuse', faults, reason }, source, after, noted: faults, foreign: null };
}

/** The same row once more, after votes that count. */
function cameBefore({ standing, blank }: SourceReturns, count: Count): boolean {
  return (standing?.count.total ?? 0) > 0 && blank.some((one) => isSame(one, count));
}

function runsBack(rowBefore: Count | null, { stamp }: Count): boolean {
  return stamp !== null && rowBefore !== null && rowBefore.stamp !== null && stamp < rowBefore.stamp;
}

function withBlank(before: SourceReturns, count: Count): SourceReturns {
  const known = count.stamp === null || before.blank.some((one) => isSame(one, count));
  return {
    ...before,
    last: count,
    lastButOne: before.last,
    blank: known ? before.blank : [...before.blank, count].slice(-BLANK_KEPT),
  };
}
