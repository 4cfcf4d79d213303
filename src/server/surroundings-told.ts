/** Records of relations and meetings as lines of the journal, in both languages; names of people are not in them. */
import type { MeetingsKind, MeetingsRecords } from '../meetings/records.ts';
import type { RelationsKind, RelationsRecords } from '../relations/records.ts';
import type { Told } from './said-words.ts';
import { CALENDAR_TROUBLES } from './surroundings-words.ts';
import type { Wording } from './wording.ts';

type Tellers<Records, Kind extends keyof Records> = {
  readonly [K in Kind]: (data: Records[K], words: Wording) => Told;
};

const RELATIONS: Tellers<RelationsRecords, RelationsKind> = {
  engagement: ({ by, channel }) => ({
    en: `Engagement entered: ${by}, ${{ state: 'state channel', party: 'party channel', private: 'private channel' }[channel]}.`,
    ja: `接触を記録：${by}（${{ state: '政府', party: '政党', private: '私的' }[channel]}）`,
  }),
  'engagement-taken-back': ({ record, reason }) => ({
    en: `Engagement ${record} taken back: ${reason}`,
    ja: `接触の記録${record}を取り消し：${reason}`,
  }),
  'follow-up-done': ({ record }) => ({
    en: `Follow-up of record ${record} done.`,
    ja: `記録${record}の後続対応を完了。`,
  }),
  contact: ({ name }) => ({
    en: `Contact entered or changed: ${name.en}.`,
    ja: `連絡先を登録・変更：${name.ja}`,
  }),
  tie: ({ strength }) => ({
    en: `Tie entered or changed, strength ${strength}.`,
    ja: `関係を登録・変更（強さ${strength}）`,
  }),
  'handed-over': ({ contacts, to }, words) => ({
    en: `${contacts.length} contacts handed over to ${words.person(to)}.`,
    ja: `連絡先${contacts.length}件を${words.person(to)}に引き継ぎ。`,
  }),
  'balance-exception': ({ ticket, why }) => ({
    en: `Exception from the balance explained for camp ${ticket}: ${why.en}`,
    ja: `${ticket}陣営の均衡の例外を説明：${why.ja}`,
  }),
  'people-imported': ({ source, fresh, waiting, decided = [], refused }) => ({
    en: `${source} imported: ${fresh.length} fresh, ${decided.length} decided, ${waiting.length} waiting, ${refused.length} refused.`,
    ja: `${source}を取り込み：新規${fresh.length}件、判断済み${decided.length}件、確認待ち${waiting.length}件、読めないもの${refused.length}件。`,
  }),
  'import-reviewed': ({ item, decision }) => ({
    en: `Imported card ${item}: ${{ same: 'joined with a known contact', new: 'another person', drop: 'not wanted' }[decision]}.`,
    ja: `取り込み${item}：${{ same: '既存の連絡先と統合', new: '別人として登録', drop: '不要' }[decision]}。`,
  }),
};

const MEETINGS: Tellers<MeetingsRecords, MeetingsKind> = {
  diary: ({ what, from, to }, words) => ({
    en: `Diary: ${what.en}, ${words.span(from, to)}.`,
    ja: `日程：${what.ja}（${words.span(from, to)}）`,
  }),
  'calendar-read': ({ calendar, busy, refused }) => ({
    en: `Calendar ${calendar} read: ${busy === null ? 'as before' : `${busy.length} ${busy.length === 1 ? 'span' : 'spans'} taken`}${refused.length === 0 ? '' : `; entries that could not be read: ${refused.length}`}.`,
    ja: `予定表${calendar}を読み取り：${busy === null ? '変更なし' : `予定${busy.length}件`}${refused.length === 0 ? '' : `、読めない項目${refused.length}件`}。`,
  }),
  'calendar-failure': ({ calendar, trouble }) => ({
    en: `Calendar ${calendar} could not be read: ${CALENDAR_TROUBLES[trouble].en}.`,
    ja: `予定表${calendar}を読み取れません：${CALENDAR_TROUBLES[trouble].ja}。`,
  }),
  'diary-taken-out': ({ record }) => ({
    en: `Diary entry ${record} taken out.`,
    ja: `日程の記録${record}を削除。`,
  }),
  'hold-terms': ({ from, to, expiresAt }, words) => ({
    en: `Window ${words.span(from, to)} held${expiresAt === null ? '' : ` until ${words.when(expiresAt)}`}.`,
    ja: `枠${words.span(from, to)}を確保${expiresAt === null ? '' : `（期限${words.when(expiresAt)}）`}。`,
  }),
  'hold-settled': ({ from, to }, words) => ({
    en: `Window ${words.span(from, to)} settled.`,
    ja: `枠${words.span(from, to)}に確定。`,
  }),
  'other-call': ({ who, at }, words) => ({
    en: `Call of another: ${who}, ${words.when(at)}.`,
    ja: `他国の電話会談：${who}（${words.when(at)}）`,
  }),
  inbound: ({ callAt, ready }, words) => ({
    en: `A call is announced for ${words.when(callAt)}: ${ready ? 'everything is there' : 'something is missing'}.`,
    ja: `${words.when(callAt)}に先方から電話の予告：${ready ? '準備は整っています' : '不足があります'}。`,
  }),
  'call-sheet': () => ({ en: 'Call sheet written.', ja: '電話会談資料を作成。' }),
  'call-note': () => ({ en: 'Note taken during the talk.', ja: '会談中の記録。' }),
  readout: ({ side }) => ({
    en: side === 'ours' ? 'Our readout entered.' : 'Their readout entered.',
    ja: side === 'ours' ? '当方の会談概要を入力。' : '先方の会談概要を入力。',
  }),
  'readout-line': () => ({
    en: 'Line to take on a difference between the readouts.',
    ja: '会談概要の違いについての応答要領。',
  }),
  visit: ({ options, legs }) => ({
    en: `Visit planned: ${options.length} options, ${legs.length} legs.`,
    ja: `訪問計画：選択肢${options.length}件、行程${legs.length}区間。`,
  }),
  'visit-fallback': ({ why }) => ({ en: `Fallback chosen: ${why}`, ja: `代替案を決定：${why}` }),
  'visit-outcome': ({ minutes }) => ({
    en:
      minutes === null
        ? 'Outcome of the meeting recorded.'
        : `Outcome of the meeting recorded, ${minutes} minutes.`,
    ja: minutes === null ? '会談の結果を記録。' : `会談の結果を記録（${minutes}分）。`,
  }),
  invitation: ({ method, sequence, from, to }, words) => ({
    en: `${method === 'CANCEL' ? 'Cancellation' : sequence === 0 ? 'Invitation' : 'Changed invitation'} written for ${words.span(from, to)}.`,
    ja: `${words.span(from, to)}の${method === 'CANCEL' ? '取り消し' : sequence === 0 ? '招待' : '招待の変更'}を作成。`,
  }),
};

export const TOLD_OF_SURROUNDINGS: Readonly<Record<string, (data: never, words: Wording) => Told>> = {
  ...RELATIONS,
  ...MEETINGS,
};
