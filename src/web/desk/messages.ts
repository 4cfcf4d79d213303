/**
 * The words of the desk's frame and of the night, in both languages. What the desk says about the election comes
 * worded from the server; these are the labels around it. A string with a value in it is a function of that value,
 * so that no sentence is glued from pieces; a string that one of the languages lacks does not compile.
 */
import type { Language } from '../../response/playbook.ts';
import { FRAME, type FrameMessages } from './messages-frame.ts';
import { NIGHT, type NightMessages } from './messages-night.ts';
import { TERMS, type TermMessages } from './messages-terms.ts';

export type Messages = FrameMessages & TermMessages & NightMessages;

const MESSAGES: Readonly<Record<Language, Messages>> = {
  en: { ...FRAME.en, ...TERMS.en, ...NIGHT.en },
  ja: { ...FRAME.ja, ...TERMS.ja, ...NIGHT.ja },
};

export function messagesIn(language: Language): Messages {
  return MESSAGES[language];
}
