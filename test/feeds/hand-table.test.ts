import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../src/election/instant.ts';
import { readHandTable } from '../../src/feeds/hand-table.ts';
import { ELECTION } from '../returns/reports.ts';

const AT = parseInstant('2024-11-06T03:00:00Z');
const DESK = { election: ELECTION, person: 'duty', at: AT };
const read = (table: string, contest: string | null = null) => readHandTable(table, contest, DESK);

describe('a pasted table of counts', () => {
  it('becomes a count of each row under the person’s name, by ticket, name or party', () => {
    const { rows, refused } = read(
      'unit\tOne\tSecond\ttotal\texpected_share\nAA\t1,200\t1,100\t2,350\t62 %\n',
    );
    expect(refused).toEqual([]);
    expect(rows[0]!.place).toBe('line 2');
    expect(rows[0]!.draft).toMatchObject({
      by: 'person:duty',
      kind: 'count',
      data: {
        feed: 'hand',
        unit: 'AA',
        contest: 'AA',
        votes: { D: 1_200, R: 1_100 },
        total: 2_350,
        expectedShare: 0.62,
      },
    });
  });

  it('is of the contest that is named with it, where its rows name none', () => {
    const { rows } = read('unit;D;R;other\n42001;500;400;10\n42003;90;80;1', 'BB');
    expect(rows.map(({ draft: { data } }) => [data.unit, data.contest, data.total])).toEqual([
      ['42001', 'BB', 910],
      ['42003', 'BB', 171],
    ]);
  });

  it('leaves out every row that does not fit, with its place and reason', () => {
    const { rows, refused } = read(
      'unit,contest,D,R,total\nAA,AA,5,x,10\nCC,CC,5,4,10\nAA,AA,9,4,10\nAA,AA,5,4,\nBB,BB,5,4,10\n',
    );
    expect(rows.map(({ place }) => place)).toEqual(['line 6']);
    expect(refused.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      'line 2, column R: "x" is no whole number',
      'line 3: CC is no contest of this election',
      'line 4: the tickets have 13 votes of 10 in all',
      'line 5: the total is missing; count the other tickets in',
    ]);
  });

  it('is refused as a whole where it is none, or has nobody of the election, or no row', () => {
    expect(read('hello').refused[0]!.reason).toMatch(/^it is not table/);
    expect(read('').refused).toEqual([{ place: 'line 1, column 1', reason: 'it is empty' }]);
    expect(read('unit,Green\nAA,5').refused[0]!.reason).toMatch(/^none of Green is a ticket/);
    expect(read('unit,D,R,total\n').refused[0]!.reason).toBe('it has no row of figures');
  });
});
