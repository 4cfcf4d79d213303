/**
 * The sections of the public pages: their names, and how many people besides the writer must approve what a person
 * writes there. A statement speaks for the government, so two look at it; a report of the count needs one.
 */
import type { Section, Twin } from './brief.ts';

type SectionRule = {
  readonly id: Section;
  readonly name: Twin;
  /** Approvals by others than the writer. */
  readonly approvals: 1 | 2;
};

export const SECTIONS: readonly SectionRule[] = [
  { id: 'politics', name: { en: 'Politics', ja: '政治' }, approvals: 1 },
  { id: 'statements', name: { en: 'Statements', ja: '発表' }, approvals: 2 },
  { id: 'background', name: { en: 'Background', ja: '解説' }, approvals: 1 },
];

export function sectionOf(id: Section): SectionRule {
  return SECTIONS.find((section) => section.id === id) ?? SECTIONS[0]!;
}
