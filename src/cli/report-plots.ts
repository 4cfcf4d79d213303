/** The pictures of the backtest's report, as SVG without scripts; each stands beside a table with the same figures. */

const WIDTH = 480;
const HEIGHT = 300;
const LEFT = 44;
const BOTTOM = 36;
const TOP = 12;
const RIGHT = 20;

type Scale = (value: number) => number;

function frame(title: string, x: string, y: string, marks: string): string {
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}"><path d="M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}" fill="none" stroke="var(--line)"/>${marks}<text x="${WIDTH - RIGHT}" y="${HEIGHT - 6}" text-anchor="end">${x}</text><text x="${LEFT + 6}" y="${TOP + 10}">${y}</text></svg>`;
}

function scales(
  xRange: readonly [number, number],
  yRange: readonly [number, number],
): { x: Scale; y: Scale } {
  const place = (value: number, [from, to]: readonly [number, number]) => (value - from) / (to - from);
  return {
    x: (value) => LEFT + place(value, xRange) * (WIDTH - RIGHT - LEFT),
    y: (value) => HEIGHT - BOTTOM - place(value, yRange) * (HEIGHT - BOTTOM - TOP),
  };
}

function ticks(values: readonly number[], at: Scale, isX: boolean, text: (value: number) => string): string {
  return values
    .map((value) =>
      isX
        ? `<text x="${at(value).toFixed(1)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${text(value)}</text>`
        : `<text x="${LEFT - 6}" y="${(at(value) + 4).toFixed(1)}" text-anchor="end">${text(value)}</text>`,
    )
    .join('');
}

function dots(
  points: readonly { x: number; y: number; count: number }[],
  { x, y }: { x: Scale; y: Scale },
): string {
  return points
    .map((point) => {
      const radius = 3 + Math.min(6, Math.sqrt(point.count) / 6);
      return `<circle cx="${x(point.x).toFixed(1)}" cy="${y(point.y).toFixed(1)}" r="${radius.toFixed(1)}" fill="var(--one)"/>`;
    })
    .join('');
}

const percent = (share: number) => `${Math.round(100 * share)}`;

export function reliabilityPlot(bins: readonly { said: number; was: number; count: number }[]): string {
  const both = scales([0, 1], [0, 1]);
  const parts = [0, 0.25, 0.5, 0.75, 1];
  return frame(
    'Chances given and shares won',
    'chance given, %',
    'won, %',
    `<path d="M${both.x(0)} ${both.y(0)}L${both.x(1)} ${both.y(1)}" stroke="var(--two)" stroke-dasharray="4 4"/>${ticks(parts, both.x, true, percent)}${ticks(parts, both.y, false, percent)}${dots(
      bins.map(({ said, was, count }) => ({ x: said, y: was, count })),
      both,
    )}`,
  );
}

export function coveragePlot(bins: readonly { at: number; held: number; count: number }[]): string {
  const lowest = Math.min(0.7, ...bins.map(({ held }) => Math.floor(held * 10) / 10));
  const both = scales([0, 1], [lowest, 1]);
  const band = `<rect x="${LEFT}" y="${both.y(0.96)}" width="${WIDTH - RIGHT - LEFT}" height="${both.y(0.84) - both.y(0.96)}" fill="var(--band)"/>`;
  const line = `<path d="M${LEFT} ${both.y(0.9)}H${WIDTH - RIGHT}" stroke="var(--two)" stroke-dasharray="4 4"/>`;
  return frame(
    'Coverage of 90 % intervals by share counted',
    'counted, %',
    'held, %',
    `${band}${line}${ticks([0, 0.25, 0.5, 0.75, 1], both.x, true, percent)}${ticks([lowest, 0.84, 0.9, 0.96], both.y, false, percent)}${dots(
      bins.map(({ at, held, count }) => ({ x: at, y: held, count })),
      both,
    )}`,
  );
}

export function errorPlot(pairs: readonly { ours: number; other: number }[]): string {
  if (pairs.length === 0) return '';
  const most = Math.ceil(Math.max(...pairs.flatMap(({ ours, other }) => [ours, other])));
  const both = scales([0, most], [0, most]);
  const values = Array.from({ length: most + 1 }, (_, i) => i);
  return frame(
    'Error of both models by moment',
    'other model, points',
    'this model, points',
    `<path d="M${both.x(0)} ${both.y(0)}L${both.x(most)} ${both.y(most)}" stroke="var(--two)" stroke-dasharray="4 4"/>${ticks(values, both.x, true, String)}${ticks(values, both.y, false, String)}${dots(
      pairs.map(({ ours, other }) => ({ x: other, y: ours, count: 1 })),
      both,
    )}`,
  );
}
