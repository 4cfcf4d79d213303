import { describe, expect, it } from 'vitest';
import { gatherRows, type LongRow } from '../../../src/feeds/formats/long-table.ts';
import { medsl, night, openElections, pasted } from './fixtures.ts';
import { countsOf, faultOf, readItems, refusedOf, statesOf } from './read.ts';

describe('OpenElections', () => {
  const items = readItems('openelections', openElections, 'MA');

  it('puts the rows of a precinct and contest into one count', () => {
    expect(countsOf(items).map(({ contest, unit, total, blank }) => [contest, unit, total, blank])).toEqual([
      ['MA', 'MA/Elm/P1', 2100, 7],
      ['MA', 'MA/Elm/P2', null, null],
      ['MA/house/1', 'MA/Elm/P1', 800, null],
    ]);
  });

  it('takes an empty cell for unknown, and reads grouped figures and quoted names', () => {
    expect(countsOf(items)[1]!.votes).toEqual({ 'Ada North (DEM)': 300, 'Ben South (REP)': null });
    expect(Object.values(countsOf(items)[2]!.choices)[0]!.name).toBe('West, Eve "Evie"');
  });

  it('takes turnout for no contest', () => {
    expect(statesOf(items)).toMatchObject([{ about: 'registered', unit: 'MA/Elm/P1', value: 3000 }]);
  });

  it('refuses a row that stands twice, and one with a field too many, by line', () => {
    const odd = readItems(
      'openelections',
      `${openElections}Elm,P1,President,,DEM,Ada North,5\nElm,P1,President,,DEM,Ada North,5,6\n`,
    );
    expect(refusedOf(odd)).toEqual([
      'line 9: Ada North (DEM) stands twice for Elm/P1, president',
      'line 10: it has 8 fields for 7 columns',
    ]);
  });

  it('refuses a name that is a word of the language, and keeps the others', () => {
    const odd = readItems(
      'openelections',
      'county,office,candidate,votes\nElm,President,Ada North,5\nElm,President,__proto__,9\n',
      'MA',
    );
    expect(refusedOf(odd)).toEqual(['line 3: __proto__ can be no name']);
    expect(countsOf(odd)[0]!.votes).toEqual({ 'Ada North': 5 });
  });

  it('holds the stated total above a sum that lacks candidates', () => {
    const items = readItems(
      'openelections',
      'county,office,candidate,votes\nElm,President,Ada North,5\nElm,President,Total Votes,9\n',
    );
    expect(countsOf(items)).toMatchObject([{ votes: { 'Ada North': 5 }, total: 9 }]);
  });
});

describe('MEDSL', () => {
  it('adds up the modes of voting, but never beside a total', () => {
    const [lake, hill] = countsOf(readItems('medsl', medsl));
    expect(lake).toMatchObject({
      contest: 'ME',
      unit: '02301',
      level: 'county',
      votes: { 'NORTH, ADA (DEMOCRAT)': 65, 'SOUTH, BEN (REPUBLICAN)': 50 },
      blank: 5,
      total: 115,
    });
    expect(hill!.votes).toEqual({ 'NORTH, ADA (DEMOCRAT)': null });
  });
});

describe('gathering rows', () => {
  const row = (unit: string, name: string): LongRow => ({
    contest: 'ME',
    title: 'President',
    unit,
    unitName: null,
    level: 'county',
    name,
    party: null,
    mode: null,
    votes: 1,
    statedTotal: null,
  });

  it('refuses rows of a unit that was already given, rather than giving it twice', () => {
    const given: string[] = [];
    const gathering = gatherRows((item) => item.kind === 'count' && given.push(item.unit), 2);
    for (const unit of ['a', 'b', 'c']) expect(gathering.add(row(unit, 'North'), 'line 1')).toBeNull();
    expect(gathering.add(row('a', 'South'), 'line 9')).toBe(
      'rows of a, ME stand too far apart; sort the file by unit and contest',
    );
    gathering.end();
    expect(given).toEqual(['a', 'b', 'c']);
  });
});

describe('a recorded night', () => {
  it('takes the columns between total and expected share for tickets', () => {
    expect(countsOf(readItems('night', night))).toMatchObject([
      {
        contest: 'ME',
        unit: 'ME',
        level: 'state',
        votes: { D: 600, R: 380 },
        total: 1000,
        expectedShare: 0.4,
        precision: 'exact',
      },
      { unit: '23001', level: 'county', votes: { D: null, R: 4 }, reportedAt: null, precision: 'rounded' },
    ]);
  });
});

describe('a pasted table', () => {
  it('reads tabs, grouped figures and percents', () => {
    expect(countsOf(readItems('table', pasted))).toMatchObject([
      {
        contest: 'MA',
        unit: 'MA',
        votes: { North: 1200, South: 900, other: 20 },
        total: 2120,
        expectedShare: 0.62,
      },
      {
        contest: 'ME-1',
        level: 'district',
        votes: { North: 300, South: 200, other: null },
        total: null,
        expectedShare: 0.5,
      },
    ]);
  });

  it('refuses a share that could be a percent or a fraction of one', () => {
    expect(refusedOf(readItems('table', 'unit,North,expected_share\nMA,5,62\n'))).toEqual([
      'line 2, column expected_share: "62" is no share; write 0.62 or 62 %',
    ]);
  });

  it('refuses a header that names a column twice', () => {
    expect(faultOf('table', 'unit,North,North\nMA,1,2\n')).toBe('line 1: the column North stands twice');
  });
});
