/**
 * An article as ninjs 3.1 (IPTC News in JSON), and such an item of another house as a draft of ours.
 *
 * Out: one item a language, cancelled where the article was taken down. In: text only; its numbers become the writer's
 * own, for no record of this desk stands behind them until somebody binds them.
 */
import { formatInstant } from '../election/instant.ts';
import type { Language } from '../response/playbook.ts';
import { type Article, type BriefFacts, isTakenDown, newestVersion } from './brief.ts';
import { sectionOf } from './sections.ts';
import type { StorySource } from './story.ts';
import { harmless, plainText } from './text.ts';

export function ninjsOf(
  article: Article,
  language: Language,
  { facts, uri, picture }: { facts: BriefFacts; uri: string; picture: string },
): object {
  const newest = newestVersion(article);
  const text = newest.text[language];
  const body = text.body.map(plainText).join('\n\n');
  const section = sectionOf(article.section);
  const corrections = article.versions.flatMap(({ correction }) =>
    correction === null ? [] : [correction[language]],
  );
  const note = [
    ...(facts.rehearsal === null
      ? []
      : [language === 'en' ? 'Rehearsal: not for publication.' : '演習。公開しないこと。']),
    ...corrections,
  ].join(' ');
  return {
    uri,
    type: 'text',
    representationType: 'full',
    profile: 'text-only',
    version: String(newest.number),
    firstCreated: formatInstant(article.versions[0]!.at),
    versionCreated: formatInstant(newest.at),
    pubStatus: facts.rehearsal !== null ? 'withheld' : isTakenDown(article) ? 'canceled' : 'usable',
    language,
    by: 'Firstcall',
    headlines: [{ role: 'main', contentType: 'text/plain', value: text.headline }],
    descriptions: [{ role: 'standfirst', contentType: 'text/plain', value: text.standfirst }],
    bodies: [{ role: 'main', contentType: 'text/plain', charCount: [...body].length, value: body }],
    subjects: [{ name: section.name[language], literal: section.id, rel: 'about' }],
    ...(text.place === '' ? {} : { places: [{ name: text.place, rel: 'dateline' }] }),
    ...(note === '' ? {} : { edNote: note }),
    associations: [
      {
        name: 'picture',
        uri: picture,
        type: 'graphic',
        renditions: [{ name: 'share', href: picture, contentType: 'image/png' }],
      },
    ],
  };
}

export type ReadNinjs =
  | { readonly ok: true; readonly language: string; readonly source: StorySource }
  | { readonly ok: false; readonly reason: string };

/** Reads an item of ninjs 3, or says why it is none that could be used. */
export function readNinjs(item: unknown): ReadNinjs {
  if (item === null || typeof item !== 'object')
    return { ok: false, reason: 'this is no ninjs item: one JSON object' };
  const { type, pubStatus, embargoedUntil, language, headlines, descriptions, bodies } = item as Record<
    string,
    unknown
  >;
  if (type !== undefined && type !== 'text')
    return { ok: false, reason: `only text is taken in, this is "${String(type)}"` };
  if (pubStatus === 'canceled' || pubStatus === 'withheld')
    return { ok: false, reason: `its sender marks it ${pubStatus}` };
  if (embargoedUntil !== undefined)
    return { ok: false, reason: `its sender holds it back until ${String(embargoedUntil)}` };
  const headline = valueIn(headlines);
  const body = valueIn(bodies);
  if (headline === null || body === null) return { ok: false, reason: 'it has no headline or no text' };
  return {
    ok: true,
    language: typeof language === 'string' ? language : '',
    source: {
      headline: withOwnNumbers(harmless(headline)),
      standfirst: withOwnNumbers(harmless(valueIn(descriptions) ?? '')),
      body: body
        .slice(0, 20_000)
        .split(/\n\s*\n/)
        .map((paragraph) => withOwnNumbers(harmless(paragraph, 4_000)))
        .join('\n\n'),
    },
  };
}

/** The plain text of a list of headlines or bodies, the main one first. */
function valueIn(list: unknown): string | null {
  if (!Array.isArray(list)) return null;
  const all = list.filter(
    (one): one is { role?: string; contentType?: string; value: string } =>
      one !== null && typeof one === 'object' && typeof (one as { value?: unknown }).value === 'string',
  );
  const plain = all.filter(({ contentType }) => contentType === undefined || contentType === 'text/plain');
  return (plain.find(({ role }) => role === 'main') ?? plain[0])?.value ?? null;
}

function withOwnNumbers(text: string): string {
  return text.replace(/[{}]/g, '').replace(/\p{Nd}[\p{Nd}.,:]*(?<![.,:])/gu, (number) => `{plain:${number}}`);
}
