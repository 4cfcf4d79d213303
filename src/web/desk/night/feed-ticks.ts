/** A feed's last hour as shapes in a box of 600 by 12: a tick a minute with reports, a bar where it fell silent. */

/** Shorter gaps are the ordinary rhythm of a feed. */
const SILENCE_MINUTES = 5;

/** A feed of calls or facts speaks when there is something to say; only one that reports this often can fall silent. */
const REGULAR_MINUTES = 10;

const WIDTH = 600;

/** Ticks as tall as the minute was busy, on a scale of roots: one report is still seen beside a hundred. */
export function tickPath(ticks: readonly number[]): string {
  const most = Math.max(1, ...ticks);
  const step = WIDTH / Math.max(1, ticks.length);
  return ticks
    .map((n, index) => {
      if (n === 0) return '';
      const half = 2 + 3.5 * Math.sqrt(n / most);
      return `M${((index + 0.5) * step).toFixed(1)} ${(6 - half).toFixed(1)}V${(6 + half).toFixed(1)}`;
    })
    .join('');
}

/** Silences between reports and up to now; what lies before the first report is not one. */
export function silencePath(ticks: readonly number[]): string {
  if (ticks.filter((n) => n > 0).length < REGULAR_MINUTES) return '';
  const step = WIDTH / Math.max(1, ticks.length);
  let path = '';
  let quietFrom: number | null = null;
  for (let index = ticks.findIndex((n) => n > 0) + 1; index > 0 && index <= ticks.length; index += 1) {
    if (ticks[index] === 0) quietFrom ??= index;
    else if (quietFrom !== null) {
      if (index - quietFrom >= SILENCE_MINUTES)
        path += `M${(quietFrom * step).toFixed(1)} 6H${(index * step).toFixed(1)}`;
      quietFrom = null;
    }
  }
  return path;
}
