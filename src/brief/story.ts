/**
 * What a person writes: an article for the public pages, or a line or answer for the podium, as the journal has it.
 *
 * Records in, stories out. Text is kept as it was typed, with its figures as tokens ("{electors:R}"); what readers see
 * is bound to records when it is published. An approval binds to the exact text, embargo and section, and is void when
 * any of them changes.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Entry } from '../election/record.ts';
import type { Sha256 } from '../response/bind.ts';
import type { Language } from '../response/playbook.ts';
import type { Level } from '../verdict/verdict.ts';
import type { Excluded, Section, Twin } from './brief.ts';

export type StorySource = {
  readonly headline: string;
  readonly standfirst: string;
  /** Paragraphs parted by an empty line. */
  readonly body: string;
};

/** Held back until a moment or until something has happened; null for at once. */
export type Embargo =
  | { readonly until: 'moment'; readonly at: Instant }
  | { readonly until: 'polls-closed'; readonly contest: string }
  | { readonly until: 'called'; readonly contest: string }
  | { readonly until: 'level'; readonly level: Level }
  | null;

/** `podium` stays inside the house: lines to take, answers and holding lines of the spokesman. */
export type StoryPlace = Section | 'podium';

/** What a line of the podium is, who may say it, and under which verdict it holds. */
export type LineRule = {
  readonly kind: 'line' | 'answer' | 'holding';
  readonly speaker: 'spokesman' | 'minister' | 'embassy';
  /** It expires when the verdict leaves these levels. */
  readonly levels: readonly Level[];
  /** It expires when the calls name another ticket; null where it names nobody. */
  readonly ticket: TicketId | null;
  /** The step of the plan that it serves, "branch/step": expired, it keeps that step from leaving. None where absent. */
  readonly step?: string | null;
};

export type StoryContent = {
  readonly place: StoryPlace;
  readonly text: Readonly<Record<Language, StorySource>>;
  readonly embargo: Embargo;
  /** Null for an article. */
  readonly line: LineRule | null;
};

/** A draft that a person may take up. */
export type StandardDraft = {
  /** Proposed address; free for the writer to change. */
  readonly id: string;
  readonly title: Twin;
  readonly content: StoryContent;
};

type Approval = { readonly person: string; readonly at: Instant; readonly binds: string };

export type Story = {
  readonly id: string;
  readonly content: StoryContent;
  readonly writtenBy: string;
  readonly writtenAt: Instant;
  /** The record of the last writing. */
  readonly record: number;
  readonly revision: number;
  /** The revision that each language's text has followed up to. */
  readonly follows: Readonly<Record<Language, number>>;
  readonly approvals: readonly Approval[];
  /** Ordered to be published by a person; waits for its embargo. */
  readonly released:
    | (Approval & {
        readonly content: StoryContent;
        /** The record of the writing that was released. */
        readonly record: number;
        readonly behind: Language | null;
      })
    | null;
};

export type Stories = {
  readonly stories: Readonly<Record<string, Story>>;
  /** Articles of any kind that a person took down. */
  readonly takenDown: Readonly<
    Record<
      string,
      { readonly person: string; readonly at: Instant; readonly reason: string; readonly record: number }
    >
  >;
  readonly excluded: Excluded;
};

export const NO_STORIES: Stories = { stories: {}, takenDown: {}, excluded: {} };

export type StoryRecords = {
  'story-written': {
    readonly story: string;
    readonly content: StoryContent;
    readonly followed: readonly Language[];
  };
  'story-approved': { readonly story: string; readonly binds: string };
  'story-released': { readonly story: string; readonly binds: string };
  'taken-down': { readonly article: string; readonly reason: string };
  'ranking-excluded': { readonly article: string; readonly excluded: boolean; readonly reason: string };
};

/** What an approval covers: one hash over lists, because a list has only one order. */
export function bindingOf({ place, text, embargo, line }: StoryContent, sha256: Sha256): string {
  const words = ({ headline, standfirst, body }: StorySource) => [headline, standfirst, body];
  const held = embargo === null ? [] : Object.entries(embargo).sort();
  const served = line?.step == null ? [] : [line.step];
  const rule = line === null ? [] : [line.kind, line.speaker, line.levels, line.ticket, ...served];
  return sha256(JSON.stringify(['story/1', place, words(text.en), words(text.ja), held, rule]));
}

/** The stories after a record; the very same value where it is none of theirs. */
export function applyStory(before: Stories, entry: Entry): Stories {
  const person = entry.by.replace(/^person:/, '');
  const { at, seq } = entry;
  switch (entry.kind) {
    case 'story-written':
      return withStory(
        before,
        written(before, entry.data as StoryRecords['story-written'], { person, at, seq }),
      );
    case 'story-approved': {
      const { story: id, binds } = entry.data as StoryRecords['story-approved'];
      const story = before.stories[id]!;
      return withStory(before, { ...story, approvals: [...story.approvals, { person, at, binds }] });
    }
    case 'story-released': {
      const { story: id, binds } = entry.data as StoryRecords['story-released'];
      const story = before.stories[id]!;
      const { content, record } = story;
      return withStory(before, {
        ...story,
        released: { person, at, binds, content, record, behind: behindIn(story) },
      });
    }
    case 'taken-down': {
      const { article, reason } = entry.data as StoryRecords['taken-down'];
      return {
        ...before,
        takenDown: { ...before.takenDown, [article]: { person, at, reason, record: seq } },
      };
    }
    case 'ranking-excluded': {
      const { article, excluded, reason } = entry.data as StoryRecords['ranking-excluded'];
      const { [article]: _gone, ...others } = before.excluded;
      return { ...before, excluded: excluded ? { ...others, [article]: { at, reason } } : others };
    }
    default:
      return before;
  }
}

function withStory(before: Stories, story: Story): Stories {
  return { ...before, stories: { ...before.stories, [story.id]: story } };
}

function written(
  before: Stories,
  { story: id, content, followed }: StoryRecords['story-written'],
  { person, at, seq }: { person: string; at: Instant; seq: number },
): Story {
  const known = before.stories[id];
  const revision = (known?.revision ?? 0) + 1;
  const follow = (language: Language): number =>
    followed.includes(language) ? revision : (known?.follows[language] ?? 0);
  return {
    id,
    content,
    writtenBy: person,
    writtenAt: at,
    record: seq,
    revision,
    follows: { en: follow('en'), ja: follow('ja') },
    approvals: [],
    released: known?.released ?? null,
  };
}

/** The language whose text lags behind the other's; null where both follow the last writing. */
export function behindIn({ follows }: Story): Language | null {
  if (follows.en === follows.ja) return null;
  return follows.en < follows.ja ? 'en' : 'ja';
}
