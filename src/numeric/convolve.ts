/**
 * The exact distribution of a sum of independent yes-or-no outcomes, each worth a whole number.
 */

/**
 * Probability of each sum 0 … Σ weights, where outcome i adds `weights[i]` with probability `chances[i]` and else 0.
 * Cost: number of outcomes times the sum. Throws on a weight that is not a whole number ≥ 0 or a chance outside 0–1.
 */
export function distributionOfSum(chances: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  let length = 1;
  for (let i = 0; i < weights.length; i++) length += wholeNumber(weights[i]!);
  const distribution = new Float64Array(length);
  distribution[0] = 1;
  let reach = 0;
  for (let i = 0; i < weights.length; i++) {
    const yes = chances[i]!;
    if (!(yes >= 0 && yes <= 1)) throw new Error(`invalid chance ${yes} of outcome ${i}: it must be 0 to 1`);
    reach = addOutcome(distribution, reach, yes, weights[i]!);
  }
  return distribution;
}

/** Takes one more outcome into the distribution of sums 0 … reach, in place, from the top down. */
function addOutcome(distribution: Float64Array, reach: number, yes: number, weight: number): number {
  if (weight === 0) return reach;
  const no = 1 - yes;
  for (let sum = reach + weight; sum > reach; sum--)
    distribution[sum] = sum >= weight ? distribution[sum - weight]! * yes : 0;
  for (let sum = reach; sum >= weight; sum--)
    distribution[sum] = distribution[sum]! * no + distribution[sum - weight]! * yes;
  for (let sum = Math.min(reach, weight - 1); sum >= 0; sum--) distribution[sum] = distribution[sum]! * no;
  return reach + weight;
}

function wholeNumber(weight: number): number {
  if (!Number.isInteger(weight) || weight < 0)
    throw new Error(`invalid weight ${weight}: it must be a whole number`);
  return weight;
}
