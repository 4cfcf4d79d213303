/**
 * Which pages there are and at which addresses: every article and every version of it in both languages, a front, the
 * live night, the sections and the ranking. Addresses are relative to where the site is mounted.
 */
import type { Language } from '../response/playbook.ts';
import { type Article, type Brief, isTakenDown, LANGUAGES, newestVersion, type Section } from './brief.ts';
import { SECTIONS } from './sections.ts';

export type Page =
  | { readonly kind: 'front' | 'live' | 'ranking'; readonly language: Language; readonly path: string }
  | {
      readonly kind: 'section';
      readonly language: Language;
      readonly path: string;
      readonly section: Section;
    }
  | {
      readonly kind: 'article' | 'version';
      readonly language: Language;
      readonly path: string;
      readonly article: Article;
      readonly version: number;
    };

export function frontPath(language: Language): string {
  return `/${language}/`;
}

export function livePath(language: Language): string {
  return `/${language}/live/`;
}

export function sectionPath(section: Section, language: Language): string {
  return `/${language}/${section}/`;
}

/** The feed of the front or of a section. */
export function feedPath(
  { language, section }: { readonly language: Language; readonly section: Section | null },
  form: 'xml' | 'json',
): string {
  return `${section === null ? frontPath(language) : sectionPath(section, language)}feed.${form}`;
}

export function ninjsPath(article: Pick<Article, 'id' | 'section'>, language: Language): string {
  return `${articlePath(article, language)}ninjs.json`;
}

export function rankingPath(language: Language): string {
  return `/${language}/ranking/`;
}

export function articlePath(article: Pick<Article, 'id' | 'section'>, language: Language): string {
  return `/${language}/${article.section}/${article.id}/`;
}

export function versionPath(article: Article, version: number, language: Language): string {
  return `${articlePath(article, language)}v${version}/`;
}

/** The same page in the other language. */
export function twinPath(page: Page, language: Language): string {
  return page.path.replace(/^\/[a-z]{2}\//, `/${language}/`);
}

export function pagesOf({ articles }: Brief): readonly Page[] {
  return LANGUAGES.flatMap((language): Page[] => [
    { kind: 'front', language, path: frontPath(language) },
    { kind: 'live', language, path: livePath(language) },
    { kind: 'ranking', language, path: rankingPath(language) },
    ...SECTIONS.map(
      ({ id }): Page => ({ kind: 'section', language, path: sectionPath(id, language), section: id }),
    ),
    ...[articles.lead, ...articles.pieces].flatMap((article) => articlePages(article, language)),
  ]);
}

function articlePages(article: Article, language: Language): Page[] {
  const newest = newestVersion(article).number;
  return [
    { kind: 'article', language, path: articlePath(article, language), article, version: newest },
    ...(isTakenDown(article) ? [] : article.versions)
      .filter(({ number }) => number < newest)
      .map(
        ({ number }): Page => ({
          kind: 'version',
          language,
          path: versionPath(article, number, language),
          article,
          version: number,
        }),
      ),
  ];
}
