/**
 * The articles that people wrote, as they are published: bound to the facts of the moment, and bound again whenever a
 * figure in them changes.
 *
 * Facts, stories and the articles so far in, articles out. A figure that only goes on with the count is brought up to
 * date after a while; one that falls, changes or loses its record is corrected at once, with the date and what stood
 * there before.
 */
import { type Instant, MINUTE } from '../election/instant.ts';
import type { Language } from '../response/playbook.ts';
import { LEVELS } from '../verdict/verdict.ts';
import { bindText, type Writing } from './bound-text.ts';
import {
  type Article,
  type ArticleText,
  type ArticleVersion,
  type BriefFacts,
  type Figure,
  LANGUAGES,
  newestVersion,
  type Section,
  TAKEN_DOWN,
  type Twin,
} from './brief.ts';
import { correctionFor, FIGURE_CORRECTED } from './figure-changes.ts';
import type { Embargo, Stories, Story, StorySource } from './story.ts';
import { articleText, figuresIn, harmless, say } from './text.ts';
import type { Bound } from './tokens.ts';

/** As in the night's article: a figure that merely goes on waits for company, so that versions can be read. */
const GROWTH_WAIT = 15 * MINUTE;
const LONGEST_PARAGRAPH = 4000;
const MOST_PARAGRAPHS = 60;

type Released = NonNullable<Story['released']>;

/** The published stories; an article that needs no new version is the very same value. */
export function writeStories(
  facts: BriefFacts,
  stories: Stories,
  previous: readonly Article[],
): readonly Article[] {
  const known = new Map(previous.map((article) => [article.id, article]));
  return Object.values(stories.stories).flatMap(({ id, released }) => {
    const before = known.get(id) ?? null;
    if (released === null || released.content.place === 'podium') return before === null ? [] : [before];
    const after = writeStory(id, released, facts, before);
    return after === null ? [] : [after];
  });
}

/** Whether what an article was held back for has come. */
export function embargoLifted(embargo: Embargo, { at, contests, verdict }: BriefFacts): boolean {
  if (embargo === null) return true;
  const level = LEVELS.indexOf(verdict.level);
  switch (embargo.until) {
    case 'moment':
      return at >= embargo.at;
    case 'polls-closed': {
      const concerned = contests.all.filter(({ id }) => embargo.contest === 'US' || id === embargo.contest);
      return concerned.length > 0 && concerned.every(({ pollsCloseLast }) => pollsCloseLast <= at);
    }
    case 'called':
      return embargo.contest === 'US'
        ? level >= LEVELS.indexOf('called')
        : contests.called.some(({ contest }) => contest === embargo.contest);
    case 'level':
      return level >= LEVELS.indexOf(embargo.level);
  }
}

function writeStory(
  id: string,
  released: Released,
  facts: BriefFacts,
  before: Article | null,
): Article | null {
  const newest = before === null ? null : newestVersion(before);
  if (newest?.said.situation === TAKEN_DOWN) return before;
  const revised = newest === null || newest.said.records[0] !== released.record;
  // A revision that is still held back leaves what is published as it is.
  if (revised && !embargoLifted(released.content.embargo, facts)) return before;
  const drawn = drawStory(released, facts, newest);
  if (revised && drawn.missing.length > 0) return before;
  const changes = newest === null ? [] : changesSince(newest, drawn.bound);
  const turned = changes.some(({ kind }) => kind !== 'moved');
  if (!revised && !turned && (changes.length === 0 || facts.at - newest.at < GROWTH_WAIT)) return before;
  const version: ArticleVersion = {
    number: (newest?.number ?? 0) + 1,
    at: facts.at,
    about: newest === null || revised ? facts.at : newest.about,
    said: { situation: 'stands', ticket: null, groups: [], records: [released.record], gateAt: null },
    text: drawn.text,
    change: changeOf(newest, revised, turned),
    correction: correctionOf(changes),
    bound: drawn.bound.map(({ token, value, figure }) => ({ token, value, text: figure.text })),
    ...(released.behind === null ? {} : { behind: released.behind }),
  };
  const section = released.content.place as Section;
  return { id, kind: 'story', section, versions: [...(before?.versions ?? []), version] };
}

type Drawn = {
  readonly text: Readonly<Record<Language, ArticleText>>;
  /** In English; the values are the same in both. */
  readonly bound: readonly Bound[];
  readonly missing: readonly string[];
  readonly loose: readonly string[];
};

/** A story's text with its figures as they are now; for the page and for the writer's preview alike. */
export function drawStory(
  { content, record, at }: Pick<Released, 'content' | 'record' | 'at'>,
  facts: BriefFacts,
  newest: ArticleVersion | null,
): Drawn {
  const place = facts.zones.home.city;
  const drawn = LANGUAGES.map((language) => {
    const before = newest === null ? [] : figuresIn(newest.text[language]);
    return drawText(content.text[language], facts, language, {
      writing: { record, at },
      before,
      place: place[language],
    });
  });
  const [en, ja] = [drawn[0]!, drawn[1]!];
  return {
    text: { en: en.text, ja: ja.text },
    bound: en.bound.concat(ja.bound.filter(({ token }) => !en.bound.some((one) => one.token === token))),
    missing: [...new Set([...en.missing, ...ja.missing])],
    loose: [...new Set([...en.loose, ...ja.loose])],
  };
}

