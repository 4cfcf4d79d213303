/** A step's text in the language that the page does not speak, fetched when the text changes; null until it is here. */
import type { Language } from '../../../../response/playbook.ts';
import type { StepView } from '../../../../server/wire.ts';
import { readDesk } from '../journal/records.ts';
import { keyOf } from './steps.ts';

export type TwinText = {
  readonly language: Language;
  readonly subject: string;
  readonly body: string;
  /** As it is written, its fields unfilled. */
  readonly source: { readonly subject: string; readonly body: string };
};

export class Twin {
  text = $state.raw<TwinText | null>(null);
  #wanted = '';

  async fetch(step: StepView, page: Language): Promise<void> {
    const wanted = `${keyOf(step)} ${step.document?.binds} ${page}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.text = null;
    const language = page === 'en' ? 'ja' : 'en';
    const answer = await readDesk(language);
    if (wanted !== this.#wanted) return;
    const steps = answer.ok ? answer.value.branches.flatMap((branch) => branch.steps) : [];
    const other = steps.find((one) => keyOf(one) === keyOf(step));
    const found = other?.document ?? null;
    // The other language's answer may be of a later text; the approval must show the two that it binds.
    if (found === null || found.binds !== step.document?.binds) this.#wanted = '';
    else {
      const { subject, body } = found;
      this.text = { language, subject, body, source: other?.source ?? { subject, body } };
    }
  }
}
