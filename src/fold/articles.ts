/** The articles as published so far, with one more version: the lead first ever published leads for good. */
import type { Article, Articles } from '../brief/brief.ts';
import type { Publication } from './records.ts';

export function withPublication(articles: Articles | null, publication: Publication): Articles | null {
  const { article: id, kind, section, version } = publication;
  const before = articles?.lead.id === id ? articles.lead : articles?.pieces.find((one) => one.id === id);
  const after: Article = { id, kind, section, versions: [...(before?.versions ?? []), version] };
  if (kind === 'lead') return { lead: after, pieces: articles?.pieces ?? [] };
  if (articles === null) throw new Error(`invalid publication of "${id}": the night's article comes first`);
  const pieces =
    before === undefined
      ? [...articles.pieces, after]
      : articles.pieces.map((one) => (one.id === id ? after : one));
  return { ...articles, pieces };
}
