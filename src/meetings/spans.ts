/**
 * Spans of time and what is common to them: sorted, apart from each other, from `from` up to, not including, `to`.
 *
 * Every result is sorted and joined where spans touch; `intersect` assumes the same of what it is given.
 */
import { formatInstant, type Instant } from '../election/instant.ts';

/** From `from` up to, not including, `to`. */
export type Span = { readonly from: Instant; readonly to: Instant };

/** Throws where a span does not end after it begins; `what` names it in the error. */
export function requireSpan({ from, to }: Span, what: string): void {
  if (from < to) return;
  const text = [from, to].map((at) => (Number.isFinite(at) ? formatInstant(at) : String(at)));
  throw new Error(`invalid ${what}: ${text[0]} is not before ${text[1]}`);
}

/** Adds a span after the others, joined to the last where they touch; an empty one adds nothing. */
export function addSpan(spans: Span[], { from, to }: Span): void {
  if (from >= to) return;
  const last = spans.at(-1);
  if (last !== undefined && last.to >= from)
    spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, to) };
  else spans.push({ from, to });
}

/** All of them in order, joined where they overlap or touch. */
export function unite(spans: readonly Span[]): Span[] {
  const united: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) addSpan(united, span);
  return united;
}

export function intersect(some: readonly Span[], others: readonly Span[]): Span[] {
  const both: Span[] = [];
  for (let i = 0, j = 0; i < some.length && j < others.length; ) {
    const one = some[i]!;
    const other = others[j]!;
    addSpan(both, { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) });
    if (one.to < other.to) i++;
    else j++;
  }
  return both;
}

/** What is left of a span when others, in any order and overlapping, are taken out. */
export function without(taken: readonly Span[], within: Span): Span[] {
  const spans: Span[] = [];
  let free = within.from;
  for (const { from, to } of taken.toSorted((a, b) => a.from - b.from)) {
    addSpan(spans, { from: free, to: Math.min(from, within.to) });
    free = Math.max(free, to);
  }
  addSpan(spans, { from: free, to: within.to });
  return spans;
}
