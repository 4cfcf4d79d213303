/**
 * The night's article: how the government follows the count, from the first closing to the telephone talk.
 *
 * Facts and the article so far in, the article with at most one more version out. A version is never changed; what was
 * said stays readable, and a step back is a version like any other.
 */
import { MINUTE } from '../election/instant.ts';
import type { Article, ArticleVersion, BriefFacts } from './brief.ts';
import { newestVersion } from './brief.ts';
import { changeSince, correctionSince, fallenElectors } from './changes.ts';
import { leadInEnglish, leadInJapanese } from './headlines.ts';
import { type LeadView, readSituation, saidOf } from './situation.ts';
import { harmlessFacts } from './text.ts';

const LEAD_ID = 'the-government-follows-the-count';

/**
 * How long a change of figures alone waits for company: a state is called every few minutes on such a night, and fifty
 * versions would hide the five that matter. The box beside the text shows the figures at once; the text says "as of".
 */
const FIGURES_WAIT = 30 * MINUTE;

export function writeArticle(given: BriefFacts, previous: Article | null): Article {
  const facts = harmlessFacts(given);
  const view = readSituation(facts);
  if (previous === null)
    return { id: LEAD_ID, kind: 'lead', section: 'politics', versions: [versionOf(view, null)] };
  const before = newestVersion(previous);
  const said = saidOf(view);
  const turned =
    !same({ ...said, electors: null }, { ...before.said, electors: null }) ||
    fallenElectors(before.said, said).length > 0;
  if (
    !turned &&
    (facts.at - before.at < FIGURES_WAIT || same(textsOf({ ...view, at: before.at }), before.text))
  )
    return previous;
  return { ...previous, versions: [...previous.versions, versionOf(view, before)] };
}

function versionOf(view: LeadView, before: ArticleVersion | null): ArticleVersion {
  return {
    number: (before?.number ?? 0) + 1,
    at: view.at,
    about: view.at,
    said: saidOf(view),
    text: textsOf(view),
    change: changeSince(before?.said ?? null, view),
    correction: correctionSince(before?.said ?? null, view),
  };
}

function textsOf(view: LeadView): ArticleVersion['text'] {
  return { en: leadInEnglish(view), ja: leadInJapanese(view) };
}

/** Plain data of the same fields; what comes back from the journal may have them in another order. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  return value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
