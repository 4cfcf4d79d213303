/**
 * The picture that stands beside a shared link: electors as called, the bar with its majority, the rung of finality.
 *
 * Facts in, pixels out; drawn from the data alone, so that it says what the page says. Letters are of our own 5 × 7
 * grid, because a server has no font that everybody has.
 */
import { LEVELS } from '../verdict/verdict.ts';
import type { BriefFacts } from './brief.ts';

export const SHARE_WIDTH = 1200;
export const SHARE_HEIGHT = 630;

/** One byte a pixel, an index into the palette. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly palette: readonly string[];
  readonly pixels: Uint8Array<ArrayBuffer>;
};

const [PAPER, INK, SOFT, FIRST, SECOND, FIRST_TINT, SECOND_TINT, WHITE] = [0, 1, 2, 3, 4, 5, 6, 7];
/** As in tokens.css. */
const PALETTE = ['fcfbf8', '16181b', '8b8d91', '0072b2', 'd55e00', '7db7da', 'ea9f62', 'ffffff'];

/** Rows of five bits from the top, in hexadecimal. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: '0e11111f111111',
  B: '1e11111e11111e',
  C: '0e11101010110e',
  D: '1e11111111111e',
  E: '1f10101e10101f',
  F: '1f10101e101010',
  G: '0e11101711110f',
  H: '1111111f111111',
  I: '0e04040404040e',
  J: '0702020202120c',
  K: '11121418141211',
  L: '1010101010101f',
  M: '111b1515111111',
  N: '11191513111111',
  O: '0e11111111110e',
  P: '1e11111e101010',
  Q: '0e11111115120d',
  R: '1e11111e141211',
  S: '0f10100e01011e',
  T: '1f040404040404',
  U: '1111111111110e',
  V: '11111111110a04',
  W: '111111151b1111',
  X: '11110a040a1111',
  Y: '11110a04040404',
  Z: '1f01020408101f',
  '0': '0e11131519110e',
  '1': '040c040404040e',
  '2': '0e11010204081f',
  '3': '1f02040201110e',
  '4': '02060a121f0202',
  '5': '1f101e0101110e',
  '6': '0608101e11110e',
  '7': '1f010204080808',
  '8': '0e11110e11110e',
  '9': '0e11110f01020c',
};

class Canvas {
  readonly pixels = new Uint8Array(SHARE_WIDTH * SHARE_HEIGHT);

  fill(x: number, y: number, width: number, height: number, colour: number): void {
    const [left, right] = [Math.max(0, Math.round(x)), Math.min(SHARE_WIDTH, Math.round(x + width))];
    for (let row = Math.max(0, y); row < Math.min(SHARE_HEIGHT, y + height); row++)
      this.pixels.fill(colour, row * SHARE_WIDTH + left, row * SHARE_WIDTH + Math.max(left, right));
  }

  /** Slanted lines, as "leading" is drawn everywhere. */
  hatch(x: number, y: number, width: number, height: number, colour: number, lean: 1 | -1): void {
    const [left, right] = [Math.round(x), Math.round(x + width)];
    for (let row = y; row < y + height; row++)
      for (let column = left; column < right; column++)
        if ((((column + lean * row) % 12) + 12) % 12 < 5) this.pixels[row * SHARE_WIDTH + column] = colour;
  }

  /** Returns the width that was written. */
  text(text: string, x: number, y: number, size: number, colour: number): number {
    let at = x;
    for (const letter of text.toUpperCase()) {
      const rows = GLYPHS[letter];
      for (let row = 0; rows !== undefined && row < 7; row++) {
        const bits = Number.parseInt(rows.slice(2 * row, 2 * row + 2), 16);
        for (let bit = 0; bit < 5; bit++)
          if (bits & (16 >> bit)) this.fill(at + bit * size, y + row * size, size, size, colour);
      }
      at += 6 * size;
    }
    return at - x - size;
  }
}

function widthOf(text: string, size: number): number {
  return (6 * text.length - 1) * size;
}

const [LEFT, RIGHT, BAR_TOP, BAR] = [60, SHARE_WIDTH - 60, 330, 110];

export function drawShare({ electors, tickets, election, verdict, rehearsal }: BriefFacts): Picture {
  const canvas = new Canvas();
  const [first, second] = tickets;
  const of = (counts: Readonly<Record<string, number>>, id: string): number => counts[id] ?? 0;
  const numbers = [of(electors.agency, first.id), of(electors.agency, second.id)].map(String);
  canvas.text(numbers[0]!, LEFT + 110, 150, 18, INK);
  canvas.text(numbers[1]!, RIGHT - 110 - widthOf(numbers[1]!, 18), 150, 18, INK);
  canvas.fill(LEFT, 150, 84, 126, FIRST);
  canvas.text(first.id.slice(0, 1), LEFT + 12, 171, 12, WHITE);
  canvas.fill(RIGHT - 84, 150, 84, 126, SECOND);
  canvas.text(second.id.slice(0, 1), RIGHT - 72, 171, 12, INK);

  const scale = (RIGHT - LEFT) / Math.max(1, election.electors);
  canvas.fill(LEFT - 2, BAR_TOP - 2, RIGHT - LEFT + 4, BAR + 4, SOFT);
  canvas.fill(LEFT, BAR_TOP, RIGHT - LEFT, BAR, PAPER);
  const called = [first, second].map(({ id }) => (of(electors.agency, id) + of(electors.others, id)) * scale);
  const leading = [first, second].map(({ id }) => of(electors.leading, id) * scale);
  canvas.fill(LEFT, BAR_TOP, called[0]!, BAR, FIRST);
  canvas.hatch(LEFT + called[0]!, BAR_TOP, leading[0]!, BAR, FIRST_TINT, 1);
  canvas.fill(RIGHT - called[1]!, BAR_TOP, called[1]!, BAR, SECOND);
  canvas.hatch(RIGHT - called[1]! - leading[1]!, BAR_TOP, leading[1]!, BAR, SECOND_TINT, -1);
  const need = LEFT + election.majority * scale;
  canvas.fill(need - 3, BAR_TOP - 24, 6, BAR + 24, INK);
  const majority = String(election.majority);
  canvas.text(majority, need - widthOf(majority, 5) / 2, BAR_TOP + BAR + 22, 5, INK);

  const rung = LEVELS.indexOf(verdict.level);
  LEVELS.forEach((_, place) => {
    const height = 20 * (place + 1);
    const [x, y] = [RIGHT - 250 + 52 * place, 590 - height];
    canvas.fill(x, y, 40, height, place <= rung ? INK : SOFT);
    if (place > rung) canvas.fill(x + 4, y + 4, 32, height - 8, PAPER);
  });
  canvas.text('FIRSTCALL', LEFT, 545, 6, INK);
  if (rehearsal !== null) {
    canvas.fill(0, 0, SHARE_WIDTH, 96, INK);
    canvas.text('REHEARSAL', LEFT, 24, 7, PAPER);
  }
  return { width: SHARE_WIDTH, height: SHARE_HEIGHT, palette: PALETTE, pixels: canvas.pixels };
}
