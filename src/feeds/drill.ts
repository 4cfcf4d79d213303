/**
 * Trouble put into a rehearsal on purpose: reports in, reports with one known fault out, positions renumbered.
 *
 * It is for practice and is never on by default; whoever asks for it must say so on the page.
 */
import type { Election } from '../election/election.ts';
import { formatInstant, MINUTE, parseInstant } from '../election/instant.ts';
import type { CountReport } from '../election/report.ts';

/**
 * `correction`: the closest contest falls by a tenth and comes back. `frozen-feed`: half an hour without a report.
 * `retraction`: a desk takes back its call of the country and gives it again. `slip`: a call comes for the wrong ticket
 * and is put right. `outage`: an hour in which nothing arrives. `absent-approver`: one approver is not there.
 */
export const DRILLS = [
  'correction',
  'frozen-feed',
  'retraction',
  'slip',
  'outage',
  'absent-approver',
] as const;

export type Drill = (typeof DRILLS)[number];

type CountDrill = 'correction' | 'frozen-feed';

/** Whether the trouble is in the count. */
export function isOfCount(drill: Drill | undefined): drill is CountDrill {
  return drill === 'correction' || drill === 'frozen-feed';
}

/** Long enough that the feed counts as frozen whatever its rhythm was (see `health.ts`). */
const SILENCE = 30 * MINUTE;

/** Puts one drill into reports that are in order of time. */
export function withDrill(
  reports: readonly CountReport[],
  drill: CountDrill,
  election: Election,
): CountReport[] {
  const changed = drill === 'correction' ? withCorrection(reports, election) : withSilence(reports);
  return changed.map((report, i) => ({ ...report, position: i + 1 }));
}

/** Half-way through its count the contest with the closest end loses a tenth of its votes until its next report. */
function withCorrection(reports: readonly CountReport[], election: Election): CountReport[] {
  const closest = closestContest(reports, election);
  const index = reports.findIndex(
    ({ contest, expectedShare }) => contest === closest && expectedShare! >= 0.5,
  );
  if (index < 0) return [...reports];
  const right = reports[index]!;
  const next = reports.findIndex(({ contest }, i) => i > index && contest === closest);
  const lost = (votes: number): number => Math.round(votes * 0.9);
  const at = Math.ceil((stampOf(right) + stampOf(reports[next] ?? right)) / 2);
  const wrong: CountReport = {
    ...right,
    reportedAt: formatInstant(at),
    votes: Object.fromEntries(Object.entries(right.votes).map(([id, votes]) => [id, lost(votes!)])),
    total: lost(right.total!),
    expectedShare: right.expectedShare! * 0.9,
  };
  return [...reports, wrong].sort((a, b) => stampOf(a) - stampOf(b));
}

/** From the middle of the night's reports on nothing comes; then all that was missed comes at once, with its stamps. */
function withSilence(reports: readonly CountReport[]): CountReport[] {
  const middle = reports[Math.floor(reports.length / 2)];
  if (middle === undefined) return [];
  const from = stampOf(middle);
  const missed = (report: CountReport): boolean => stampOf(report) > from && stampOf(report) < from + SILENCE;
  const late = formatInstant(from + SILENCE);
  return reports.map((report) => (missed(report) ? { ...report, observedAt: late } : report));
}

function closestContest(reports: readonly CountReport[], { tickets }: Election): string | null {
  const margins = new Map<string, number>();
  for (const { contest, votes } of reports) {
    const [first, second] = [votes[tickets[0]!.id]!, votes[tickets[1]!.id]!];
    margins.set(contest, Math.abs(first - second) / (first + second));
  }
  return [...margins].sort(([, a], [, b]) => a - b)[0]?.[0] ?? null;
}

function stampOf({ reportedAt }: CountReport): number {
  return parseInstant(reportedAt!);
}
