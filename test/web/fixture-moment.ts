/** The moment and the two languages that the fixture's parts share. */
import { parseInstant } from '../../src/election/instant.ts';
import type { Language } from '../../src/response/playbook.ts';
import type { Standing } from '../../src/verdict/verdict.ts';

export type Variant = 'waiting' | 'before-closing' | 'hold' | 'released' | 'withdrawal-due';

export const at = (hour: string) => parseInstant(`2024-11-06T${hour}:00Z`);
export const GATE = at('11:30');

/** Picks the wording of one language: both stand side by side where they are written. */
export type Say = (en: string, ja: string) => string;
export const sayIn =
  (language: Language): Say =>
  (en, ja) =>
    language === 'ja' ? ja : en;

export const STANDING: Readonly<Record<Variant, Standing>> = {
  waiting: 'wait',
  'before-closing': 'wait',
  hold: 'hold',
  released: 'releasable',
  'withdrawal-due': 'hold',
};
