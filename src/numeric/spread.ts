/** Spread of values around their mean, from how many they are (or their weight), their sum and the sum of their squares. */
export function spreadOf(count: number, sum: number, square: number): number {
  const mean = sum / count;
  return Math.sqrt(Math.max(0, square / count - mean * mean));
}
