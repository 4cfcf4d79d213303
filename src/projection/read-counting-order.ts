/**
 * Reads a desk's `order.yaml`: how far the first votes of each contest lay from the final count on an earlier night.
 *
 * (text, name of the file, election) → order, or an error that names every fault by line and column.
 */
import { z } from 'zod';
import type { Election } from '../election/election.ts';
import { readYaml } from '../election/read-yaml.ts';
import { contestFaults } from './contest-faults.ts';
import type { CountingOrder } from './counting-order.ts';

const POINTS = 'write points from -100 to 100';

const ORDER = z.strictObject({
  /** Where the figures come from; at least one. */
  sources: z.array(z.string().min(1, 'name a source')).min(1, 'name at least one source'),
  contests: z.array(
    z.strictObject({
      contest: z.string(),
      /** First votes minus final count, points of margin, first ticket minus second. */
      lead: z.number().min(-100, POINTS).max(100, POINTS),
    }),
  ),
});

export function readCountingOrder(text: string, source: string, election: Election): CountingOrder {
  const { contests, sources } = readYaml(text, source, ORDER, (written) =>
    contestFaults(written.contests, election),
  );
  return { leads: Object.fromEntries(contests.map(({ contest, lead }) => [contest, lead / 100])), sources };
}
