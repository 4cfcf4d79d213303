import { describe, expect, it } from 'vitest';
import { openFormat } from '../../../src/feeds/formats/open-format.ts';
import { FIXTURES } from './fixtures.ts';
import { faultOf, readItems, refusedOf } from './read.ts';

describe('a file of unknown format', () => {
  it.each(Object.entries(FIXTURES))('is recognised as %s by its content', (id, text) => {
    const reading = openFormat('auto', { state: null }, () => {});
    reading.write(`\ufeff${text}`);
    reading.end();
    expect(reading.format()?.id).toBe(id);
  });

  it.each(Object.entries(FIXTURES))(
    'reads the same whether the format %s is given or found, in any chunks',
    (id, text) => {
      const found = readItems('auto', text, null, 100_000);
      expect(found.length).toBeGreaterThan(0);
      expect(refusedOf(found)).toEqual([]);
      expect(readItems(id, text, null, 7)).toEqual(found);
    },
  );

  it('is refused with what was looked for', () => {
    expect(faultOf('auto', '{"hello": 1}')).toMatch(
      /^the document: its format is not known: this is JSON; looked for .*ap-v2 \(electionDate and races/,
    );
    expect(faultOf('auto', '<html></html>')).toMatch(
      /this is XML with the root html; looked for nist-xml \(the root element ElectionReport\)/,
    );
    expect(faultOf('auto', 'name,age\nx,1\n')).toMatch(
      /a table with the columns name, age; looked for night/,
    );
    expect(faultOf('auto', '')).toBe('line 1, column 1: it is empty');
    expect(faultOf('auto', ' \n ')).toBe('line 1, column 1: it is empty');
  });

  it('is not read as a format that it is not', () => {
    expect(faultOf('ap-v3', FIXTURES['nyt-2020']!)).toMatch(
      /^the document: it is not ap-v3: this is JSON; looked for ap-v3/,
    );
    expect(faultOf('nist-xml', FIXTURES['clarity-detail']!)).toMatch(
      /it is not nist-xml: this is XML with the root ElectionResult/,
    );
    expect(faultOf('medsl', FIXTURES['tse-2022']!)).toMatch(/it is not medsl: this is JSON/);
  });

  it('is not opened under a name that no format has', () => {
    expect(() => openFormat('ap-v9', { state: null }, () => {})).toThrow(
      'unknown format "ap-v9": write auto, npr-2024, ap-v3',
    );
  });
});
