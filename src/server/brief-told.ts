/** Lines of the timeline on what people did to the brief, and on the pages themselves, in both languages. */
import type { StoryRecords } from '../brief/story.ts';
import type { TimelineItem } from '../fold/state.ts';
import type { Told } from './said-words.ts';
import type { Wording } from './wording.ts';

/** The public pages could not be renewed, or are again. */
export type PagesRecord = { readonly state: 'failing' | 'renewed'; readonly problem: string };

type Teller = (data: never, words: Wording, item: TimelineItem) => Told;

function who({ by }: TimelineItem, words: Wording): string {
  return words.person(by.replace(/^person:/, ''));
}

export const TOLD_OF_BRIEF: Readonly<Record<string, Teller>> = {
  'story-written': ({ content }: StoryRecords['story-written'], words, item) => ({
    en: `${who(item, words)} writes: ${content.text.en.headline}`,
    ja: `${who(item, words)}が執筆：${content.text.ja.headline}`,
  }),
  'story-approved': ({ story }: StoryRecords['story-approved'], words, item) => ({
    en: `${who(item, words)} approves the text “${story}”.`,
    ja: `${who(item, words)}が「${story}」の文面を承認。`,
  }),
  'story-released': ({ story }: StoryRecords['story-released'], words, item) => ({
    en: `${who(item, words)} lets “${story}” be published.`,
    ja: `${who(item, words)}が「${story}」の公開を指示。`,
  }),
  'taken-down': ({ article, reason }: StoryRecords['taken-down'], words, item) => ({
    en: `${who(item, words)} takes down “${article}”: ${reason}`,
    ja: `${who(item, words)}が「${article}」を取り下げ：${reason}`,
  }),
  'ranking-excluded': ({ article, excluded, reason }: StoryRecords['ranking-excluded'], words, item) =>
    excluded
      ? {
          en: `${who(item, words)} leaves “${article}” out of the rankings: ${reason}`,
          ja: `${who(item, words)}が「${article}」をランキングから除外：${reason}`,
        }
      : {
          en: `${who(item, words)} takes “${article}” back into the rankings: ${reason}`,
          ja: `${who(item, words)}が「${article}」をランキングに戻す：${reason}`,
        },
  pages: ({ state, problem }: PagesRecord) =>
    state === 'failing'
      ? {
          en: `The public pages are not renewed; readers see the last good ones. ${problem}`,
          ja: `公開ページを更新できません。読者には最後の正常なページが表示されています。${problem}`,
        }
      : { en: 'The public pages are renewed again.', ja: '公開ページの更新が再開しました。' },
};
