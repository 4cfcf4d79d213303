/** A count as the feed `counts` brings it: half of what is expected, unless a test says otherwise. */
import { formatInstant, type Instant } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import type { CountReport } from '../../src/election/report.ts';

export function countDraft(
  contest: string,
  at: Instant,
  part: Partial<CountReport> = {},
): Draft<'count', CountReport> {
  return {
    at,
    by: 'feed:counts',
    kind: 'count',
    data: {
      feed: 'counts',
      position: 1,
      unit: contest,
      contest,
      reportedAt: formatInstant(at),
      observedAt: null,
      votes: { D: 40_000, R: 50_000 },
      total: 100_000,
      expectedShare: 0.5,
      precision: 'exact',
      ...part,
    },
  };
}