function drawText(
  source: StorySource,
  facts: BriefFacts,
  language: Language,
  also: { writing: Writing; before: readonly Figure[]; place: string },
) {
  const bind = (text: string) => bindText(text, facts, language, also);
  const headline = bind(harmless(source.headline));
  const standfirst = bind(harmless(source.standfirst));
  const body = paragraphsOf(source.body).map(bind);
  const all = [headline, standfirst, ...body];
  const text = articleText({
    headline: headline.paragraph,
    standfirst: standfirst.paragraph,
    place: also.place,
    body: body.map(({ paragraph }) => paragraph),
  });
  return {
    text,
    bound: unique(all.flatMap(({ bound }) => bound)),
    missing: all.flatMap(({ missing }) => missing),
    loose: all.flatMap(({ loose }) => loose),
  };
}

function unique(bound: readonly Bound[]): Bound[] {
  return bound.filter(({ token }, place) => bound.findIndex((one) => one.token === token) === place);
}

function paragraphsOf(body: string): string[] {
  return body
    .slice(0, MOST_PARAGRAPHS * LONGEST_PARAGRAPH)
    .split(/\n\s*\n/)
    .map((paragraph) => harmless(paragraph, LONGEST_PARAGRAPH))
    .filter((paragraph) => paragraph !== '')
    .slice(0, MOST_PARAGRAPHS);
}

type Change = {
  readonly kind: 'withdrawn' | 'revised' | 'moved';
  readonly was: string;
  /** Null where nothing stands any more. */
  readonly is: string | null;
  readonly title: Twin;
};

function changesSince(before: ArticleVersion, now: readonly Bound[]): Change[] {
  const titles = (token: string): Twin => {
    const title = (language: Language): string =>
      figuresIn(before.text[language]).find((figure) => figure.token === token)?.title ?? token;
    return { en: title('en'), ja: title('ja') };
  };
  return (before.bound ?? []).flatMap(({ token, value, text }): Change[] => {
    const fresh = now.find((one) => one.token === token);
    const title = titles(token);
    if (fresh === undefined) return [{ kind: 'withdrawn', was: text, is: null, title }];
    if (fresh.figure.text === text) return [];
    return [
      { kind: isStepBack(fresh, value) ? 'revised' : 'moved', was: text, is: fresh.figure.text, title },
    ];
  });
}

function isStepBack({ moves, value: now }: Bound, before: number | null): boolean {
  if (moves === 'fixed') return true;
  if (now === null || before === null) return false;
  return (moves === 'grows' && now < before) || (moves === 'falls' && now > before);
}

function changeOf(before: ArticleVersion | null, revised: boolean, turned: boolean): Twin {
  if (before === null) return { en: 'First published', ja: '公開' };
  if (revised) return { en: 'Rewritten', ja: '本文を改稿' };
  return turned ? FIGURE_CORRECTED : { en: 'Figures follow the count', ja: '数字を更新' };
}

function correctionOf(changes: readonly Change[]): Twin | null {
  const steps = changes.filter(({ kind }) => kind !== 'moved');
  if (steps.length === 0) return null;
  const told = (language: Language) =>
    steps.map(({ was, is, title }) => ({ was, is, title: title[language] }));
  return correctionFor({ en: told('en'), ja: told('ja') });
}

const NOTICE = {
  en: {
    source: 'the desk’s own journal',
    title: 'Why it was taken down',
    note: 'In the words of whoever took it down.',
  },
  ja: { source: '担当部署の記録', title: '取り下げの理由', note: '取り下げた者の言葉による。' },
} as const;

/** The articles with a notice in place of each that a person took down. */
export function withTakeDowns(
  articles: readonly Article[],
  { takenDown }: Stories,
  at: Instant,
): readonly Article[] {
  const after = articles.map((article) => {
    const down = takenDown[article.id];
    const newest = newestVersion(article);
    if (down === undefined || newest.said.situation === TAKEN_DOWN) return article;
    const reason = harmless(down.reason);
    const given = (language: Language): Figure => ({
      text: reason,
      record: down.record,
      asOf: down.at,
      source: NOTICE[language].source,
      title: NOTICE[language].title,
      note: NOTICE[language].note,
    });
    const notice: ArticleVersion = {
      number: newest.number + 1,
      at,
      about: at,
      said: { situation: TAKEN_DOWN, ticket: null, groups: [], records: [down.record], gateAt: null },
      text: {
        en: articleText({
          headline: ['This article has been taken down'],
          standfirst: say`The reason given: ${given('en')}`,
          body: [
            say`What stood here is no longer shown. The desk’s journal keeps it, with who took it down and when.`,
          ],
        }),
        ja: articleText({
          headline: ['この記事は取り下げました'],
          standfirst: say`理由：${given('ja')}`,
          body: [say`ここにあった本文は表示していない。担当部署の記録には、取り下げた者と日時とともに残る。`],
        }),
      },
      change: { en: 'Taken down', ja: '取り下げ' },
      correction: {
        en: `This article was taken down. The reason given: ${reason}`,
        ja: `この記事は取り下げました。理由：${reason}`,
      },
    };
    return { ...article, versions: [...article.versions, notice] };
  });
  return after.every((article, place) => article === articles[place]) ? articles : after;
}
