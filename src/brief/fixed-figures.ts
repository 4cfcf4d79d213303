/**
 * Figures that do not move with the count: set by law, by the government's own rule, by the clock or the calendar.
 *
 * They rest on the opening record, number 1, which holds election, policy, zones and offices as the desk began with
 * them; a desk that changed one of these in the middle of the night would have to say so in a record of its own.
 */
import type { Instant } from '../election/instant.ts';
import type { Language } from '../response/playbook.ts';
import type { Figure, Twin } from './brief.ts';

export const OPENING = 1;

const BASES = {
  law: {
    source: { en: 'the election’s rules', ja: '選挙の規則' },
    note: { en: 'Set by law.', ja: '法の定める数。' },
  },
  rule: {
    source: { en: 'the government’s own rule, fixed before the election', ja: '政府が選挙の前に定めた規定' },
    note: { en: 'It does not move with the count.', ja: '開票とともに動くことはない。' },
  },
  polls: {
    source: { en: 'the hours of the polls', ja: '各選挙区の投票時間' },
    note: { en: 'As fixed before the day.', ja: '投票日の前に定められた時刻。' },
  },
  zones: {
    source: { en: 'the time zones of the two capitals', ja: '両首都の標準時' },
    note: {
      en: 'Calculated; it does not move with the count.',
      ja: '計算による。開票とともに動くことはない。',
    },
  },
  offices: {
    source: { en: 'the hours of both offices', ja: '双方の執務時間' },
    note: {
      en: 'Hours in which both are awake; no appointment.',
      ja: '双方が起きている時間帯。会談の約束ではない。',
    },
  },
} as const satisfies Readonly<Record<string, { readonly source: Twin; readonly note: Twin }>>;

/** A figure on the opening record. `at` is the moment of the text, for which it was looked up or calculated. */
export function fixedFigure(
  basis: keyof typeof BASES,
  text: string,
  of: { readonly at: Instant; readonly language: Language; readonly title: string },
): Figure {
  const { source, note } = BASES[basis];
  return {
    text,
    record: OPENING,
    asOf: of.at,
    source: source[of.language],
    title: of.title,
    note: note[of.language],
  };
}
