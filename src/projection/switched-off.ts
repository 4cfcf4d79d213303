/**
 * The electors of contests whose projection a person switched off: nothing is assumed of them, not even that they are
 * won without regard to the others.
 *
 * Distribution of all other electors in, of all electors out. The contests go with whoever does better elsewhere: the
 * lower half of the distribution stays, the upper half has their electors besides. Whatever they do in truth, no
 * quantile below the middle can be lower and none above it higher, so that no interval of the sum is ever too narrow.
 */
export function withSwitchedOff(others: ArrayLike<number>, electors: number): number[] {
  const all = new Array<number>(others.length + electors).fill(0);
  let below = 0;
  for (let sum = 0; sum < others.length; sum++) {
    const probability = others[sum]!;
    const lower = Math.min(probability, Math.max(0, 0.5 - below));
    all[sum]! += lower;
    all[sum + electors]! += probability - lower;
    below += probability;
  }
  return all;
}
