import { describe, expect, it } from 'vitest';
import { openFormat } from '../../src/feeds/formats/open-format.ts';
import { readHandTable } from '../../src/feeds/hand-table.ts';
import { seededRandom } from '../../src/numeric/random.ts';
import { rowPlace, rowReason } from '../../src/web/desk/pages/feeds/row-reasons.ts';
import { FIXTURES } from '../feeds/formats/fixtures.ts';
import { mutated } from '../feeds/formats/mutations.ts';
import { ELECTION } from '../returns/reports.ts';

const SEED = 20261124;
const EACH = 150;

/** Every reason for which a row of a broken document was refused. */
function reasonsOf(id: string): Set<string> {
  const random = seededRandom(SEED);
  const reasons = new Set<string>();
  for (let i = 0; i < EACH; i++) {
    try {
      const reading = openFormat(id, { state: null }, (item) => {
        if (item.kind === 'refused') reasons.add(item.reason);
      });
      reading.write(mutated(FIXTURES[id]!, random));
      reading.end();
    } catch {
      // The document as a whole: that is the feed's trouble, and no row.
    }
  }
  return reasons;
}

describe(`reasons of rows that could not be read (seed ${SEED})`, () => {
  it.each(Object.keys(FIXTURES))('have Japanese words, whatever is broken: %s', (id) => {
    const wordless = [...reasonsOf(id)].filter((reason) => rowReason(reason, 'ja') === null);
    expect(wordless).toEqual([]);
  });

  it('of a pasted table have them too', () => {
    const tables = [
      'hello',
      'unit,D,R,total',
      'unit,Green\nAA,5',
      'unit,contest,D,R,total,expected_share,counted_at\nAA,AA,5,x,10,,\nCC,CC,5,4,10,,\nAA,AA,9,4,10,,\nAA,AA,5,4,,,\nAA,AA,,4,9,,\nAA,AA,1,4,9,62,\nAA,AA,1,4,9,,2099-01-01T00:00:00Z\nAA,AA,1,4,9,,soon\nAA,AA,-1,4,9,,\nAA,AA,1\n',
    ];
    const desk = { election: ELECTION, person: 'duty', at: 1_730_862_000_000 };
    const refused = tables.flatMap((table) => readHandTable(table, null, desk).refused);
    expect(refused.length).toBeGreaterThan(10);
    expect(refused.filter(({ reason }) => rowReason(reason, 'ja') === null)).toEqual([]);
  });

  it('keep what the source wrote, name the place, and join several', () => {
    expect(rowReason('"1.5" is no whole number', 'ja')).toBe('"1.5"は整数ではありません。');
    expect(rowReason('total "x": it is no whole number; D "": it is empty', 'ja')).toBe(
      'total「x」：整数ではありません。D「」：空です。',
    );
    expect(
      rowReason('none of Green, Blue is a ticket of this election; add the name to the feed', 'ja'),
    ).toBe('Green、Blueはこの選挙の候補ではありません（配信元の設定に名を加えてください）。');
    expect(rowPlace('counts.csv line 12', 'ja')).toBe('counts.csv 12行目');
    expect(rowPlace('line 3, column Harris', 'ja')).toBe('3行目、列Harris');
    expect(rowPlace('races[3].candidates', 'ja')).toBe('races[3].candidates');
  });

  it('without a translation are given as recorded', () => {
    expect(rowReason('something quite new', 'ja')).toBeNull();
    expect(rowReason('something quite new', 'en')).toBe('something quite new');
  });
});
