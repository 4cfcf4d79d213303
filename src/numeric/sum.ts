/**
 * Sums that do not depend on the order of their terms.
 *
 * Shewchuk's expansion: the partial sums never overlap, so nothing is lost before the last rounding (Discrete &
 * Computational Geometry 18, 1997, 305–363). Breaks only where a partial sum overflows.
 */

/** The sum of the terms as if computed exactly and rounded once (half to even). Throws on a term that is not finite. */
export function exactSum(terms: Iterable<number>): number {
  const partials: number[] = [];
  for (const term of terms) {
    if (!Number.isFinite(term)) throw new Error(`invalid term of a sum: ${term}`);
    addTo(partials, term);
  }
  return roundOnce(partials);
}

/** Adds a term to a list of partial sums that do not overlap, smallest first. */
function addTo(partials: number[], term: number): void {
  let carried = term;
  let kept = 0;
  for (const partial of partials) {
    const [large, small] = Math.abs(carried) < Math.abs(partial) ? [partial, carried] : [carried, partial];
    const sum = large + small;
    const lost = small - (sum - large);
    if (lost !== 0) partials[kept++] = lost;
    carried = sum;
  }
  partials.length = kept;
  partials.push(carried);
}

/** The sum of partial sums that do not overlap: the first addition that loses something decides, with what is below it. */
function roundOnce(partials: readonly number[]): number {
  let at = partials.length - 1;
  let sum = partials[at] ?? 0;
  let lost = 0;
  while (at > 0 && lost === 0) {
    const before = sum;
    const next = partials[--at]!;
    sum = before + next;
    lost = next - (sum - before);
  }
  // A half lost exactly was rounded to even; what lies below it may say that the other neighbour is nearer.
  if (at > 0 && lost * partials[at - 1]! > 0) {
    const other = sum + 2 * lost;
    if (other - sum === 2 * lost) return other;
  }
  return sum;
}
