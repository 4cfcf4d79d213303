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
import type { StepState } from '../response/response.ts';
import { dropLetter } from './file-drop.ts';

export async function dispatchReleases(
  { state, context }: DeskReader,
  folder: string,
  at: Instant,
): Promise<ResponseDraft[]> {
  const leaving = Object.values(state.response.steps).filter(({ release }) => release?.state === 'sending');
  return Promise.all(leaving.map((step) => dispatch(step, { context, folder, at })));
}

type Way = { readonly context: DeskReader['context']; readonly folder: string; readonly at: Instant };

async function dispatch(
  { ref, draft, release }: StepState,
  { context, folder, at }: Way,
): Promise<ResponseDraft> {
  const step = context.playbook.branches
    .find(({ id }) => id === ref.branch)
    ?.steps.find(({ id }) => id === ref.step);
  const document = draft ?? step?.document ?? null;
  if (step === undefined || document === null || release === null) {
    return draftOf('release-failed', at, 'desk', {
      ...ref,
      reason: 'the playbook has no text for this step',
    });
  }
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
  const sent = await dropLetter(folder, { key, name: 'letter.txt', text });
  return sent.kind === 'sent'
    ? draftOf('release-sent', at, 'desk', { ...ref, receipt: sent.receipt })
    : draftOf('release-failed', at, 'desk', { ...ref, reason: sent.reason });
}
