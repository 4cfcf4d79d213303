/**
 * Lets out what a release has set on its way, and says what became of it.
 *
 * The journal holds "leaving" before anything leaves. What is found leaving when the desk opens was interrupted: the
 * file drop can tell whether a letter is there, any other way out could not, and a person would have to find out.
 */
import type { DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import { letterOf } from '../response/letter.ts';
import { draftOf, type ResponseDraft } from '../response/records.ts';
import type { StepRef, StepState } from '../response/response.ts';
import { dropLetter, type Letter } from './file-drop.ts';

/** The job of letting out what is leaving, with all that it needs already read; null where nothing is. */
export function dispatchReleases(
  { state, context }: DeskReader,
  folder: string,
  at: Instant,
): (() => Promise<ResponseDraft[]>) | null {
  const leaving = Object.values(state.response.steps).flatMap((step) =>
    step.release?.state === 'sending' ? [letterFor(step, context)] : [],
  );
  return leaving.length === 0
    ? null
    : () => Promise.all(leaving.map(({ ref, letter }) => dispatch(ref, letter, folder, at)));
}

type Leaving = { readonly ref: StepRef; readonly letter: Letter | null };

function letterFor({ ref, draft, release }: StepState, context: DeskReader['context']): Leaving {
  const step = context.playbook.branches
    .find(({ id }) => id === ref.branch)
    ?.steps.find(({ id }) => id === ref.step);
  const document = draft ?? step?.document ?? null;
  if (step === undefined || document === null || release === null) return { ref, letter: null };
  const { key } = release;
  const options = {
    key,
    at: release.leavesAt,
    zone: context.profile.zones.home.zone,
    rehearsal: context.opened.night !== null,
  };
  const text = context.profile.languages
    .map((language) => letterOf(step, document, language, options))
    .join('\n----\n\n');
  return { ref, letter: { key, name: 'letter.txt', text } };
}

async function dispatch(
  ref: StepRef,
  letter: Letter | null,
  folder: string,
  at: Instant,
): Promise<ResponseDraft> {
  if (letter === null)
    return draftOf('release-failed', at, 'desk', {
      ...ref,
      reason: 'the playbook has no text for this step',
    });
  const sent = await dropLetter(folder, letter);
  return sent.kind === 'sent'
    ? draftOf('release-sent', at, 'desk', { ...ref, receipt: sent.receipt })
    : draftOf('release-failed', at, 'desk', { ...ref, reason: sent.reason });
}
