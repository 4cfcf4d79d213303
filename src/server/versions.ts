/**
 * Every version of a step's text, newest first, with what each changed: (journal, step) → versions. The first is the
 * playbook's own.
 */
import { difference } from '../brief/difference.ts';
import type { Desk } from '../desk.ts';
import { personOf } from '../fold/context.ts';
import { stepKey } from '../response/apply.ts';
import type { Document, Language } from '../response/playbook.ts';
import type { StepRef } from '../response/response.ts';
import type { VersionView } from './wire-versions.ts';

/** Null where the plan has no such text. */
export async function versionsOf(
  desk: Desk,
  ref: StepRef,
  language: Language,
): Promise<VersionView[] | null> {
  const { context, drafts } = await desk.read(({ context: all, state }) => ({
    context: all,
    drafts: [...(state.response.steps[stepKey(ref)]?.drafts ?? [])],
  }));
  const step = context.playbook.branches
    .find(({ id }) => id === ref.branch)
    ?.steps.find(({ id }) => id === ref.step);
  if (step === undefined || step.document === null) return null;
  const versions: VersionView[] = [
    { number: 1, at: null, by: null, record: null, subject: step.document.subject[language], changes: [] },
  ];
  let before: Document = step.document;
  for (const seq of drafts) {
    const { at, by, data } = await recordOf(desk, seq);
    const drafted = data as Document;
    versions.push({
      number: versions.length + 1,
      at,
      by: personOf(context, by.replace(/^person:/, '')).name[language],
      record: seq,
      subject: drafted.subject[language],
      changes: difference(paragraphs(before, language), paragraphs(drafted, language), language),
    });
    before = drafted;
  }
  return versions.toReversed();
}

async function recordOf(desk: Desk, seq: number) {
  for await (const record of desk.journal.read({ after: seq - 1, upTo: seq })) return record;
  throw new Error(`the journal has no record ${seq}, which the desk has folded`);
}

function paragraphs({ subject, body }: Document, language: Language): string[] {
  return [subject[language], ...body[language].split(/\n+/).filter((line) => line.trim() !== '')];
}
