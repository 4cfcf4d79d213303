/** Why something around talks and meetings was refused: (phrase) → sentence, or null where it is not one of these. */
import type { Language } from './zone-names.ts';

type Values = Readonly<Record<string, string | number | null>>;

const REFUSALS = {
  'meetings-span': {
    en: () => 'It ends before it begins: let it end later.',
    ja: () => '終わりが始まりより前です。終わりを後にしてください。',
  },
  'meetings-zone': {
    en: ({ zone }: Values) => `There is no zone “${zone}”: write an IANA name, as America/New_York.`,
    ja: ({ zone }: Values) =>
      `「${zone}」というタイムゾーンはありません。America/New_York のようなIANA名で書いてください。`,
  },
  'meetings-unknown-who': {
    en: ({ who }: Values) => `The desk keeps no diary of “${who}”.`,
    ja: ({ who }: Values) => `「${who}」の日程はこのデスクにありません。`,
  },
  'meetings-unknown-item': {
    en: () => 'That is not there any more: reload the page.',
    ja: () => 'すでにありません。再読み込みしてください。',
  },
  'meetings-above-marking': {
    en: ({ marking }: Values) => `You read up to “${marking}”: mark it no higher than that.`,
    ja: ({ marking }: Values) => `閲覧できるのは「${marking}」までです。それ以下の区分にしてください。`,
  },
  'meetings-expires': {
    en: () => 'A hold must expire later than now and not after it begins.',
    ja: () => '確保の期限は、現在より後で、枠の始まりまでにしてください。',
  },
  'meetings-not-reachable': {
    en: () =>
      'Not everybody can be reached then, or interpreter or line is taken. Choose a proposed window, or say why it is held all the same.',
    ja: () =>
      'その時間は全員がそろわないか、通訳または回線がふさがっています。候補枠から選ぶか、それでも確保する理由を書いてください。',
  },
  'meetings-not-held': {
    en: () => 'That span is not held: hold it first.',
    ja: () => 'その枠は確保されていません。先に確保してください。',
  },
  'meetings-points': {
    en: () => 'A call sheet has one to three points: more is not said in five minutes.',
    ja: () => '電話会談資料の要点は一つから三つまでです。5分の会談でそれ以上は話せません。',
  },
  'meetings-no-talk': {
    en: () => 'Notes are taken while the talk runs: mark its start first.',
    ja: () => '会談中の記録は会談が始まってから書けます。先に開始を記録してください。',
  },
  'meetings-talk-not-ended': {
    en: () => 'A readout says what was said: the talk has not ended.',
    ja: () => '会談概要は会談が終わってから書けます。会談はまだ終わっていません。',
  },
  'meetings-unknown-difference': {
    en: () => 'The readouts do not differ there: reload the page.',
    ja: () => 'その点で両者の発表に違いはありません。再読み込みしてください。',
  },
  'meetings-legs': {
    en: ({ leg, fault, minutes }: Values) =>
      fault === 'margin'
        ? `Leg ${leg} leaves only ${minutes} minutes after the one before: give it more.`
        : fault === 'elsewhere'
          ? `Leg ${leg} does not start where the one before ended.`
          : `Leg ${leg} arrives before it departs.`,
    ja: ({ leg, fault, minutes }: Values) =>
      fault === 'margin'
        ? `第${leg}区間は前の区間から${minutes}分しかありません。余裕を増やしてください。`
        : fault === 'elsewhere'
          ? `第${leg}区間の出発地が前の区間の到着地と違います。`
          : `第${leg}区間の到着が出発より前です。`,
  },
  'meetings-reason': {
    en: () => 'Say why, in a few words.',
    ja: () => '理由を書いてください。',
  },
  'meetings-not-refused': {
    en: () => 'A fallback answers a refusal, and none is on record.',
    ja: () => '代替案は先方が辞退した後に決めます。辞退の記録がありません。',
  },
  'meetings-future': {
    en: () => 'What has not taken place yet cannot be recorded as done.',
    ja: () => 'まだ行われていないことは実施済みとして記録できません。',
  },
  'meetings-address': {
    en: ({ address }: Values) => `“${address}” is no address: write it as name@host.`,
    ja: ({ address }: Values) => `「${address}」はメールアドレスではありません。`,
  },
  'meetings-no-attendee': {
    en: () => 'Name at least one person to whom the invitation goes.',
    ja: () => '招待の宛先を1人以上入れてください。',
  },
} as const;

export type MeetingsPhrase = keyof typeof REFUSALS;

export function sayMeetings(
  { key, values }: { readonly key: string; readonly values: Values },
  language: Language,
): string | null {
  return Object.hasOwn(REFUSALS, key) ? REFUSALS[key as MeetingsPhrase][language](values) : null;
}
