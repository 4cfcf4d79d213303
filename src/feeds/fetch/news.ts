/**
 * What of a source's answer is new: most sources repeat everything that they said before.
 *
 * Remembers, by subject, what was last written down; only what the journal has taken counts as said. After a restart
 * it remembers nothing, and each subject is written once more: a repeated report changes no count.
 */
import type { Draft } from '../../election/record.ts';
import type { Call, CountReport } from '../../election/report.ts';

export class News {
  readonly #last = new Map<string, string>();

  readonly isNew = (draft: Draft): boolean => this.#last.get(subjectOf(draft)) !== wordsOf(draft);

  written(drafts: readonly Draft[]): void {
    for (const draft of drafts) this.#last.set(subjectOf(draft), wordsOf(draft));
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
