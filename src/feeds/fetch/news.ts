/**
 * What of a source's answer is new: most sources repeat everything that they said before, some the whole series of it.
 *
 * Remembers, by subject, what the last answer said of it; only what the journal has taken counts as said. After a
 * restart it remembers nothing, and each subject is written once more: a repeated report changes no count.
 */
import type { Draft } from '../../election/record.ts';
import type { Call, CountReport } from '../../election/report.ts';

export class News {
  readonly #said = new Map<string, ReadonlySet<string>>();

  readonly isNew = (draft: Draft): boolean => this.#said.get(subjectOf(draft))?.has(wordsOf(draft)) !== true;

  /** The journal has all that an answer said. */
  written(answer: readonly Draft[]): void {
    const said = new Map<string, Set<string>>();
    for (const draft of answer) {
      const subject = subjectOf(draft);
      said.set(subject, (said.get(subject) ?? new Set()).add(wordsOf(draft)));
    }
    for (const [subject, words] of said) this.#said.set(subject, words);
  }
}

/** A call and its retraction are one subject: a desk may call, take back and call again. */
function subjectOf({ kind, data }: Draft): string {
  switch (kind) {
    case 'count': {
      const { unit, contest } = data as CountReport;
      return JSON.stringify(['count', contest, unit]);
    }
    case 'call':
    case 'retraction': {
      const { desk, contest } = data as Call;
      return JSON.stringify(['call', contest, desk]);
    }
    default:
      return wordsOf({ kind, data });
  }
}

/** Its place in the feed and when it was seen are new every time. */
function wordsOf({ kind, data }: Pick<Draft, 'kind' | 'data'>): string {
  const { position: _, observedAt: __, ...said } = data as Partial<CountReport>;
  return JSON.stringify([kind, said]);
}
