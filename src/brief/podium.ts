/**
 * What may be said at the podium now: lines, answers and holding lines, in force, waiting or expired, and why.
 *
 * Stories and facts in, sheet out. A text holds only while the verdict stands at one of its levels and the calls name
 * the ticket that it was written for; the moment either moves it is expired, on the page and on any sheet printed
 * before, whose mark then differs.
 */

import { stepKey } from '../response/apply.ts';
import type { Playbook } from '../response/playbook.ts';
import type { Level, Verdict } from '../verdict/verdict.ts';
import type { BriefFacts, Twin } from './brief.ts';
import { approvalsFor, approvalsOf } from './decide.ts';
import { readSituation } from './situation.ts';
import { drawStory } from './stories.ts';
import type { LineRule, Stories, Story } from './story.ts';
import { plainText } from './text.ts';

export type Spoken = {
  readonly id: string;
  readonly kind: LineRule['kind'];
  readonly speaker: LineRule['speaker'];
  readonly standing: 'in-force' | 'waits' | 'expired';
  /** Why it is not in force: the level or the ticket moved, a fact is missing, or approvals are. */
  readonly because: 'level' | 'ticket' | 'fact' | 'approvals' | null;
  readonly revision: number;
  readonly title: { readonly en: string; readonly ja: string };
  readonly body: { readonly en: readonly string[]; readonly ja: readonly string[] };
  /** The step of the plan that it serves; null for none. */
  readonly step: string | null;
};

/** The line to take that serves a step of the plan. */
export type StepLine = {
  readonly id: string;
  readonly title: Twin;
  readonly standing: Spoken['standing'];
  readonly levels: readonly Level[];
};

export type Podium = {
  readonly spoken: readonly Spoken[];
  /** Facts of the sheet in a few signs: another mark means that an older sheet no longer holds. */
  readonly mark: string;
};

export function podiumOf(stories: Stories, facts: BriefFacts): Podium {
  const spoken = Object.values(stories.stories)
    .filter(({ content }) => content.line !== null)
    .map((story) => spokenOf(story, facts));
  const order = { line: 0, answer: 1, holding: 2 } as const;
  spoken.sort((a, b) => order[a.kind] - order[b.kind] || (a.id < b.id ? -1 : 1));
  const inForce = spoken
    .filter(({ standing }) => standing === 'in-force')
    .map(({ id, revision }) => `${id}.${revision}`);
  const mark = [facts.verdict.level, readSituation(facts).ticket?.id ?? '-', ...inForce].join(' · ');
  return { spoken, mark };
}

function spokenOf(story: Story, facts: BriefFacts): Spoken {
  // Only what was let out may be said; a newer text that waits shows as one of its own until it is.
  const { released } = story;
  const shown = released ?? { content: story.content, record: story.record, at: story.writtenAt };
  const rule = shown.content.line!;
  const drawn = drawStory(shown, facts, null);
  const because = whyNot(story, rule, facts, drawn.missing.length > 0);
  const { en, ja } = drawn.text;
  return {
    id: story.id,
    kind: rule.kind,
    speaker: rule.speaker,
    standing:
      because === null ? 'in-force' : because === 'approvals' || because === 'fact' ? 'waits' : 'expired',
    because,
    revision: story.revision,
    title: { en: en.headline, ja: ja.headline },
    body: { en: en.body.map(plainText), ja: ja.body.map(plainText) },
    step: rule.step ?? null,
  };
}

/**
 * The lines that serve steps of the plan, by the step's key: the one in force, else the one that waits, else one that
 * has expired. A step whose line has expired may not leave: it would say at the podium what no longer holds.
 */
export function linesOfSteps(
  { stories }: Stories,
  { level, ticket }: Pick<Verdict, 'level' | 'ticket'>,
): ReadonlyMap<string, StepLine> {
  const order = { expired: 0, waits: 1, 'in-force': 2 } as const;
  const lines = new Map<string, StepLine>();
  for (const { id, content, released } of Object.values(stories)) {
    const { line: rule, text } = released?.content ?? content;
    if (rule?.step == null || rule.kind !== 'line') continue;
    const holds = rule.levels.includes(level) && (rule.ticket === null || rule.ticket === ticket);
    const standing = holds ? (released === null ? 'waits' : 'in-force') : 'expired';
    const known = lines.get(rule.step);
    if (known !== undefined && order[known.standing] >= order[standing]) continue;
    const title = { en: text.en.headline, ja: text.ja.headline };
    lines.set(rule.step, { id, title, standing, levels: rule.levels });
  }
  return lines;
}

/** The plan's steps that say something at the podium, with their branch. */
export function lineSteps({ branches }: Playbook) {
  return branches.flatMap((branch) =>
    branch.steps
      .filter(({ kind }) => kind === 'line')
      .map((step) => ({ key: stepKey({ branch: branch.id, step: step.id }), branch, step })),
  );
}

/** Keys of the steps whose line has expired. */
export function expiredLines(
  stories: Stories,
  verdict: Pick<Verdict, 'level' | 'ticket'>,
): ReadonlySet<string> {
  const lines = [...linesOfSteps(stories, verdict)];
  return new Set(lines.filter(([, { standing }]) => standing === 'expired').map(([step]) => step));
}

function whyNot(
  story: Story,
  { levels, ticket }: LineRule,
  facts: BriefFacts,
  missing: boolean,
): Spoken['because'] {
  if (!levels.includes(facts.verdict.level)) return 'level';
  if (ticket !== null && readSituation(facts).ticket?.id !== ticket) return 'ticket';
  if (story.released === null) return 'approvals';
  return missing ? 'fact' : null;
}

/** A story as the desk's page shows it, whatever stage it is at. */
export function stageOf(story: Story): 'written' | 'approved' | 'released' {
  if (story.released?.record === story.record) return 'released';
  return approvalsOf(story) >= approvalsFor(story.content.place) ? 'approved' : 'written';
}
