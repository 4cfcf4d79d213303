/**
 * What a policy of the right shape could still not mean: (policy as written) → refusals with place, reason and mend.
 */
import type { Path, Refusal } from './read-conditions.ts';
import type { Raw } from './read-policy.ts';

export function senseRefusals(raw: Raw): Refusal[] {
  return [...rosterRefusals(raw), ...deskRefusals(raw), ...quorumRefusals(raw), ...repeatRefusals(raw)];
}

export function routeIds({ routes }: Raw): string[] {
  return routes.map((route) => (typeof route === 'string' ? route : route.id));
}

export function desksIn({ rosters, excluded }: Raw): Set<string> {
  const desks = rosters.flatMap(({ groups }) => Object.values(groups).flatMap((group) => group.desks));
  return new Set(desks.filter((desk) => !excluded.includes(desk)));
}

export function largestRoster(raw: Raw): number {
  const sizes = raw.rosters.map(
    ({ groups }) =>
      Object.values(groups).filter(({ desks }) => desks.some((desk) => !raw.excluded.includes(desk))).length,
  );
  return Math.max(0, ...sizes);
}

function rosterRefusals(raw: Raw): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [index, roster] of raw.rosters.entries()) {
    const path = ['rosters', index];
    const until = roster.to ?? Number.POSITIVE_INFINITY;
    if (until < roster.from) {
      refusals.push({
        path: [...path, 'to'],
        reason: `the roster ends in ${until}, before it begins; swap the years`,
      });
    }
    const over = raw.rosters.findIndex(
      (other, at) =>
        at < index && other.from <= until && roster.from <= (other.to ?? Number.POSITIVE_INFINITY),
    );
    if (over >= 0) {
      refusals.push({
        path,
        reason: `overlaps with roster ${over + 1}: a year would have two; give each its own years`,
      });
    }
    const seen = new Map<string, string>();
    for (const [id, group] of Object.entries(roster.groups)) {
      for (const [at, desk] of group.desks.entries()) {
        const place = [...path, 'groups', id, 'desks', at];
        const other = seen.get(desk);
        if (other !== undefined)
          refusals.push({
            path: place,
            reason: `"${desk}" is in "${other}" too; a desk speaks in one group only`,
          });
        if (raw.authority.includes(desk))
          refusals.push({
            path: place,
            reason: `"${desk}" is an authority too; the authority is never a group`,
          });
        seen.set(desk, id);
      }
    }
  }
  return refusals;
}

function deskRefusals(raw: Raw): Refusal[] {
  const known = new Set(
    raw.rosters.flatMap(({ groups }) => Object.values(groups).flatMap(({ desks }) => desks)),
  );
  const named = [
    ...raw.excluded.map((desk, index) => ({ desk, path: ['excluded', index] as Path })),
    ...raw.calls['required-desks'].map((desk, index) => ({
      desk,
      path: ['calls', 'required-desks', index] as Path,
    })),
  ];
  const refusals = named
    .filter(({ desk }) => !known.has(desk))
    .map(({ desk, path }) => ({
      path,
      reason: `unknown desk "${desk}"; add it to a group or write it right`,
    }));
  for (const [index, desk] of raw.calls['required-desks'].entries()) {
    if (raw.excluded.includes(desk)) {
      const path = ['calls', 'required-desks', index];
      refusals.push({ path, reason: `"${desk}" is required and excluded; take it out of one list` });
    }
  }
  return refusals;
}

function quorumRefusals(raw: Raw): Refusal[] {
  const largest = largestRoster(raw);
  const { quorum } = raw.calls;
  const refusals: Refusal[] = [];
  if (raw.routes.includes('A') && quorum > largest) {
    const reason = `impossible quorum: ${quorum} groups, but no roster has more than ${largest}; ask for ${largest} or fewer`;
    refusals.push({ path: ['calls', 'quorum'], reason });
  }
  const fewest = Math.min(
    raw.routes.includes('A') ? quorum : Number.POSITIVE_INFINITY,
    raw.routes.includes('B') ? raw.concession.groups : Number.POSITIVE_INFINITY,
  );
  if (raw.withdrawal.groups > fewest) {
    const reason = `a message released on ${fewest} groups would at once be due for withdrawal; write ${fewest} or less`;
    refusals.push({ path: ['withdrawal', 'groups'], reason });
  }
  return refusals;
}

function repeatRefusals(raw: Raw): Refusal[] {
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['routes'], routeIds(raw)],
    [['brakes'], raw.brakes],
    [['excluded'], raw.excluded],
    [['authority'], raw.authority],
    [['calls', 'required-desks'], raw.calls['required-desks']],
  ];
  return lists.flatMap(([path, list]) =>
    list.flatMap((each, index) =>
      list.indexOf(each) < index
        ? [{ path: [...path, index], reason: `"${each}" is listed twice; keep one` }]
        : [],
    ),
  );
}
