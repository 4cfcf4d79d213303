import { describe, expect, it } from 'vitest';
import { nist, nistXml } from './fixtures.ts';
import { countsOf, faultOf, readItems, refusedOf, statesOf } from './read.ts';

const json = (document: unknown = nist) => readItems('nist-json', JSON.stringify(document));

// biome-ignore lint/suspicious/noExplicitAny: a change may break the shape, which is its purpose
type Change = (copy: any) => void;

function changed(change: Change): unknown {
  const copy = structuredClone(nist);
  change(copy);
  return copy;
}

describe('NIST SP 1500-100', () => {
  it('says the same in both syntaxes', () => {
    const plain = (items: ReturnType<typeof json>) =>
      countsOf(items).map(({ place: _place, ...count }) => count);
    expect(plain(readItems('nist-xml', nistXml))).toEqual(plain(json()));
    expect(refusedOf(readItems('nist-xml', nistXml))).toEqual([]);
  });

  it('adds up the kinds of vote of a unit, and takes the total where it is given', () => {
    const [first, second, question] = countsOf(json());
    expect(first).toMatchObject({
      contest: 'MA',
      unit: 'p1',
      votes: { 'cs-north': 55, 'cs-south': 40 },
      total: 95,
      blank: 5,
    });
    expect(first!.choices['cs-north']).toEqual({ name: 'ADA NORTH', party: 'DEMOCRAT' });
    expect(second).toMatchObject({ unit: 'p2', votes: { 'cs-north': 42, 'cs-south': 20 }, blank: null });
    expect(question).toMatchObject({ contest: 'q1', choices: { 'q1-yes': { name: 'Yes', party: null } } });
    expect(first!.reportedAt).toBe('2032-11-03T07:10:00Z');
  });

  it('says the status of the report, and that it is a test', () => {
    expect(statesOf(json()).map(({ about, value }) => [about, value])).toEqual([
      ['ballots-cast', 100],
      ['results', 'unofficial-partial'],
    ]);
    expect(countsOf(json(changed((copy) => (copy.IsTest = true)))).every(({ test }) => test)).toBe(true);
  });

  it.each<[string, Change, string]>([
    ['a required field', (copy) => delete copy.Issuer, 'ElectionReport.Issuer: it is missing'],
    [
      'an enumeration',
      (copy) => (copy.Status = 'nearly'),
      'ElectionReport.Status: "nearly" is none of certified, correction, pre-election, recount, unofficial-complete, unofficial-partial',
    ],
    ['a unit', (copy) => copy.GpUnit.pop(), 'GpUnit[0]: GpUnitId p2 is referred to and nowhere defined'],
    [
      'a candidate',
      (copy) => copy.Election[0].Candidate.pop(),
      'Election[0].Contest[0], cs-south: candidate south is referred to and nowhere defined',
    ],
    [
      'a party',
      (copy) => copy.Party.pop(),
      'Election[0].Contest[0], cs-south: party rep is referred to and nowhere defined',
    ],
    [
      'an id that stands twice',
      (copy) => copy.Party.push(copy.Party[0]),
      'Party[2]: the id dem stands twice',
    ],
    [
      'a count without a kind',
      (copy) => delete copy.Election[0].Contest[0].ContestSelection[0].VoteCounts[1].Type,
      'Election[0].Contest[0].ContestSelection[0].VoteCounts[1].Type: it is missing',
    ],
    [
      'a count that stands twice',
      (copy) =>
        copy.Election[0].Contest[0].ContestSelection[0].VoteCounts.push(
          copy.Election[0].Contest[0].ContestSelection[0].VoteCounts[0],
        ),
      'Election[0].Contest[0].ContestSelection[0].VoteCounts[3]: the total votes of cs-north in p1 stand twice',
    ],
  ])('holds the report against the schema: %s', (_what, change, reason) => {
    expect(refusedOf(json(changed(change)))).toEqual([reason]);
  });

  it('gives no count of a unit that is nowhere defined', () => {
    expect(countsOf(json(changed((copy) => copy.GpUnit.pop()))).map(({ unit }) => unit)).toEqual([
      'p1',
      'p1',
    ]);
  });

  it('takes a report for a test where it speaks of tests and cannot be read', () => {
    const items = json(changed((copy) => Object.assign(copy, { IsTest: 'perhaps' })));
    expect(countsOf(items).every(({ test }) => test)).toBe(true);
  });

  it('leaves figures withheld for privacy unknown', () => {
    const items = json(
      changed(
        (copy) =>
          (copy.Election[0].Contest[1].ContestSelection[0].VoteCounts[0].IsSuppressedForPrivacy = true),
      ),
    );
    expect(countsOf(items).at(-1)!.votes).toEqual({ 'q1-yes': null });
  });

  it('keeps rounds of a ranked count apart', () => {
    const items = json(
      changed((copy) => {
        const [counts] = copy.Election[0].Contest[1].ContestSelection[0].VoteCounts;
        copy.Election[0].Contest[1].ContestSelection[0].VoteCounts = [
          { ...counts, Round: 1 },
          { ...counts, Round: 2, Count: 80 },
        ];
      }),
    );
    expect(
      countsOf(items)
        .slice(-2)
        .map(({ contest, total }) => [contest, total]),
    ).toEqual([
      ['q1', 70],
      ['q1/round-2', 80],
    ]);
  });

  it('refuses a report whose list is no list', () => {
    expect(faultOf('nist-json', JSON.stringify(changed((copy) => (copy.Election[0].Contest = 'none'))))).toBe(
      'Election[0].Contest: "none" is no list',
    );
  });

  it('names line and column of a part of XML that breaks the schema', () => {
    const items = readItems('nist-xml', nistXml.replace('<Count>55</Count>', '<Count>many</Count>'));
    expect(refusedOf(items)).toEqual(['line 10, column 94, Count: "many" is no number']);
  });
});
