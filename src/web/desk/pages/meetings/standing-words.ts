/** The first sentence of the page on meetings, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly ended: (span: string) => string;
  readonly runs: (time: string) => string;
  readonly settled: (span: string) => string;
  readonly held: (span: string, until: string, others: number) => string;
  readonly best: (span: string) => string;
  readonly none: (until: string) => string;
};

const ENGLISH: Words = {
  ended: (span) => `The talk was held: ${span}.`,
  runs: (time) => `The talk has been running since ${time}.`,
  settled: (span) => `The talk is settled for ${span}.`,
  held: (span, until, others) =>
    `${span} is held until ${until}${others === 0 ? '' : others === 1 ? ', and one more window' : `, and ${others} more windows`}.`,
  best: (span) => `Nothing is held. The best window is ${span}.`,
  none: (until) => `Nothing is held, and until ${until} there is no time at which everybody can be reached.`,
};

const JAPANESE: Words = {
  ended: (span) => `電話会談は${span}に行われました。`,
  runs: (time) => `電話会談は${time}から続いています。`,
  settled: (span) => `電話会談は${span}に確定しています。`,
  held: (span, until, others) =>
    others === 0
      ? `${span}を${until}まで確保しています。`
      : `${span}を${until}まで確保しています。ほかに${others}枠を確保中です。`,
  best: (span) => `確保した枠はありません。最良の候補は${span}です。`,
  none: (until) => `確保した枠はなく、${until}までに全員がそろう時間もありません。`,
};

export const STANDING_WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
