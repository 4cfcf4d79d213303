import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference } from '../../src/brief/difference.ts';

function shown(before: string[], after: string[], language: 'en' | 'ja' = 'en'): string[] {
  const marks = { same: ['', ''], deleted: ['[-', '-]'], inserted: ['{+', '+}'] } as const;
  return difference(before, after, language).map((changes) =>
    changes.map(({ kind, text }) => `${marks[kind][0]}${text}${marks[kind][1]}`).join(''),
  );
}

describe('the difference of two texts', () => {
  it('marks the words that changed and leaves out what did not', () => {
    expect(
      shown(['Trump held 248 electors.', 'Nothing else.'], ['Trump held 267 electors.', 'Nothing else.']),
    ).toEqual(['Trump held [-248 -]{+267 +}electors.']);
  });

  it('finds words in Japanese, which has no spaces', () => {
    expect(
      shown(['選挙人はトランプ氏248人、ハリス氏214人。'], ['選挙人はトランプ氏267人、ハリス氏214人。'], 'ja'),
    ).toEqual(['選挙人はトランプ氏[-248-]{+267+}人、ハリス氏214人。']);
  });

  it('shows a rewritten paragraph as replaced, not as crumbs', () => {
    expect(shown(['It will wait for the end of the count.'], ['The message has left the house.'])).toEqual([
      '[-It will wait for the end of the count.-]',
      '{+The message has left the house.+}',
    ]);
  });

  it('keeps a few words around a change in a long paragraph', () => {
    const words = Array.from({ length: 40 }, (_, place) => `w${place}`);
    const after = words.with(20, 'new');
    expect(shown([words.join(' ')], [after.join(' ')])).toEqual([
      '… w14 w15 w16 w17 w18 w19 [-w20 -]{+new +}w21 w22 w23 w24 w25 w26 …',
    ]);
  });

  it('loses no word of either text that changed', () => {
    const paragraph = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 })
      .map((words) => words.join(' '));
    const text = fc.array(paragraph, { maxLength: 4 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = difference(before, after, 'en').flat();
        const count = (list: string[], word: string): number =>
          list
            .join(' ')
            .split(' ')
            .filter((one) => one === word).length;
        for (const word of ['a', 'b', 'c', 'd']) {
          const of = (kind: string): number =>
            count(
              changes.filter((change) => change.kind === kind).map(({ text }) => text),
              word,
            );
          expect(of('inserted') - of('deleted')).toBe(count(after, word) - count(before, word));
        }
      }),
      { seed: 20241105 },
    );
  });
});
