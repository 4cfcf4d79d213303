/**
 * What the desk's page on the brief receives, in one language: `GET /api/brief`; and a preview of what is being written.
 */
import type { Instant } from '../election/instant.ts';
import type { Language } from '../response/playbook.ts';
import type { ArticleKind, ArticleText, Ranking, Section } from './brief.ts';
import type { Podium } from './podium.ts';
import type { StandardDraft, StoryContent } from './story.ts';

/** `POST /api/brief/preview`. */
export type Preview = {
  readonly text: Readonly<Record<Language, ArticleText>>;
  /** Tokens for which there is no fact yet: the text waits for them. */
  readonly missing: readonly string[];
  /** Numbers bound to nothing and tokens nobody knows: the text is refused with them. */
  readonly loose: readonly string[];
};

export type StoryView = {
  readonly id: string;
  readonly content: StoryContent;
  readonly preview: Preview;
  readonly stage: 'written' | 'approved' | 'released';
  readonly binds: string;
  readonly writtenBy: string;
  readonly writtenAt: Instant;
  readonly revision: number;
  readonly behind: Language | null;
  readonly approvals: readonly string[];
  readonly wanted: number;
  /** Whether what it is held back for has come. */
  readonly lifted: boolean;
  /** Its newest version on the pages; null while there is none. */
  readonly published: { readonly version: number; readonly at: Instant } | null;
  readonly takenDown: string | null;
};

export type PublishedView = {
  readonly id: string;
  readonly kind: ArticleKind;
  readonly section: Section;
  readonly sectionName: string;
  readonly headline: string;
  readonly address: string;
  readonly version: number;
  readonly at: Instant;
  readonly situation: string;
  readonly behind: Language | null;
  /** The newest correction; null where there is none. */
  readonly correction: { readonly at: Instant; readonly text: string } | null;
  /** Unique readers of the last hour, estimated; null where it is not ranked. */
  readonly readers: number | null;
  readonly excluded: string | null;
};

export type BriefPage = {
  readonly at: Instant;
  /** Why readers see older pages than they should; null where all is well. */
  readonly problem: { readonly text: string; readonly since: Instant } | null;
  readonly stories: readonly StoryView[];
  /** Standard pieces that may be taken up. */
  readonly drafts: readonly (StandardDraft & { readonly preview: Preview })[];
  readonly articles: readonly PublishedView[];
  readonly ranking: Ranking | null;
  readonly podium: Podium;
  /** The plan's steps that say something at the podium; a line may serve one of them. */
  readonly lineSteps: readonly { readonly key: string; readonly title: string }[];
  readonly tokens: readonly { readonly token: string; readonly says: string }[];
  /** What the signed-in person's roles allow. */
  readonly may: { readonly write: boolean; readonly approve: boolean; readonly publish: boolean };
};
