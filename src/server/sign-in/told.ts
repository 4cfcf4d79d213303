/** Records of sign-in, passkeys and refused requests as lines of the journal, in English and Japanese. */
import type { TimelineItem } from '../../fold/state.ts';
import type { Wording } from '../wording.ts';
import { CAUSES, type Cause } from './causes.ts';

type Told = { readonly en: string; readonly ja: string };
type OfStep = { readonly branch: string; readonly step: string };
type Teller = (data: never, words: Wording, item: TimelineItem) => Told;

/** A request that was refused before it became a command; see refusals.ts for `count`. */
export type RefusedRequest = {
  readonly cause: Cause;
  readonly count: number;
  readonly method: string;
  readonly path: string;
  /** What a check or the provider said; empty where the cause says all. */
  readonly detail: string;
};

/** A statement that the database refused to somebody who speaks to it directly, past the desk. */
export type RefusedSql = {
  readonly role: string;
  readonly count: number;
  /** What the database said, and the beginning of what was sent. */
  readonly message: string;
  readonly statement: string;
};

export const TOLD_OF_SIGN_IN: Readonly<Record<string, Teller>> = {
  'signed-in': (_data, words, { by }) => ({
    en: `${personOf(by, words)} signed in.`,
    ja: `${personOf(by, words)}がサインイン。`,
  }),
  'signed-out': (_data, words, { by }) => ({
    en: `${personOf(by, words)} signed out.`,
    ja: `${personOf(by, words)}がサインアウト。`,
  }),
  'session-ended': ({ person }: { person: string }, words, { by }) => ({
    en: `${personOf(by, words)} ended a session of ${words.person(person)}.`,
    ja: `${personOf(by, words)}が${words.person(person)}のセッションを終了。`,
  }),
  'signed-out-there': ({ person }: { person: string }, words) => ({
    en: `${words.person(person)} signed out at the sign-in provider; the session here ended with it.`,
    ja: `${words.person(person)}が認証サーバーでサインアウトし、ここのセッションも終了。`,
  }),
  'passkey-added': (_data, words, { by }) => ({
    en: `${personOf(by, words)} added a passkey.`,
    ja: `${personOf(by, words)}がパスキーを登録。`,
  }),
  'passkey-removed': (_data, words, { by }) => ({
    en: `${personOf(by, words)} removed a passkey.`,
    ja: `${personOf(by, words)}がパスキーを削除。`,
  }),
  'second-confirmed': ({ branch, step }: OfStep, words, { by }) => ({
    en: `${personOf(by, words)} stands beside a release: ${words.step(branch, step)}.`,
    ja: `${personOf(by, words)}が立会いを確認：${words.step(branch, step)}`,
  }),
  'stepped-up': ({ branch, step }: OfStep, words, { by }) => ({
    en: `${personOf(by, words)} confirmed with a passkey: ${words.step(branch, step)}.`,
    ja: `${personOf(by, words)}がパスキーで本人確認：${words.step(branch, step)}`,
  }),
  'refused-statement': ({ role, count, message }: RefusedSql) => ({
    en: `The database refused ${count === 1 ? 'a statement' : `${count} statements`} sent to it directly as ${role}: ${message}.`,
    ja: `データベースに直接送られた文（ロール${role}）を${count}件拒否：${message}`,
  }),
  'refused-request': ({ cause, count }: RefusedRequest, words, { by }) =>
    by === 'desk'
      ? { en: `${times(count, 'en')}${CAUSES[cause].en}`, ja: `${times(count, 'ja')}${CAUSES[cause].ja}` }
      : {
          en: `${times(count, 'en')}${personOf(by, words)}: ${CAUSES[cause].en}`,
          ja: `${times(count, 'ja')}${personOf(by, words)}：${CAUSES[cause].ja}`,
        },
};

function times(count: number, language: 'en' | 'ja'): string {
  if (language === 'ja') return count === 1 ? '要求を拒否：' : `要求を${count}件拒否：`;
  return count === 1 ? 'Refused a request: ' : `Refused ${count} requests: `;
}

function personOf(by: string, words: Wording): string {
  return words.person(by.replace(/^person:/, ''));
}
