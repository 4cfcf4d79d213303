/**
 * What a report shows against the one before it from the same source: (last report, report) → faults.
 *
 * Marks, never a reason to hold: what a report may do to the count that stands is decided in `source-fold.ts`.
 */
import type { Instant } from '../../election/instant.ts';
import type { CountReport } from '../../election/report.ts';
import { fallenTickets, sameFigures, splitChanged } from '../falls.ts';
import type { Count, Fault } from '../returns.ts';

/** Faults in the order in which the desk shows them; `ahead` where the report's stamp lies after it was seen. */
export function againstLast(last: Count | null, count: Count, report: CountReport, ahead: boolean): Fault[] {
  const faults: Fault[] = [];
  if (last !== null) {
    if (count.total < last.total) faults.push('falling');
    if (fallenTickets(last, count).length > 0) faults.push('ticket_falling');
    if (splitChanged(last, count)) faults.push('split_changed');
    if (isRepeated(last, count)) faults.push('repeated');
  }
  faults.push(...shareFaults(last, report));
  if (ahead) faults.push('out_of_order');
  for (const doubt of report.doubts ?? []) if (doubt !== 'test_data') faults.push(doubt);
  for (const doubt of report.confirmed ?? []) if (!faults.includes(doubt)) faults.push(doubt);
  return faults;
}

/**
 * A row of zeros after there were votes; or where there were none, once the polls close, unless precincts are in that
 * simply had none yet. Before the closing every feed gives zeros, and they are right.
 */
export function isZeroRow(last: Count | null, { expectedShare }: Count, closed: boolean): boolean {
  return (last?.total ?? 0) > 0 || (closed && (expectedShare ?? 0) === 0);
}

/** The same stamp and the same figures. A source without stamps that says the same again has seen it again. */
function isRepeated(last: Count, count: Count): boolean {
  return last.stamp !== null && last.stamp === count.stamp && sameFigures(last, count);
}

/** What is odd about the share counted; it moves no votes, so it never holds a report. */
function shareFaults(last: Count | null, { expectedShare: share, total }: CountReport): Fault[] {
  if (share === null) return [];
  if (share === 0) return total === 0 ? [] : ['expected_zero'];
  if (share > 1) return ['above_expected'];
  return last?.expectedShare != null && share < last.expectedShare ? ['expected_falling'] : [];
}

/** Clocks differ by seconds; a count stamped a minute after it was seen has a stamp that is wrong. */
const CLOCKS_DIFFER = 60_000;

/** Whether the stamp lies after the moment at which the report was seen. */
export function runsAhead(stamp: Instant | null, seen: Instant | null): boolean {
  return stamp !== null && seen !== null && stamp > seen + CLOCKS_DIFFER;
}
