/**
 * A person's command on the brief becomes records, or one refusal with its reason.
 *
 * (command, stories, articles, person, moment) → drafts. Nobody publishes alone: besides the writer one other person
 * approves the exact text, two where the section or the podium asks for it.
 */
import type { Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import type { Sha256 } from '../response/bind.ts';
import type { Person, Role } from '../response/playbook.ts';
import type { Phrase } from '../verdict/verdict.ts';
import type { Articles } from './brief.ts';
import { isTakenDown } from './brief.ts';
import { looseNumbers, unknownTokens } from './check-text.ts';
import type { BriefCommand } from './command.ts';
import { briefPhrase } from './phrases.ts';
import { sectionOf } from './sections.ts';
import {
  bindingOf,
  type Stories,
  type Story,
  type StoryContent,
  type StoryPlace,
  type StoryRecords,
} from './story.ts';

export const WRITERS: readonly Role[] = ['drafter', 'press-officer', 'duty-officer'];
export const APPROVERS: readonly Role[] = ['approver', 'press-officer', 'duty-officer'];
export const PUBLISHERS: readonly Role[] = ['press-officer', 'duty-officer'];

const ROLES: Readonly<Record<BriefCommand['do'], readonly Role[]>> = {
  'write-story': WRITERS,
  'approve-story': APPROVERS,
  'publish-story': PUBLISHERS,
  'take-down': PUBLISHERS,
  exclude: PUBLISHERS,
  include: PUBLISHERS,
};

export type BriefSituation = {
  readonly stories: Stories;
  readonly articles: Articles | null;
  readonly person: Person;
  readonly at: Instant;
  readonly sha256: Sha256;
  /** Keys of the plan's steps that a line may serve. */
  readonly lineSteps?: readonly string[];
};

export function isBriefCommand(command: { readonly do: string }): command is BriefCommand {
  return Object.hasOwn(ROLES, command.do);
}

export function decideBrief(command: BriefCommand, situation: BriefSituation): Draft[] {
  const { person, at } = situation;
  const by = `person:${person.id}`;
  const roles = ROLES[command.do];
  const why = person.roles.some((role) => roles.includes(role))
    ? refusalOf(command, situation)
    : briefPhrase('refused-brief-role');
  if (why !== null)
    return [{ at, by, kind: 'denied', data: { command: command.do, branch: null, step: null, why } }];
  return [{ at, by, ...recordOf(command) }];
}

function recordOf(command: BriefCommand): {
  [Kind in keyof StoryRecords]: { kind: Kind; data: StoryRecords[Kind] };
}[keyof StoryRecords] {
  switch (command.do) {
    case 'write-story': {
      const { story, content, followed } = command;
      return { kind: 'story-written', data: { story, content, followed } };
    }
    case 'approve-story':
      return { kind: 'story-approved', data: { story: command.story, binds: command.binds } };
    case 'publish-story':
      return { kind: 'story-released', data: { story: command.story, binds: command.binds } };
    case 'take-down':
      return { kind: 'taken-down', data: { article: command.article, reason: command.reason } };
    case 'exclude':
    case 'include': {
      const { article, reason } = command;
      return { kind: 'ranking-excluded', data: { article, excluded: command.do === 'exclude', reason } };
    }
  }
}

function refusalOf(command: BriefCommand, situation: BriefSituation): Phrase | null {
  switch (command.do) {
    case 'write-story':
      return againstWriting(command, situation);
    case 'approve-story':
      return againstApproval(command, situation);
    case 'publish-story':
      return againstPublication(command, situation);
    case 'take-down':
      return againstTakeDown(command.article, situation);
    case 'exclude':
    case 'include':
      return articleIn(situation, command.article) === undefined
        ? briefPhrase('refused-brief-unknown', { name: command.article })
        : null;
  }
}

function articleIn({ articles }: BriefSituation, id: string) {
  return articles?.lead.id === id ? articles.lead : articles?.pieces.find((one) => one.id === id);
}

/** Addresses that an article written by rule has or may still get. */
function isReserved(id: string): boolean {
  return (
    /^(call|group|claim|concession|retraction)-/.test(id) ||
    ['last-polls', 'what-is-final', 'two-clocks', 'the-government-follows-the-count'].includes(id)
  );
}

/** A story may not take the address of an article that is written by rule, nor change between page and podium. */
function againstWriting(
  { story: id, content, followed }: Extract<BriefCommand, { do: 'write-story' }>,
  situation: BriefSituation,
): Phrase | null {
  const known = situation.stories.stories[id];
  const taken = articleIn(situation, id);
  if (isReserved(id) || (known === undefined && taken !== undefined))
    return briefPhrase('refused-brief-taken', { name: id });
  if (situation.stories.takenDown[id] !== undefined) return briefPhrase('refused-brief-down');
  if (known !== undefined && known.content.place !== content.place) return briefPhrase('refused-brief-moved');
  if ((content.place === 'podium') !== (content.line !== null)) return briefPhrase('refused-brief-line');
  const step = content.line?.step ?? null;
  if (step !== null && situation.lineSteps?.includes(step) === false)
    return briefPhrase('refused-brief-step', { name: step });
  if (followed.length === 0) return briefPhrase('refused-brief-followed');
  return againstContent(content);
}

function againstContent({ text }: StoryContent): Phrase | null {
  for (const { headline, standfirst, body } of [text.en, text.ja]) {
    if (headline.trim() === '' || body.trim() === '') return briefPhrase('refused-brief-empty');
    const whole = [headline, standfirst, body].join('\n\n');
    const unknown = unknownTokens(whole);
    if (unknown.length > 0) return briefPhrase('refused-brief-token', { tokens: unknown.join(' ') });
    const loose = looseNumbers(whole);
    if (loose.length > 0) return briefPhrase('refused-brief-loose', { numbers: loose.slice(0, 8).join(' ') });
  }
  return null;
}

function known(id: string, binds: string, { stories, sha256 }: BriefSituation): Story | Phrase {
  const story = stories.stories[id];
  if (story === undefined) return briefPhrase('refused-brief-unknown', { name: id });
  if (bindingOf(story.content, sha256) !== binds) return briefPhrase('refused-brief-binds');
  return story;
}

function isPhrase(value: Story | Phrase): value is Phrase {
  return 'key' in value;
}

function againstApproval(
  { story: id, binds }: Extract<BriefCommand, { binds: string }>,
  situation: BriefSituation,
): Phrase | null {
  const story = known(id, binds, situation);
  if (isPhrase(story)) return story;
  if (story.writtenBy === situation.person.id) return briefPhrase('refused-brief-writer');
  return story.approvals.some(({ person }) => person === situation.person.id)
    ? briefPhrase('refused-brief-again')
    : null;
}

function againstPublication(
  { story: id, binds }: Extract<BriefCommand, { binds: string }>,
  situation: BriefSituation,
): Phrase | null {
  const story = known(id, binds, situation);
  if (isPhrase(story)) return story;
  if (situation.stories.takenDown[id] !== undefined) return briefPhrase('refused-brief-down');
  if (story.released?.record === story.record) return briefPhrase('refused-brief-released');
  const wanted = approvalsFor(story.content.place);
  const given = approvalsOf(story);
  return given < wanted ? briefPhrase('refused-brief-approvals', { given, wanted }) : null;
}

function againstTakeDown(id: string, situation: BriefSituation): Phrase | null {
  const article = articleIn(situation, id);
  if (article === undefined) return briefPhrase('refused-brief-unknown', { name: id });
  if (article.kind === 'lead') return briefPhrase('refused-brief-lead');
  return isTakenDown(article) || situation.stories.takenDown[id] !== undefined
    ? briefPhrase('refused-brief-down')
    : null;
}

/** Approvals by others than the writer: what the spokesman says takes two, like a statement. */
export function approvalsFor(place: StoryPlace): number {
  return place === 'podium' ? 2 : sectionOf(place).approvals;
}

/** Distinct people besides the writer who approved the text as it stands: a rewriting voids them all. */
export function approvalsOf({ approvals, writtenBy }: Story): number {
  return new Set(approvals.map(({ person }) => person).filter((person) => person !== writtenBy)).size;
}
