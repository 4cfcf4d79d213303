import { describe, expect, it } from 'vitest';
import { findLeaks } from '../../src/response/leak.ts';

const FORBIDDEN = ['Harris', 'Kamala', 'ハリス', 'first woman'];

describe('the leak scan', () => {
  it.each([
    ['in capitals', 'Dear MS. HARRIS,'],
    ['in full width', 'Ｈａｒｒｉｓ'],
    ['in half-width katakana', 'ﾊﾘｽ氏'],
    ['with a possessive', "Harris's campaign"],
    ['with an invisible character inside', 'Har\u200bris'],
    ['with a soft hyphen inside', 'Ka\u00admala'],
    ['across a line end in Japanese', '副大統領ハリ\nス氏'],
    ['across a line end between two words', 'the first\nwoman in the office'],
    ['in an address', 'mail to kamala@example.org'],
    ['of a whole family', 'the Harrises were there'],
    ['hyphenated at a line’s end', 'the vice president Har-\nris'],
    ['with each letter set apart', 'K a m a l a'],
    ['with accents', 'Kämala'],
    ['in Cyrillic letters that look alike', 'Нarriѕ'],
    ['in hiragana', 'はりす氏'],
    ['with dots between its kana', 'ハ・リ・ス'],
  ])('finds a name %s', (_name, text) => {
    expect(findLeaks(text, FORBIDDEN)).toHaveLength(1);
  });

  it.each([
    ['a town', 'The committee met in Harrisburg.'],
    ['another family name', 'Ms. Harrison'],
    ['a waltz of syllables', 'At the harbour Ris was seen; a car, risen.'],
    ['a plain message', 'I congratulate you on your election.'],
    ['Japanese with single letters of a name', 'ハリケーンとリスク'],
  ])('leaves %s alone', (_name, text) => {
    expect(findLeaks(text, FORBIDDEN)).toEqual([]);
  });

  it('finds composed katakana however it is written', () => {
    expect(findLeaks('ﾊﾞﾝｽ', ['バンス'])).toHaveLength(1);
    expect(findLeaks('ハ\u3099ンス', ['バンス'])).toHaveLength(1);
    expect(findLeaks('ハンス', ['バンス'])).toEqual([]);
  });

  it('says where each one stands, in the order of the text', () => {
    expect(findLeaks('Dear Sir,\n𠮷 Kamala and Harris', FORBIDDEN)).toEqual([
      { word: 'Kamala', line: 2, column: 4 },
      { word: 'Harris', line: 2, column: 15 },
    ]);
  });
});
