import { beforeAll, describe, expect, it } from 'vitest';
import type { Baseline } from '../../src/election/election.ts';
import { HOUR, parseInstant } from '../../src/election/instant.ts';
import type { CountReport } from '../../src/election/report.ts';
import { withDrill } from '../../src/feeds/drill.ts';
import type { Night } from '../../src/feeds/night/night.ts';
import { readNight, readResults } from '../../src/feeds/night/read-night.ts';
import { reconstructCounts } from '../../src/feeds/reconstruction.ts';

const FOLDER = 'nights/2024-us-president';

let night: Night;
let results: readonly Baseline[];
let reports: CountReport[];
let byContest: Map<string, CountReport[]>;

async function countsOf(source: Night): Promise<CountReport[]> {
  const drafts = await Array.fromAsync(source.deliveries());
  return drafts.flatMap(({ draft }) => (draft.kind === 'count' ? [draft.data as CountReport] : []));
}

const stamp = ({ reportedAt }: CountReport): number => parseInstant(reportedAt!);
const marginOf = ({ D, R }: Readonly<Record<string, number | null>>): number => (D! - R!) / (D! + R!);

beforeAll(async () => {
  night = await readNight(FOLDER);
  results = await readResults(FOLDER);
  reports = await countsOf(night);
  byContest = Map.groupBy(reports, ({ contest }) => contest);
});

describe('the reconstructed night of 2024', () => {
  it('says of itself that its count is a reconstruction', () => {
    expect(night.reconstructed).toBe(true);
  });

  it('ends exactly on the certified figures, complete, within three days of the first closing', () => {
    expect(byContest.size).toBe(56);
    const first = Math.min(...night.election.contests.map(({ pollsCloseFirst }) => pollsCloseFirst));
    for (const { unit, total, votes } of results) {
      const last = byContest.get(unit)!.at(-1)!;
      expect(last).toMatchObject({ unit, contest: unit, votes, expectedShare: 1, precision: 'exact' });
      expect(last.total).toBe(total ?? votes['D']! + votes['R']!);
      expect(stamp(last)).toBeLessThanOrEqual(first + 72 * HOUR);
    }
  });

  it('begins in no contest before its last polls close', () => {
    for (const { id, pollsCloseLast } of night.election.contests)
      expect(stamp(byContest.get(id)![0]!)).toBeGreaterThan(pollsCloseLast);
  });

  it('only rises, in every ticket, in the total and in the share', () => {
    for (const path of byContest.values()) {
      path.slice(1).forEach((report, i) => {
        const before = path[i]!;
        expect(report.total!).toBeGreaterThan(before.total!);
        expect(report.votes['D']!).toBeGreaterThanOrEqual(before.votes['D']!);
        expect(report.votes['R']!).toBeGreaterThanOrEqual(before.votes['R']!);
        expect(report.expectedShare!).toBeGreaterThanOrEqual(before.expectedShare!);
        expect(report.votes['D']! + report.votes['R']!).toBeLessThanOrEqual(report.total!);
      });
    }
  });

  it('says everywhere how much is counted of what will be counted, to a thousandth and never too much', () => {
    const finals = new Map(
      results.map(({ unit, total, votes }) => [unit, total ?? votes['D']! + votes['R']!]),
    );
    for (const { contest, total, expectedShare } of reports) {
      const share = total! / finals.get(contest)!;
      expect(expectedShare!).toBeLessThanOrEqual(share);
      expect(share - expectedShare!).toBeLessThan(0.001 + 1e-9);
    }
  });

  it('has the right lead from 95 % on, and none within half a point that does not end there', () => {
    const finals = new Map(results.map(({ unit, votes }) => [unit, marginOf(votes)]));
    const late = reports.filter(({ expectedShare }) => expectedShare! >= 0.95);
    expect(late.length).toBeGreaterThan(500);
    for (const { contest, votes } of late) {
      const margin = marginOf(votes);
      expect(Math.sign(margin)).toBe(Math.sign(finals.get(contest)!));
      if (Math.abs(finals.get(contest)!) >= 0.005) expect(Math.abs(margin)).toBeGreaterThanOrEqual(0.005);
    }
  });

  it('looks like a night: most reports in its first eight hours, the widest early leads elsewhere than the last', () => {
    expect(reports.length).toBeGreaterThan(2500);
    expect(reports.length).toBeLessThan(4000);
    const early = reports.filter((report) => stamp(report) < night.from + 9 * HOUR);
    expect(early.length / reports.length).toBeGreaterThan(0.6);
    const turned = [...byContest.values()].filter(
      (path) => Math.sign(marginOf(path[0]!.votes)) !== Math.sign(marginOf(path.at(-1)!.votes)),
    );
    expect(turned.length).toBeGreaterThanOrEqual(3);
    const california = byContest.get('CA')!;
    expect(stamp(california.at(-1)!) - stamp(california[0]!)).toBeGreaterThan(48 * HOUR);
  });

  it('is the same every time', async () => {
    expect(await countsOf(await readNight(FOLDER))).toEqual(reports);
  });

  it('counts no contest whose result is not known', () => {
    const two = results.filter(({ unit }) => ['VT', 'WY'].includes(unit));
    const some = reconstructCounts({ election: night.election, results: two, habits: {} });
    expect(new Set(some.map(({ contest }) => contest))).toEqual(new Set(['VT', 'WY']));
    expect(some.map(({ position }) => position)).toEqual(some.map((_, i) => i + 1));
  });
});

describe('a drill', () => {
  it('takes a tenth of the votes of the closest contest away until its next report', () => {
    const drilled = withDrill(reports, 'correction', night.election);
    expect(drilled).toHaveLength(reports.length + 1);
    const path = drilled.filter(({ contest }) => contest === 'WI');
    const falls = path.flatMap((report, i) => (i > 0 && report.total! < path[i - 1]!.total! ? [i] : []));
    expect(falls).toHaveLength(1);
    const [at] = falls as [number];
    expect(path[at]!.total! / path[at - 1]!.total!).toBeCloseTo(0.9, 3);
    expect(path[at + 1]!.total!).toBeGreaterThan(path[at - 1]!.total!);
    expect(drilled.map(({ position }) => position)).toEqual(drilled.map((_, i) => i + 1));
  });

  it('silences the feed for half an hour and then delivers what was missed, with its own stamps', async () => {
    const deliveries = await Array.fromAsync(
      (await readNight(FOLDER, { drill: 'frozen-feed' })).deliveries(),
    );
    const counts = deliveries.filter(({ draft }) => draft.kind === 'count');
    const firstNight = counts.filter(({ at }) => at < night.from + 9 * HOUR);
    const gaps = firstNight.slice(1).map(({ at }, i) => at - firstNight[i]!.at);
    expect(Math.max(...gaps)).toBeGreaterThan(0.45 * HOUR);
    expect(counts.map(({ draft }) => (draft.data as CountReport).reportedAt)).toEqual(
      reports.map(({ reportedAt }) => reportedAt),
    );
  });

  it('is not put into counts that were really recorded', async () => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const { writeNight } = await import('./small-night.ts');
    const folder = await mkdtemp('/tmp/night-');
    await writeNight(folder, {});
    await expect(readNight(folder, { drill: 'correction' })).rejects.toThrow('invalid drill "correction"');
    await rm(folder, { recursive: true });
  });
});
