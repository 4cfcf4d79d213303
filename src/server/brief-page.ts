/**
 * The desk's page on the brief: what is written, waits and is read, and a preview of a text while it is being written.
 */
import type { Context, Hono } from 'hono';
import type { BriefFacts } from '../brief/brief.ts';
import { type Article, isTakenDown, newestVersion } from '../brief/brief.ts';
import { looseNumbers, unknownTokens } from '../brief/check-text.ts';
import { APPROVERS, approvalsFor, PUBLISHERS, WRITERS } from '../brief/decide.ts';
import type { BriefPage, Preview, PublishedView, StoryView } from '../brief/desk-page.ts';
import { articlePath } from '../brief/pages.ts';
import { lineSteps, podiumOf, stageOf } from '../brief/podium.ts';
import { sectionOf } from '../brief/sections.ts';
import { standardDrafts } from '../brief/standard-pieces.ts';
import { drawStory, embargoLifted } from '../brief/stories.ts';
import { behindIn, bindingOf, type Story, type StoryContent } from '../brief/story.ts';
import { TOKENS } from '../brief/tokens.ts';
import type { DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import { personOf } from '../fold/context.ts';
import type { Language } from '../response/playbook.ts';
import type { AppParts, Env } from './app.ts';
import { readContent } from './brief-commands.ts';
import { briefFacts } from './brief-facts.ts';
import type { SiteState } from './public-site.ts';
import { languageOf } from './session.ts';

export function mountBrief(app: Hono<Env>, parts: AppParts): void {
  app.get('/api/brief', async (c) => {
    const { desk, now } = parts.house();
    const language = languageOf(c.req.query('lang'));
    const { person } = c.var.visitor;
    const page = await desk.read((reader) =>
      briefPage(reader, { language, person, now, site: parts.site.state }),
    );
    return c.json(page, 200, { 'cache-control': 'no-store' });
  });
  app.post('/api/brief/preview', (c) => answerPreview(c, parts));
}

async function answerPreview(c: Context<Env>, parts: AppParts): Promise<Response> {
  const content = readContent(c.var.body);
  if (!content.ok) return c.json({ reason: content.reason }, 422);
  const { desk, now } = parts.house();
  const preview = await desk.read((reader) => {
    const at = Math.max(now, reader.state.at);
    return previewOf(content.value, briefFacts(reader, at), { record: reader.state.seq, at });
  });
  return c.json(preview);
}

function briefPage(
  reader: DeskReader,
  request: { language: Language; person: string; now: Instant; site: SiteState },
): BriefPage {
  const { state, context } = reader;
  const at = Math.max(request.now, state.at);
  const facts = briefFacts(reader, at);
  const { roles } = personOf(context, request.person);
  const may = (allowed: typeof WRITERS) => roles.some((role) => allowed.includes(role));
  const known = new Set(Object.keys(state.stories.stories));
  const ranking = request.site.rankings?.hour ?? null;
  return {
    at,
    problem: request.site.problem ?? null,
    stories: Object.values(state.stories.stories)
      .map((story) => storyView(reader, story, facts, request.language))
      .toSorted((a, b) => b.writtenAt - a.writtenAt),
    drafts: standardDrafts(facts)
      .filter(({ id }) => !known.has(id))
      .map((draft) => ({ ...draft, preview: previewOf(draft.content, facts, { record: state.seq, at }) })),
    articles: publishedArticles(reader, request),
    ranking,
    podium: podiumOf(state.stories, facts),
    lineSteps: lineSteps(context.playbook).map(({ key, branch, step }) => ({
      key,
      title: `${branch.title[request.language]}: ${step.title[request.language]}`,
    })),
    tokens: TOKENS.map(({ token, says }) => ({ token, says: says[request.language] })),
    may: { write: may(WRITERS), approve: may(APPROVERS), publish: may(PUBLISHERS) },
  };
}

function previewOf(
  content: StoryContent,
  facts: BriefFacts,
  { record, at }: { record: number; at: Instant },
): Preview {
  const { text, missing } = drawStory({ content, record, at }, facts, null);
  const whole = [content.text.en, content.text.ja]
    .flatMap(({ headline, standfirst, body }) => [headline, standfirst, body])
    .join('\n\n');
  return { text, missing, loose: [...unknownTokens(whole), ...looseNumbers(whole)] };
}

function storyView(
  { state, context }: DeskReader,
  story: Story,
  facts: BriefFacts,
  language: Language,
): StoryView {
  const { id, content, writtenBy, writtenAt, revision, approvals, record } = story;
  const nameOf = (person: string): string => personOf(context, person).name[language];
  const article = state.articles?.pieces.find((piece) => piece.id === id && piece.kind === 'story');
  const newest = article === undefined ? null : newestVersion(article);
  return {
    id,
    content,
    preview: previewOf(content, facts, { record, at: writtenAt }),
    stage: stageOf(story),
    binds: bindingOf(content, context.sha256),
    writtenBy: nameOf(writtenBy),
    writtenAt,
    revision,
    behind: behindIn(story),
    approvals: approvals.map(({ person }) => nameOf(person)),
    wanted: approvalsFor(content.place),
    lifted: embargoLifted(content.embargo, facts),
    published: newest === null ? null : { version: newest.number, at: newest.at },
    takenDown: state.stories.takenDown[id]?.reason ?? null,
  };
}

function publishedArticles(
  { state }: DeskReader,
  { language, site }: { language: Language; site: SiteState },
): PublishedView[] {
  if (state.articles === null) return [];
  const { lead, pieces } = state.articles;
  const readers = new Map(site.rankings?.hour.ranking.map((one) => [one.article, one.readers]));
  const view = (article: Article): PublishedView => {
    const newest = newestVersion(article);
    const corrected = article.versions.findLast(({ correction }) => correction !== null);
    return {
      id: article.id,
      kind: article.kind,
      section: article.section,
      sectionName: sectionOf(article.section).name[language],
      headline: newest.text[language].headline,
      address: `${site.base}${articlePath(article, language)}`,
      version: newest.number,
      at: newest.at,
      situation: newest.said.situation,
      behind: newest.behind ?? null,
      correction:
        corrected === undefined ? null : { at: corrected.at, text: corrected.correction![language] },
      readers: isTakenDown(article) ? null : (readers.get(article.id) ?? null),
      excluded: state.stories.excluded[article.id]?.reason ?? null,
    };
  };
  return [lead, ...pieces].map(view).toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}
