/** A small election, and reports and entries for tests of the returns: short to write, whole to read. */
import type { Election } from '../../src/election/election.ts';
import { formatInstant, MINUTE, parseInstant } from '../../src/election/instant.ts';
import type { Entry } from '../../src/election/record.ts';
import type { CountReport } from '../../src/election/report.ts';
import { applyCount } from '../../src/returns/apply.ts';
import type { Returns } from '../../src/returns/returns.ts';

/** First polls close; minutes of reports count from here. */
export const CLOSE = parseInstant('2024-11-06T00:00:00Z');

const contest = (id: string, kind: 'state' | 'district', parent: string | null) =>
  ({ id, name: id, kind, parent, electors: 3, pollsCloseFirst: CLOSE, pollsCloseLast: CLOSE }) as const;

export const ELECTION: Election = {
  id: 'small',
  name: 'A small election',
  date: '2024-11-05',
  rule: { kind: 'electoral-college', electors: 9, majority: 5 },
  tickets: [
    { id: 'D', name: 'One', party: 'First' },
    { id: 'R', name: 'Two', party: 'Second' },
  ],
  contests: [contest('AA', 'state', null), contest('BB', 'state', null), contest('BB-1', 'district', 'BB')],
};

/** A report of the unit at a minute after the closing: D, R, and the total (their sum and a hundredth more). */
export function report(minute: number, D: number, R: number, change: Partial<CountReport> = {}): CountReport {
  return {
    feed: 'counts',
    position: 1,
    unit: 'AA',
    contest: 'AA',
    reportedAt: formatInstant(CLOSE + minute * MINUTE),
    observedAt: null,
    votes: { D, R },
    total: Math.round((D + R) * 1.01),
    expectedShare: null,
    precision: 'exact',
    ...change,
  };
}

/** Applies reports in order, as records 1, 2, 3 …; returns what became of each at once. */
export function applyAll(returns: Returns, reports: readonly CountReport[], election = ELECTION): string[] {
  return reports.map((data, i) => applyCount(returns, entry(i + 1, data), election).moved);
}

export function entry(seq: number, data: CountReport): Entry<'count', CountReport> {
  return { seq, at: CLOSE + seq * MINUTE, by: 'feed:counts', kind: 'count', data };
}
