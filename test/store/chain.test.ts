import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/election/record.ts';
import { checkRow, EMPTY, fromLine, type Head, seal, toLine, toRecord } from '../../src/store/chain.ts';
import { drafts } from './drafts.ts';

const at = Date.UTC(2024, 10, 6, 10, 34);

function sealOne(data: unknown, more: Partial<Draft> = {}) {
  return seal(EMPTY, [{ at, by: 'desk', kind: 'note', data, ...more }])[0]!;
}

describe('a sealed record', () => {
  it('is the canonical JSON of RFC 8785 and its SHA-256', () => {
    const row = sealOne({
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
      literals: [null, true],
      b: '€$\u000f\nA',
    });
    expect(row.body).toBe(
      `{"at":"2024-11-06T10:34:00Z","by":"desk","data":{"b":"€$\\u000f\\nA","literals":[null,true],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]},"kind":"note","prev":"${'0'.repeat(64)}","seq":1}`,
    );
    // From Python's hashlib over the text above.
    expect(row.hash).toBe('b9a2103c1e0d762f6bdf3a61c82c62f158096c124c44fc49f379d846c4ca7b1e');
  });

  it('carries the hash of the one before', () => {
    const rows = seal(EMPTY, drafts(3));
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(rows.map((row) => toRecord(row).prev)).toEqual([EMPTY.hash, rows[0]!.hash, rows[1]!.hash]);
  });

  it('is the same whether sealed in one batch or in two', () => {
    const whole = seal(EMPTY, drafts(20));
    const first = seal(EMPTY, drafts(7));
    expect([...first, ...seal(first.at(-1)!, drafts(13, 8))]).toEqual(whole);
  });

  it('does not depend on the order in which fields were set', () => {
    expect(sealOne({ a: 1, b: { c: 2, d: 3 } }).hash).toBe(sealOne({ b: { d: 3, c: 2 }, a: 1 }).hash);
  });
});

describe('a draft that JSON cannot carry', () => {
  it.each<[string, unknown, string]>([
    [
      'undefined',
      { votes: { first: undefined } },
      'data.votes.first is undefined; leave the field out or write null',
    ],
    ['no data', undefined, 'data is undefined'],
    ['a hole in a list', { list: [1, undefined] }, 'data.list[1] is undefined'],
    ['NaN', { share: Number.NaN }, 'data.share is NaN; write null where a number is unknown'],
    ['infinity', { list: [{ share: -Infinity }] }, 'data.list[0].share is -Infinity'],
    ['half a character', { name: 'a\ud800' }, 'data.name holds half a character'],
    ['half a character in a key', { names: { '\udc00': 1 } }, 'data.names has a key with half a character'],
    ['a bigint', { votes: 5n }, 'data.votes is a bigint'],
    ['a date', { on: new Date(0) }, 'data.on is a Date; only plain objects can be written'],
    ['a map', new Map(), 'data is a Map'],
  ])('is refused with the path: %s', (_, data, message) => {
    expect(() => sealOne(data)).toThrow(message);
  });

  it('is refused where its moment is not one', () => {
    expect(() => sealOne({}, { at: Number.NaN })).toThrow('at is NaN');
    expect(() => sealOne({}, { at: 0.5 })).toThrow('at is 0.5');
    expect(() => sealOne({}, { at: 8.64e15 })).toThrow('years 1 to 9999');
  });

  it('is named by its kind and place among the others', () => {
    const bad = { at, by: 'desk', kind: 'verdict', data: { p: Number.NaN } };
    expect(() => seal(EMPTY, [...drafts(2), bad])).toThrow(
      'invalid record "verdict" (3 of 3): data.p is NaN',
    );
  });
});

describe('any data', () => {
  const anyDraft = fc.record({
    at: fc.integer({ min: Date.UTC(1900), max: Date.UTC(2200) }),
    by: fc.string({ unit: 'grapheme' }),
    kind: fc.stringMatching(/^[a-z][a-z-]{0,15}$/),
    data: fc.jsonValue({ noUnicodeString: false }),
  });
  const options = { seed: 20241105, numRuns: 500 };

  it('reads back as it was written, and seals to the same hash again', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const row = seal(EMPTY, [draft])[0]!;
        const { seq, prev, hash, ...again } = toRecord(row);
        expect(again).toEqual(JSON.parse(JSON.stringify(draft)));
        expect(seal(EMPTY, [again])[0]).toEqual(row);
        expect(fromLine(toLine(row))).toEqual(row);
      }),
      options,
    );
  });

  it('is found changed when any character of it changes', () => {
    const replacement = fc.tuple(fc.nat(), fc.constantFrom('0', '1', 'x', '"', '}', ' ', ''));
    fc.assert(
      fc.property(anyDraft, replacement, (draft, [place, character]) => {
        const row = seal(EMPTY, [draft])[0]!;
        const index = place % row.body.length;
        fc.pre(row.body[index] !== character);
        const body = row.body.slice(0, index) + character + row.body.slice(index + 1);
        expect(checkRow(EMPTY, row)).toEqual([]);
        expect(checkRow(EMPTY, { ...row, body })).not.toEqual([]);
      }),
      options,
    );
  });
});

describe('checkRow', () => {
  const rows = seal(EMPTY, drafts(5));

  it('accepts a chain and names what is wrong with a row', () => {
    const [first, second, third, fourth] = rows as [Head & (typeof rows)[0], ...typeof rows];
    expect(checkRow(first, second!)).toEqual([]);
    expect(checkRow(first, third!)).toEqual([
      'record 2 is missing',
      'prev is not the hash of the record before',
    ]);
    expect(checkRow(first, { ...fourth! })[0]).toBe('records 2 to 3 are missing');
    expect(checkRow(first, { ...second!, kind: 'other' })).toEqual([
      'column kind "other" is not the record\'s "report"',
    ]);
    expect(checkRow(first, { ...second!, at: 0 })[0]).toMatch(
      'column at 1970-01-01T00:00:00Z is not the record',
    );
    expect(checkRow(first, { ...third!, seq: 2 })).toContain('stands at 2 but says it is record 3');
  });
});
