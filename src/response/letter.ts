/**
 * What leaves, as the text of one file: headers, an empty line, the body.
 *
 * (step, document, language, release) → text. The same release always gives the same text, so that a way out can tell
 * a repeated letter from another one. Values of headers are put on one line: a text cannot make itself a header.
 */
import type { Instant } from '../election/instant.ts';
import type { Document, Language, Playbook, Step } from './playbook.ts';
import type { StepRef } from './response.ts';

/** The idempotency key of a step: the same for every order of it, so that no second order can send it again. */
export function keyOf(playbook: Playbook, { branch, step }: StepRef): string {
  return `${playbook.id}.${branch}.${step}`;
}

/** Between the languages of one letter. */
export const RULE = '\n----\n\n';

export type LetterOptions = {
  readonly key: string;
  readonly at: Instant;
  /** IANA zone of the house, in which the letter is dated. */
  readonly zone: string;
  /** A rehearsal's letter says so before anything else. */
  readonly rehearsal: boolean;
};

export const HEADERS = {
  en: {
    mark: 'Mark: ',
    rehearsal: 'REHEARSAL: not for sending',
    to: 'To: ',
    and: '; ',
    subject: 'Subject: ',
    date: 'Date: ',
    language: 'Language: English',
    key: 'Key: ',
  },
  ja: {
    mark: '区分：',
    rehearsal: '演習：送付しないこと',
    to: '宛先：',
    and: '、',
    subject: '件名：',
    date: '日付：',
    language: '言語：日本語',
    key: '整理番号：',
  },
} as const satisfies Readonly<Record<Language, unknown>>;

export function letterOf(step: Step, document: Document, language: Language, options: LetterOptions): string {
  const { key, at, zone, rehearsal } = options;
  const words = HEADERS[language];
  const to = step.recipients.map((recipient) => recipient[language]).join(words.and);
  const headers = [
    ...(rehearsal ? [`${words.mark}${words.rehearsal}`] : []),
    `${words.to}${to}`,
    `${words.subject}${document.subject[language]}`,
    `${words.date}${dateLine(at, zone, language)}`,
    words.language,
    `${words.key}${key}`,
  ];
  const lines = headers.map((header) => header.replace(/\s+/g, ' ').trim());
  return `${lines.join('\n')}\n\n${document.body[language].trim()}\n`;
}

export function dateLine(at: Instant, zone: string, language: Language): string {
  const text = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'ja-JP', {
    timeZone: zone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
  return `${text} (${zone})`;
}
