import { describe, expect, it } from 'vitest';
import { apV2, apV3 } from './fixtures.ts';
import { callsOf, countsOf, readItems, refusedOf, statesOf } from './read.ts';

const v2 = (document: unknown = apV2) => readItems('ap-v2', JSON.stringify(document));
const v3 = (document: unknown = apV3) => readItems('ap-v3', JSON.stringify(document));

/** A deep copy with one change. */
// biome-ignore lint/suspicious/noExplicitAny: a change may break the shape, which is its purpose
function changed<T>(document: T, change: (copy: any) => void): T {
  const copy = structuredClone(document);
  change(copy);
  return copy;
}

describe('AP Elections API', () => {
  it('names a contest by state and race, and towns apart from the county whose code they share', () => {
    expect(countsOf(v2()).map(({ contest, unit, level }) => [contest, unit, level])).toEqual([
      ['MA', 'MA', 'state'],
      ['MA', '25001/1', 'town'],
      ['MA', '25001/2', 'town'],
      ['MA', '25003', 'county'],
      ['MA/senate/2/7001', 'MA', 'state'],
    ]);
  });

  it('takes a county that stands twice for one county, and not for two towns', () => {
    const twice = changed(apV2, (copy) => copy.races[0].reportingUnits.push(copy.races[0].reportingUnits[3]));
    expect(countsOf(v2(twice)).filter(({ unit }) => unit === '25003')).toHaveLength(2);
  });

  it('carries the test flag of a race and of a whole document', () => {
    expect(countsOf(v2()).map(({ test }) => test)).toEqual([false, false, false, false, true]);
    const all = countsOf(v3(changed(apV3, (copy) => (copy.resultsType = 'test'))));
    expect(all.every(({ test }) => test)).toBe(true);
    const one = countsOf(v3(changed(apV3, (copy) => (copy.races[1].resultsType = 'test'))));
    expect(one.filter(({ test }) => test).map(({ contest }) => contest)).toEqual(['ME/house/5/8100']);
  });

  it('gives the districts of Maine their own contests, and the at-large row no call', () => {
    const items = v3();
    expect(
      countsOf(items)
        .slice(0, 5)
        .map(({ contest, unit, level }) => [contest, unit, level]),
    ).toEqual([
      ['ME', 'ME', 'state'],
      ['ME-1', 'ME-1', 'district'],
      ['ME-2', 'ME-2', 'district'],
      ['ME', 'ME-AtLarge', 'other'],
      ['ME', '23001', 'county'],
    ]);
    expect(callsOf(items).map(({ contest, saidAt, precision }) => [contest, saidAt, precision])).toEqual([
      ['ME', '2032-11-03T01:05:00Z', 'exact'],
      ['ME-1', '2032-11-03T01:00:00Z', 'exact'],
    ]);
  });

  it('says that a call is taken back, and does not repeat it', () => {
    expect(v3().filter(({ kind }) => kind === 'retraction')).toMatchObject([
      { contest: 'ME/house/5/8100', desk: 'AP' },
    ]);
    const uncalled = v3(changed(apV3, (copy) => (copy.races[0].raceCallStatus = 'Uncalled')));
    expect(callsOf(uncalled).map(({ contest }) => contest)).toEqual(['ME-1']);
    expect(uncalled.flatMap((item) => (item.kind === 'retraction' ? [item.contest] : []))).toEqual([
      'ME',
      'ME-2',
      'ME/house/5/8100',
    ]);
  });

  it('hands on the states of a race in the words of the source, for the state and not for its districts', () => {
    expect(statesOf(v3()).map(({ about, contest, value }) => [about, contest, value])).toEqual([
      ['call', 'ME', 'Called'],
      ['counting', 'ME', 'Active Tabulation'],
      ['call', 'ME/house/5/8100', 'Uncalled'],
      ['counting', 'ME/house/5/8100', 'Active Tabulation'],
    ]);
  });

  it('says where the next part is, and whether this one was cut short', () => {
    expect(v2().at(-1)).toMatchObject({ kind: 'paging', truncated: false, next: apV2.nextrequest });
    expect(v3().at(-1)).toMatchObject({ kind: 'paging', truncated: true, next: apV3.nextrequest });
  });

  it('reads expected shares as percents or as fractions, whichever fits the document', () => {
    expect(countsOf(v3())[0]!.expectedShare).toBeCloseTo(0.62, 9);
    const fractions = changed(apV3, (copy) => {
      for (const race of copy.races) {
        race.eevp = 0.62;
        for (const one of race.reportingUnits) if (one.eevp !== undefined) one.eevp = 0.62;
      }
    });
    expect(countsOf(v3(fractions))[0]!.expectedShare).toBeCloseTo(0.62, 9);
  });

  it('leaves the share unknown where one vote counted in a hundred and all counted look the same', () => {
    const early = changed(apV3, (copy) => {
      for (const race of copy.races) {
        race.eevp = 1;
        for (const one of race.reportingUnits) Object.assign(one, { eevp: 1, precinctsReporting: 0 });
      }
    });
    const items = v3(early);
    expect(countsOf(items).map(({ expectedShare }) => expectedShare)).toEqual(
      countsOf(items).map(() => null),
    );
    expect(statesOf(items)[0]).toMatchObject({ about: 'expected-share' });
  });

  it('refuses one bad unit by its path and reads the others', () => {
    const bad = changed(
      apV2,
      (copy) => (copy.races[0].reportingUnits[1].candidates[2].voteCount = '12 votes'),
    );
    const items = v2(bad);
    expect(refusedOf(items)).toEqual([
      'races[0].reportingUnits[1].candidates[2].voteCount: "12 votes" is no whole number',
    ]);
    expect(countsOf(items)).toHaveLength(4);
  });

  it('takes an absent figure as unknown and not as zero', () => {
    const absent = changed(apV2, (copy) => delete copy.races[0].reportingUnits[0].candidates[2].voteCount);
    const [state] = countsOf(v2(absent));
    expect(state!.votes['33']).toBeNull();
    expect(state!.total).toBeNull();
  });

  it('refuses a unit in which one candidate stands twice', () => {
    const twice = changed(apV2, (copy) => (copy.races[0].reportingUnits[0].candidates[1].polID = '11'));
    expect(refusedOf(v2(twice))).toEqual([
      'races[0].reportingUnits[0].candidates[1]: candidate 11 stands twice',
    ]);
  });

  it('keeps two primaries of one state and office apart', () => {
    const primaries = changed(apV2, (copy) => {
      copy.races[0] = { ...copy.races[0], raceID: '31', raceTypeID: 'D' };
      copy.races[1] = { ...copy.races[1], raceID: '32', raceTypeID: 'R', officeID: 'P', seatNum: undefined };
    });
    expect(new Set(countsOf(v2(primaries)).map(({ contest }) => contest))).toEqual(
      new Set(['MA/president/31', 'MA/president/32']),
    );
  });
});
