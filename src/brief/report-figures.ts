/**
 * What short reports share: the ticket they speak of, the hour of their record as a figure, and what the rule asks for.
 */
import type { Language } from '../response/playbook.ts';
import type { ArticleText, ArticleVersion, BriefFacts, BriefTicket, Figure, Paragraph } from './brief.ts';
import { fixedFigure } from './fixed-figures.ts';
import { clock, clockWithZone, dayOfYear } from './stamp.ts';
import { articleText, inWords } from './text.ts';

export type Texts = ArticleVersion['text'];

export const NOT_FINAL = {
  en: 'Not yet final. A call is a desk’s projection and can be taken back.',
  ja: '未確定。当確は報道機関の推計であり、取り消されることがある。',
};

export function shortText(
  headline: Paragraph,
  standfirst: Paragraph,
  body: readonly Paragraph[],
): ArticleText {
  return articleText({ headline, standfirst, body });
}

export function ticketOf(facts: BriefFacts, id: string): BriefTicket {
  return facts.tickets.find((ticket) => ticket.id === id) ?? facts.tickets[0];
}

export function figures(
  facts: BriefFacts,
  fact: { at: number; record: number },
  title: { en: string; ja: string },
  source: { en: string; ja: string },
  note = NOT_FINAL,
) {
  const { home } = facts.zones;
  const make = (language: 'en' | 'ja', text: string): Figure => ({
    text,
    record: fact.record,
    asOf: fact.at,
    source: source[language],
    title: title[language],
    note: note[language],
  });
  const [en, ja] = [clockWithZone(fact.at, home, 'en'), clock(fact.at, home, 'ja')];
  return {
    en: make('en', `${en} on ${dayOfYear(fact.at, home, 'en')}`),
    ja: make('ja', `${dayOfYear(fact.at, home, 'ja')}${ja}`),
    /** Other words on the same record. */
    as: make,
  };
}

/** What the rule asks for, in both languages. */
export function ruleOf({ verdict }: BriefFacts, at: number) {
  const rule = (language: Language, text: string, title: string) =>
    fixedFigure('rule', text, { at, language, title });
  return {
    needed: {
      en: rule('en', `${inWords(verdict.groupsNeeded)} groups`, 'Groups that must name the same winner'),
      ja: rule('ja', `${verdict.groupsNeeded}系統`, '同じ候補の当確を伝えるべき系統'),
    },
    dwell: {
      en: rule(
        'en',
        `${verdict.dwellMinutes} minutes`,
        'How long the calls must stand without contradiction',
      ),
      ja: rule('ja', `${verdict.dwellMinutes}分`, '取り消しも食い違いもないまま要する時間'),
    },
  };
}
