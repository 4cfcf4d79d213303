/**
 * Reads a desk's `expected.yaml`: the margins that it expects before the count, with their covariance, in points.
 *
 * (text, name of the file, election) → expectation, or an error that names every fault by line and column.
 */
import { z } from 'zod';
import type { Election } from '../election/election.ts';
import { type Fault, readYaml } from '../election/read-yaml.ts';
import { inverseOf } from '../numeric/positive-definite.ts';
import { contestFaults } from './contest-faults.ts';
import type { ExpectedMargins } from './expected.ts';

const EXPECTED = z.strictObject({
  /** Where the figures come from; at least one. */
  sources: z.array(z.string().min(1, 'name a source')).min(1, 'name at least one source'),
  contests: z
    .array(
      z.strictObject({
        contest: z.string(),
        /** First ticket minus second over both, points. */
        margin: z
          .number()
          .min(-100, 'write points from -100 to 100')
          .max(100, 'write points from -100 to 100'),
        /** Standard deviation, points. */
        spread: z.number().positive('write points above 0').max(100, 'write points up to 100'),
      }),
    )
    .min(1, 'name at least one contest'),
  /** Between any two contests; `correlations` says it for each pair instead. Neither: as in past swings. */
  correlation: z.number().min(0, 'write 0 to 0.99').max(0.99, 'write 0 to 0.99').optional(),
  /** Row i: correlation of contest i + 1 with the ones before it. */
  correlations: z
    .array(
      z.array(z.number().gt(-1, 'write a number between -1 and 1').lt(1, 'write a number between -1 and 1')),
    )
    .optional(),
});

type Written = z.output<typeof EXPECTED>;

export function readExpected(text: string, source: string, election: Election): ExpectedMargins {
  const written = readYaml(text, source, EXPECTED, (value) => faultsOf(value, election));
  return {
    contests: written.contests.map(({ contest }) => contest),
    margins: written.contests.map(({ margin }) => margin / 100),
    spreads: written.contests.map(({ spread }) => spread / 100),
    correlations: correlationsOf(written),
    sources: written.sources,
  };
}

function faultsOf(written: Written, election: Election): Fault[] {
  const { contests, correlation, correlations } = written;
  const unnamed = contestFaults(contests, election);
  if (unnamed.length > 0) return unnamed;
  if (correlation !== undefined && correlations !== undefined)
    return [
      {
        path: ['correlation'],
        reason: 'the file says twice how contests go together',
        mend: 'leave correlation or correlations, or neither to have them go together as in past swings',
      },
    ];
  const rows = contests.length - 1;
  if (correlations !== undefined && correlations.length !== rows)
    return [{ path: ['correlations'], reason: `${correlations.length} rows`, mend: `write ${rows}` }];
  const uneven = (correlations ?? []).flatMap((row, i): Fault[] =>
    row.length === i + 1
      ? []
      : [
          {
            path: ['correlations', i],
            reason: `${row.length} numbers in the row of ${contests[i + 1]!.contest}`,
            mend: `write ${i + 1}`,
          },
        ],
  );
  if (uneven.length > 0) return uneven;
  const told = correlationsOf(written);
  if (told !== null && inverseOf(told, contests.length) === null)
    return [
      {
        path: ['correlations'],
        reason: 'no margins can go together in this way',
        mend: 'write correlations that are positive definite',
      },
    ];
  return [];
}

function correlationsOf({ contests, correlation, correlations }: Written): Float64Array | null {
  if (correlation === undefined && correlations === undefined) return null;
  const size = contests.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const together = i === j ? 1 : (correlations?.[i - 1]?.[j] ?? correlation ?? 0);
      matrix[i * size + j] = together;
      matrix[j * size + i] = together;
    }
  return matrix;
}
