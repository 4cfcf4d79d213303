/**
 * Reads a desk's `order.yaml`: how far the first votes of each contest lay from the final count on an earlier night.
 *
 * (text, name of the file, election) → order, or an error that names every fault by line and column.
 */
import { z } from 'zod';
import type { Election } from '../election/election.ts';
import { type Fault, readYaml } from '../election/read-yaml.ts';
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
  const { contests, sources } = readYaml(text, source, ORDER, (written) => faultsOf(written, election));
  return { leads: Object.fromEntries(contests.map(({ contest, lead }) => [contest, lead / 100])), sources };
}

function faultsOf({ contests }: z.output<typeof ORDER>, election: Election): Fault[] {
  return contests.flatMap(({ contest }, i): Fault[] => {
    const path = ['contests', i, 'contest'];
    if (!election.contests.some(({ id }) => id === contest))
      return [{ path, reason: `unknown contest "${contest}"`, mend: `write a contest of ${election.id}` }];
    if (contests.findIndex((one) => one.contest === contest) < i)
      return [{ path, reason: `contest "${contest}" stands twice`, mend: 'leave one of them' }];
    return [];
  });
}
