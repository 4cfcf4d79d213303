/**
 * Where a condition stands in the tree: the verdict sends its conditions as one list whose ids nest by prefix
 * ("A" holds "A1", "A1" holds "A1.P"). Reasons in → the same, with depth and the rails to draw. It would break if
 * an id were not a prefix of its parts' ids.
 */
import type { ConditionView, ReasonView } from '../../../../server/wire.ts';

export type TreeRow = {
  readonly reason: ReasonView;
  readonly depth: number;
  /** Whether this is the last part of its parent. */
  readonly last: boolean;
  /** For each ancestor below the root, whether its line goes on below this row. */
  readonly rails: readonly boolean[];
};

/** The rows of conditions that come nested: every route of the policy, whole. */
export function nestedRows(conditions: readonly ConditionView[], rails: readonly boolean[] = []): TreeRow[] {
  return conditions.flatMap((condition, index): TreeRow[] => {
    const last = index === conditions.length - 1;
    const { parts, ...reason } = condition;
    return [{ reason, depth: rails.length, last, rails }, ...nestedRows(parts, [...rails, !last])];
  });
}

/** The longest other id of which this one is a true extension; null at the root. */
function parentOf(id: string, ids: readonly string[]): string | null {
  const holders = ids.filter((other) => other !== id && id.startsWith(other));
  return holders.sort((a, b) => b.length - a.length)[0] ?? null;
}

export function treeRows(reasons: readonly ReasonView[]): TreeRow[] {
  const ids = reasons.map(({ id }) => id);
  const parents = new Map(ids.map((id) => [id, parentOf(id, ids)]));
  const isLast = (id: string) => ids.findLast((other) => parents.get(other) === parents.get(id)) === id;
  return reasons.map((reason) => {
    const line: string[] = [];
    for (let id = parents.get(reason.id) ?? null; id !== null; id = parents.get(id) ?? null) line.unshift(id);
    return {
      reason,
      depth: line.length,
      last: isLast(reason.id),
      rails: line.map((ancestor) => !isLast(ancestor)),
    };
  });
}
