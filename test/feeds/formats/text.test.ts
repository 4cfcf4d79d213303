import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/feeds/formats/csv-text.ts';
import { parseJson } from '../../../src/feeds/formats/json-text.ts';
import { openFormat } from '../../../src/feeds/formats/open-format.ts';
import { FIXTURES, nistXml } from './fixtures.ts';
import { faultOf, readItems } from './read.ts';

describe('JSON of a stranger', () => {
  it.each([
    ['{"a": x}', 'line 1, column 7: it is no JSON: a value should stand here'],
    ['{"a": 1,\n "b": }', 'line 2, column 7: it is no JSON: a value should stand here'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: it is no JSON: a comma or the end should stand here'],
    ['{"a": 1,}', 'line 1, column 9: it is no JSON: a key should stand here'],
    ['["a', 'line 1, column 2: it is no JSON: a quotation mark is opened and never closed'],
    ['["\\x"]', 'line 1, column 2: it is no JSON: this text has a forbidden character'],
    ['[1, 2', 'line 1, column 6: it is no JSON: it ends too early'],
    ['[1] [2]', 'line 1, column 5: it is no JSON: more stands after its end'],
    ['[01]', 'line 1, column 2: it is no JSON: a value or ] should stand here'],
    ['{"races": [], "a\\u0062": 1,\n "ab": 2}', 'line 2, column 2: the key "ab" stands twice in one object'],
  ])('names the place of the fault in %s', (text, fault) => {
    expect(faultOf('ap-v2', text)).toBe(fault);
  });

  it('finds a key that stands twice behind blanks, and is not misled by a text that looks like one', () => {
    expect(() => parseJson('{"votes" \n : 1, "votes":2}')).toThrow('the key "votes" stands twice');
    expect(() => parseJson('{"said": "\\":", "a":1, "a" :2}')).toThrow('the key "a" stands twice');
    expect(parseJson('{"said": "\\": \\" :", "a":1}')).toEqual({ said: '": " :', a: 1 });
  });

  it('names a place for whatever JSON.parse refuses, and takes whatever it takes', () => {
    const nearJson = fc.oneof(
      fc.json(),
      fc
        .tuple(fc.json(), fc.nat(), fc.constantFrom('"', '{', ']', ',', ':', 'x', '\\', '1', ' '))
        .map(([text, at, mark]) => {
          const cut = at % (text.length + 1);
          return text.slice(0, cut) + mark + text.slice(cut + (at % 2));
        }),
    );
    fc.assert(
      fc.property(nearJson, (text) => {
        let sound = true;
        try {
          JSON.parse(text);
        } catch {
          sound = false;
        }
        try {
          parseJson(text);
          expect(sound).toBe(true);
        } catch (error) {
          if (sound) expect((error as Error).message).toMatch(/stands twice|nests deeper/);
          expect((error as { place?: string }).place).toMatch(/^line \d+, column \d+$/);
        }
      }),
      { seed: 20241105, numRuns: 2000 },
    );
  });

  it('refuses what nests without end', () => {
    expect(faultOf('auto', '['.repeat(200_000))).toMatch(/^line 1, column 200001: it is no JSON/);
    expect(faultOf('auto', '['.repeat(100) + ']'.repeat(100))).toBe(
      'line 1, column 65: it nests deeper than 64 levels',
    );
  });

  it('refuses more text than any feed has, before it reads it', () => {
    const reading = openFormat('auto', { state: null }, () => {});
    reading.write('[');
    const blank = ' '.repeat(8_000_000);
    expect(() => {
      for (let i = 0; i < 9; i++) reading.write(blank);
    }).toThrow('longer than 64 million characters');
  });
});

describe('XML of a stranger', () => {
  const bomb = `<?xml version="1.0"?>\n<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<ElectionReport>&b;</ElectionReport>`;

  it('refuses a document type, and with it every bomb of entities', () => {
    expect(faultOf('auto', bomb)).toBe(
      'line 2, column 78: it declares a document type; a feed must have none',
    );
    expect(faultOf('nist-xml', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><ElectionReport/>')).toContain(
      'declares a document type',
    );
  });

  it('refuses an entity that XML itself does not have', () => {
    expect(faultOf('nist-xml', '<ElectionReport>&xxe;</ElectionReport>')).toMatch(
      /^line 1, column 22: it is no XML: undefined entity/,
    );
  });

  it.each([
    ['elements without end', '<a>'.repeat(100), /nests deeper than 32 elements/],
    [
      'a comment without end',
      `<ElectionReport><!--${'x'.repeat(1_200_000)}`,
      /a tag, comment or text does not end/,
    ],
    ['a text without end', `<ElectionReport>${'x'.repeat(1_200_000)}`, /a tag, comment or text does not end/],
    [
      'an attribute without end',
      `<ElectionReport a="${'x'.repeat(1_200_000)}`,
      /a tag, comment or text does not end/,
    ],
    [
      'a document type without end',
      `<!DOCTYPE x [${'<!ENTITY a "b">'.repeat(100_000)}`,
      /a tag, comment or text does not end/,
    ],
    ['a cut file', nistXml.slice(0, 900), /it is no XML: (unclosed tag|unexpected end)/],
  ])('refuses %s', (_what, text, fault) => {
    const format = text.startsWith('<a>') ? '<ElectionReport>' : '';
    expect(faultOf('nist-xml', format + text)).toMatch(fault);
  });
});

describe('tables of a stranger', () => {
  const rowsOf = (text: string, chunk: number): (readonly string[])[] => {
    const rows: (readonly string[])[] = [];
    const reading = csvText(',', (fields) => rows.push(fields));
    for (let from = 0; from < text.length; from += chunk) reading.write(text.slice(from, from + chunk));
    reading.end();
    return rows;
  };

  it('reads what another reader reads, in chunks of any size', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é'), maxLength: 6 });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 40 }), (rows, chunk) => {
        const text = rows
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        expect(rowsOf(text, chunk)).toEqual(parse(text, { relax_column_count: true }));
      }),
      { seed: 20241105, numRuns: 500 },
    );
  });

  it('counts lines over line ends inside quotation marks', () => {
    const lines: number[] = [];
    const reading = csvText(',', (_fields, line) => lines.push(line));
    reading.write('a,b\r\n"x\ny",1\n\nlast,2');
    reading.end();
    expect(lines).toEqual([1, 2, 5]);
  });

  it('names the line of a quotation mark that is never closed, and of text after one', () => {
    expect(faultOf('openelections', `${FIXTURES['openelections']}"Elm,P9,President`)).toBe(
      'line 9: a quotation mark is opened and never closed',
    );
    expect(faultOf('table', 'unit,North\n"MA"x,5\n')).toBe(
      'line 2: text stands after a closing quotation mark',
    );
    expect(faultOf('table', `unit,North\n"${'x'.repeat(1_200_000)}`)).toBe(
      'line 2: this row does not end: a quotation mark may be opened and never closed',
    );
  });

  it('takes no column that would reach behind an object', () => {
    expect(faultOf('table', 'unit,__proto__\nMA,5\n')).toBe('line 1: __proto__ can be no column');
    expect(readItems('table', 'unit,constructor\nMA,5\n')).toMatchObject([{ votes: { constructor: 5 } }]);
  });
});
