import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';

type Triple = readonly [number, number, number];

/** Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB. */
const SIGHT: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'without red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'without green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'without blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const dot = (row: Triple, [a, b, c]: Triple): number => row[0] * a + row[1] * b + row[2] * c;

function lab(hex: string, sight: string): Triple {
  const rgb = SIGHT[sight]!.map((row) =>
    Math.min(1, Math.max(0, dot(row, linear(hex)))),
  ) as unknown as Triple;
  const x = dot([0.4124564, 0.3575761, 0.1804375], rgb) / 0.95047;
  const y = dot([0.2126729, 0.7151522, 0.072175], rgb);
  const z = dot([0.0193339, 0.119192, 0.9503041], rgb) / 1.08883;
  const root = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  return [116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z))];
}

const degrees = (radians: number): number => ((radians * 180) / Math.PI + 360) % 360;
const cosine = (angle: number): number => Math.cos((angle * Math.PI) / 180);

/** CIEDE2000 (Sharma, Wu, Dalal 2005). */
function distance([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const mean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const [h1, h2] = [c1 === 0 ? 0 : degrees(Math.atan2(b1, p1)), c2 === 0 ? 0 : degrees(Math.atan2(b2, p2))];
  const turn = c1 * c2 === 0 ? 0 : ((((h2 - h1 + 180) % 360) + 360) % 360) - 180;
  const hue = 2 * Math.sqrt(c1 * c2) * Math.sin((turn * Math.PI) / 360);
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const far = Math.abs(h1 - h2) > 180;
  const h = c1 * c2 === 0 ? h1 + h2 : far ? (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2 : (h1 + h2) / 2;
  const t =
    1 - 0.17 * cosine(h - 30) + 0.24 * cosine(2 * h) + 0.32 * cosine(3 * h + 6) - 0.2 * cosine(4 * h - 63);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const [sc, sh] = [1 + 0.045 * c, 1 + 0.015 * c * t];
  const turned =
    -2 *
    Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) *
    Math.sin((Math.PI / 3) * Math.exp(-(((h - 275) / 25) ** 2)));
  const [dl, dc, dh] = [(l2 - l1) / sl, (c2 - c1) / sc, hue / sh];
  return Math.sqrt(dl ** 2 + dc ** 2 + dh ** 2 + turned * dc * dh);
}

function contrast(a: string, b: string): number {
  const of = (hex: string): number => dot([0.2126, 0.7152, 0.0722], linear(hex));
  const [high, low] = [of(a), of(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const themes: Record<'light' | 'dark', Record<string, string>> = { light: {}, dark: {} };

beforeAll(async () => {
  const css = await readFile(resolve(import.meta.dirname, '../../src/web/public/tokens.css'), 'utf8');
  const [light, rest] = css.split('@media (prefers-color-scheme: dark)') as [string, string];
  const read = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
    );
  themes.light = read(light);
  themes.dark = { ...themes.light, ...read(rest.split('@media print')[0]!) };
});

it('measures colour as its authors do', () => {
  // Sharma, Wu, Dalal 2005, table 1, pairs 1, 7 and 17.
  expect(distance([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
  expect(distance([50, 0, 0], [50, -1, 2])).toBeCloseTo(2.3669, 4);
  expect(distance([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
});

describe.each(['light', 'dark'] as const)('the two tickets, %s', (theme) => {
  it.each(Object.keys(SIGHT))('stay apart for a reader with %s sight, called and leading', (sight) => {
    const apart = (a: string, b: string) =>
      distance(lab(themes[theme][a]!, sight), lab(themes[theme][b]!, sight));
    // Side by side 10 can be told apart; these floors are what the chosen pairs keep with room.
    expect(apart('first', 'second')).toBeGreaterThan(45);
    expect(apart('first-line', 'second-line')).toBeGreaterThan(30);
    expect(apart('first-tint', 'second-tint')).toBeGreaterThan(18);
  });

  it('carry letters that can be read, as does the page', () => {
    const read = (a: string, b: string) => contrast(themes[theme][a]!, themes[theme][b]!);
    expect(read('first', 'first-on')).toBeGreaterThanOrEqual(4.5);
    expect(read('second', 'second-on')).toBeGreaterThanOrEqual(4.5);
    expect(read('ink', 'paper')).toBeGreaterThanOrEqual(12);
    expect(read('ink-soft', 'paper')).toBeGreaterThanOrEqual(4.5);
    for (const hatch of ['first-line', 'first-tint', 'second-line', 'second-tint'])
      expect(read('ink', hatch), hatch).toBeGreaterThanOrEqual(4.5);
  });
});
