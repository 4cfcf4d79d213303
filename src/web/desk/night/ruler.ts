/** The ruler of a dwell time: ticks at a scale that a span of minutes or of days can be read on. */

type Ruler = { readonly minor: number; readonly major: number };

/** How many minutes lie between two ticks. */
function rulerOf(minutes: number): Ruler {
  if (minutes <= 120) return { minor: 1, major: 10 };
  if (minutes <= 720) return { minor: 10, major: 60 };
  return { minor: 60, major: 360 };
}

/** Ticks in a box `minutes` wide and 16 high: those before `done` are cut out of the solid part, the rest stand free. */
export function rulerPaths(minutes: number, done: number): { readonly cut: string; readonly free: string } {
  const { minor, major } = rulerOf(minutes);
  let [cut, free] = ['', ''];
  for (let at = minor; at <= minutes; at += minor) {
    if (at < done) cut += `M${at} 4V12`;
    else free += at % major === 0 ? `M${at} 2V14` : `M${at} 6V10`;
  }
  return { cut, free };
}
