/** Whether ties of rank run in a circle: (ties) → the circle and the tie that closes it, or null where none does. */
import type { Tie, TieKind } from './relations.ts';

/** Kinds with an above and a below: over them nobody can stand above himself, at least not on one day. */
const RANKED: readonly TieKind[] = ['works-for', 'gatekeeper'];

type Ranked = Pick<Tie, 'from' | 'to' | 'kind' | 'since' | 'until'>;

/** The first circle of ties of one kind whose terms have a day in common, or a tie of somebody with himself. */
export function circleIn(
  ties: readonly Ranked[],
): { readonly people: string[]; readonly tie: number } | null {
  const selfish = ties.findIndex(({ from, to }) => from === to);
  if (selfish >= 0) return { people: [ties[selfish]!.from, ties[selfish]!.to], tie: selfish };
  for (const kind of RANKED) {
    const above = new Map<string, number[]>();
    ties.forEach((tie, index) => {
      if (tie.kind === kind) above.set(tie.from, [...(above.get(tie.from) ?? []), index]);
    });
    const cleared = new Set<string>();
    for (const person of above.keys()) {
      const circle = climb(ties, above, person, [], cleared);
      if (circle !== null) return circle;
    }
  }
  return null;
}

function climb(
  ties: readonly Ranked[],
  above: ReadonlyMap<string, readonly number[]>,
  person: string,
  path: readonly number[],
  cleared: Set<string>,
): { people: string[]; tie: number } | null {
  const begun = path.findIndex((index) => ties[index]!.from === person);
  if (begun >= 0) {
    const circle = path.slice(begun);
    const since = circle
      .map((index) => ties[index]!.since ?? '')
      .sort()
      .at(-1)!;
    const until = circle.map((index) => ties[index]!.until ?? '9999').sort()[0]!;
    if (since > until) return null;
    return { people: [...circle.map((index) => ties[index]!.from), person], tie: circle.at(-1)! };
  }
  if (cleared.has(person)) return null;
  for (const index of above.get(person) ?? []) {
    const circle = climb(ties, above, ties[index]!.to, [...path, index], cleared);
    if (circle !== null) return circle;
  }
  cleared.add(person);
  return null;
}
