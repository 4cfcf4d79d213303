/**
 * A file of test data among the files before the first polls close: (file so far, its next report) → the file with it.
 *
 * A test fills some units with votes and leaves the rest at zero, and only the whole file tells: Minnesota's of 3
 * November 2020 had 6,923 votes in five counties and zeros in eighty-two. What a feed says of one contest at one
 * moment is taken as one file; it assumes that the moment at which it was seen comes with every report.
 */
import type { CountReport } from '../../election/report.ts';
import type { Count, EarlyFile } from '../returns.ts';

/**
 * Votes before the closing from which a file is a test. The villages of New Hampshire that count at midnight have
 * fewer than a hundred voters between them.
 */
const TEST_VOTES = 500;

/** The file that a report before the closing belongs to, with it; null where the report does not say when it was seen. */
export function withReport(
  file: EarlyFile | null,
  { observedAt, unit }: CountReport,
  count: Count,
): EarlyFile | null {
  if (observedAt === null) return null;
  const same = file?.seen === observedAt ? file : null;
  const votes = file?.votes ?? {};
  return {
    seen: observedAt,
    total: (same?.total ?? 0) + count.total,
    rows: [...(same?.rows ?? []), { unit, record: count.record }],
    votes: count.total > 0 ? { ...votes, [unit]: count } : votes,
  };
}

export function isTest(file: EarlyFile | null): boolean {
  return file !== null && file.total >= TEST_VOTES;
}
