/** What is wrong with the contests that a desk's file of figures names: unknown ones, and those that stand twice. */
import type { Election } from '../election/election.ts';
import type { Fault } from '../election/read-yaml.ts';

export function contestFaults(named: readonly { readonly contest: string }[], election: Election): Fault[] {
  return named.flatMap(({ contest }, i): Fault[] => {
    const path = ['contests', i, 'contest'];
    if (!election.contests.some(({ id }) => id === contest))
      return [{ path, reason: `unknown contest "${contest}"`, mend: `write a contest of ${election.id}` }];
    if (named.findIndex((one) => one.contest === contest) < i)
      return [{ path, reason: `contest "${contest}" stands twice`, mend: 'leave one of them' }];
    return [];
  });
}
