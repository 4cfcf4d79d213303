/**
 * What every component of a page reads: the page, the site's moment, the language's words and ready-made addresses.
 */

import {
  type Article,
  type ArticleText,
  type ArticleVersion,
  type Brief,
  isTakenDown,
  type Twin,
} from '../../brief/brief.ts';
import { articlePath, frontPath, type Page, rankingPath } from '../../brief/pages.ts';
import type { Links } from '../../brief/renderer.ts';
import * as stamps from '../../brief/stamp.ts';
import type { Language } from '../../response/playbook.ts';
import { WORDS, type Words } from './words.ts';

export type PageView = {
  readonly page: Page;
  readonly brief: Brief;
  readonly language: Language;
  readonly other: Language;
  readonly words: Words;
  readonly links: Links;
};

export function viewOf(page: Page, brief: Brief, links: Links): PageView {
  const { language } = page;
  return { page, brief, language, other: language === 'en' ? 'ja' : 'en', words: WORDS[language], links };
}

export function inLanguage(view: PageView, twin: Twin): string {
  return twin[view.language];
}

export function address(view: PageView, path: string): string {
  return `${view.links.base}${path}`;
}

export function articleAddress(view: PageView, article: Article): string {
  return address(view, articlePath(article, view.language));
}

export function frontAddress(view: PageView): string {
  return address(view, frontPath(view.language));
}

export function rankingAddress(view: PageView): string {
  return address(view, rankingPath(view.language));
}

export function textOf(view: PageView, version: ArticleVersion): ArticleText {
  return version.text[view.language];
}

/** What can be read: all but what was taken down. */
export function allArticles({ brief }: PageView): readonly Article[] {
  return [brief.articles.lead, ...brief.articles.pieces].filter((article) => !isTakenDown(article));
}

/** The moment that a page is of: an earlier version stays at its own. */
export function pageMoment({ page, brief }: PageView): number {
  return page.kind === 'version' ? page.article.versions[page.version - 1]!.at : brief.facts.at;
}

/** A moment in the forms that the pages use; each is written only when asked for. */
export function moment({ brief, language }: PageView, at: number) {
  const { home, there } = brief.facts.zones;
  return {
    get machine() {
      return stamps.machineTime(at, home);
    },
    get stamp() {
      return stamps.stamp(at, home, language);
    },
    get there() {
      return stamps.stampThere(at, home, there, language);
    },
    get clock() {
      return stamps.clock(at, home, language);
    },
    get clockWithZone() {
      return stamps.clockWithZone(at, home, language);
    },
    /** "23:10 JST, November 5" or 「11月5日 23時10分」, where the year goes without saying. */
    get clockWithDay() {
      const [time, day] = [stamps.clockWithZone(at, home, language), stamps.dayOfYear(at, home, language)];
      return language === 'en' ? `${time}, ${day}` : `${day} ${time}`;
    },
    get clockThere() {
      return stamps.clockWithZone(at, there, language);
    },
    get day() {
      return stamps.dayOfYear(at, home, language);
    },
    get dayThere() {
      return stamps.dayOfYear(at, there, language);
    },
    get date() {
      return stamps.date(at, home, language);
    },
    get weekday() {
      return stamps.weekday(at, home, language);
    },
    get sameDay() {
      return stamps.date(at, home, 'en') === stamps.date(at, there, 'en');
    },
  };
}
