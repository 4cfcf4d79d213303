/**
 * Elections and returns for the tests of the projection: made up from a seed, or read from a recorded night.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Baseline, Contest, ContestId, Election } from '../../src/election/election.ts';
import type { ContestReturns } from '../../src/returns/returns.ts';

/** A contest's returns with a given two-party margin; null stands for "no source says". */
export function returnsOf(
  contest: ContestId,
  margin: number,
  total: number,
  expectedShare: number | null,
): ContestReturns {
  return {
    contest,
    votes: { D: (total * (1 + margin)) / 2, R: (total * (1 - margin)) / 2 },
    total,
    margin: total === 0 ? null : margin,
    expectedShare,
    outstanding:
      expectedShare === null || expectedShare === 0 ? null : Math.max(0, total / expectedShare - total),
    updatedAt: 0,
    held: 0,
    marks: [],
  };
}

export function baselineOf(contest: ContestId, margin: number, total = 1_000_000): Baseline {
  return {
    unit: contest,
    contest,
    total,
    votes: { D: (total * (1 + margin)) / 2, R: (total * (1 - margin)) / 2 },
  };
}

/** States of ten electors each, and the tickets D and R. */
export function madeUpElection(states: readonly ContestId[]): Election {
  const electors = 10 * states.length;
  return {
    id: 'made-up',
    name: 'Made up',
    date: '2024-11-05',
    rule: { kind: 'electoral-college', electors, majority: electors / 2 + 1 },
    tickets: ['D', 'R'].map((id) => ({ id, name: id, party: id })),
    contests: states.map(
      (id): Contest => ({
        id,
        name: id,
        kind: 'state',
        parent: null,
        electors: 10,
        pollsCloseFirst: 0,
        pollsCloseLast: 0,
      }),
    ),
  };
}

export type Night = {
  readonly election: Election;
  readonly baseline: readonly Baseline[];
  /** Final margin of each contest. */
  readonly results: Readonly<Record<ContestId, number>>;
  /** Rows of whole contests without a known fault, whose totals never fall, in feed order. */
  readonly rows: readonly { readonly minute: string; readonly returns: ContestReturns }[];
};

const FOLDER = resolve(import.meta.dirname, '../../../shared/data/nights/2020-us-president');

/** The recorded night of 2020, or null where it is not beside the repository. */
export function recordedNight(): Night | null {
  if (!existsSync(FOLDER)) return null;
  const votes = (row: Row) => ({ D: Number(row['D']), R: Number(row['R']) });
  const ofContests = (file: string) => readRows(file).filter(({ unit, contest }) => unit === contest);
  const highest = new Map<ContestId, number>();
  const rows = ofContests('counts.csv').flatMap((row) => {
    const total = Number(row['total']);
    if (row['fault'] !== '' || total < (highest.get(row['unit']!) ?? 0)) return [];
    highest.set(row['unit']!, total);
    const { D, R } = votes(row);
    const share = row['expected_share'] === '' ? null : Number(row['expected_share']);
    const margin = D + R === 0 ? 0 : (D - R) / (D + R);
    return [
      {
        minute: (row['observed_at'] || row['reported_at']!).slice(0, 16),
        returns: { ...returnsOf(row['unit']!, margin, D + R, share), total },
      },
    ];
  });
  return {
    election: JSON.parse(readFileSync(join(FOLDER, 'election.json'), 'utf8')) as Election,
    baseline: ofContests('baseline.csv').map((row) => ({
      unit: row['unit']!,
      contest: row['contest']!,
      total: row['total'] === '' ? null : Number(row['total']),
      votes: votes(row),
    })),
    results: Object.fromEntries(
      ofContests('results.csv').map((row) => {
        const { D, R } = votes(row);
        return [row['unit']!, (D - R) / (D + R)];
      }),
    ),
    rows,
  };
}

type Row = Readonly<Record<string, string>>;

/** A tiny reader: none of these files quotes a field. */
function readRows(file: string): Row[] {
  const [head, ...lines] = readFileSync(join(FOLDER, file), 'utf8').trim().split(/\r?\n/);
  const names = head!.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, fields[i] ?? '']));
  });
}
