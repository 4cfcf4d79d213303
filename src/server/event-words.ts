/**
 * A record of the journal as one line of the desk's timeline, in English and Japanese.
 */
import type { Marking } from '../election/marking.ts';
import type { Call, Fact } from '../election/report.ts';
import type {
  ActChange,
  FeedChange,
  ModelCall,
  ProjectionSet,
  Publication,
  VerdictChange,
} from '../fold/records.ts';
import type { TimelineItem } from '../fold/state.ts';
import type { HeldDecision, TrustSet } from '../returns/apply.ts';
import type { Phrase } from '../verdict/verdict.ts';
import { TOLD_OF_BRIEF } from './brief-told.ts';
import { type Told, toldOfCall, toldOfFact } from './said-words.ts';
import { TOLD_OF_SIGN_IN } from './sign-in/told.ts';
import { TOLD_OF_SURROUNDINGS } from './surroundings-told.ts';
import type { Wording } from './wording.ts';

type Teller = (data: never, words: Wording, item: TimelineItem) => Told;
type OfStep = { readonly branch: string; readonly step: string };

type Marked = { readonly mark: string; readonly ticket: string | null; readonly reason: string };

const MARKS: Readonly<Record<string, Told>> = {
  arrival: { en: 'Arrival', ja: '到着' },
  'candidate-lost': { en: 'A candidate has died or withdrawn', ja: '候補者の死亡または撤退' },
  'contingent-election': { en: 'The House of Representatives elects', ja: '下院による選出' },
};

const ACT: Readonly<Record<string, Told>> = {
  remark: { en: 'A remark', ja: '発言' },
  congratulation: { en: 'A congratulation', ja: '祝意の表明' },
  title: { en: 'The title “president-elect”', ja: '「次期大統領」の呼称' },
  telephone: { en: 'A telephone talk', ja: '電話会談' },
  invitation: { en: 'An invitation', ja: '招待' },
};

const STANDING: Readonly<Record<string, Told>> = {
  wait: { en: 'waits', ja: '待機' },
  hold: { en: 'is on hold', ja: '保留' },
  releasable: { en: 'is releasable', ja: '発出可能' },
};

const HEALTH: Readonly<Record<string, Told>> = {
  waiting: { en: 'waits for its first report', ja: '最初の報告待ち' },
  fresh: { en: 'reports again', ja: '受信中' },
  late: { en: 'is late', ja: '遅延' },
  frozen: { en: 'is frozen', ja: '途絶' },
  failing: { en: 'fails', ja: '取得失敗' },
  changed: { en: 'has changed its format', ja: '形式変更' },
  test: { en: 'sends test data', ja: '試験データ' },
  partial: { en: 'can be read in part only', ja: '一部読取不可' },
  ended: { en: 'has ended', ja: '終了' },
};

const AFTERMATH: Readonly<Record<string, Told>> = {
  none: { en: 'Nothing is to be taken back any more.', ja: '撤回すべきものはなくなりました。' },
  review: {
    en: 'Review: nothing more goes out until the duty officer has decided.',
    ja: '再検討：当直官の判断まで何も発出しません。',
  },
  'withdrawal-due': { en: 'A withdrawal is due.', ja: '撤回が必要です。' },
};

const MEETING: Readonly<Record<string, Told>> = {
  requested: { en: 'Meeting asked for.', ja: '会談を申し入れました。' },
  refused: { en: 'Meeting refused.', ja: '会談は先方が辞退しました。' },
  agreed: { en: 'Meeting agreed.', ja: '会談に合意しました。' },
  held: { en: 'Meeting held.', ja: '会談が行われました。' },
};

const CALLS: Readonly<Record<string, Teller>> = {
  call: (call: Call, words) => toldOfCall(call, words),
  retraction: ({ desk, contest, ticket }: Call, words) =>
    contest === 'US'
      ? {
          en: `${words.voice(desk)} takes back its call of the country for ${words.ticket(ticket)}.`,
          ja: `${words.voice(desk)}が${words.ticket(ticket)}氏の全体の当確を取り消しました。`,
        }
      : {
          en: `${words.voice(desk)} takes back ${words.contest(contest)}.`,
          ja: `${words.voice(desk)}が${words.contest(contest)}の当確を取り消しました。`,
        },
  struck: ({ record, reason }: { record: number; reason: string }) => ({
    en: `Record ${record} struck: ${reason}`,
    ja: `記録${record}の入力を抹消：${reason}`,
  }),
  fact: (fact: Fact, words) => toldOfFact(fact, words),
  'report-decided': ({ record, decision, reason }: HeldDecision, words, { by }) =>
    decision === 'accept'
      ? {
          en: `${author(by, words)} accepts held report ${record}: ${reason}`,
          ja: `${author(by, words)}が保留の報告${record}を採用：${reason}`,
        }
      : {
          en: `${author(by, words)} refuses held report ${record}: ${reason}`,
          ja: `${author(by, words)}が保留の報告${record}を却下：${reason}`,
        },
  'trust-set': ({ contest, order, reason }: TrustSet, words, { by }) =>
    order.length === 0
      ? {
          en: `${author(by, words)} takes back the order of trust for ${words.contest(contest)}: ${reason}`,
          ja: `${author(by, words)}が${words.contest(contest)}の優先順位を取り消し：${reason}`,
        }
      : {
          en: `${author(by, words)} trusts for ${words.contest(contest)} first ${order.join(', then ')}: ${reason}`,
          ja: `${author(by, words)}が${words.contest(contest)}の優先順位を${order.join('、')}に変更：${reason}`,
        },
};

const INPUTS: Readonly<Record<string, Teller>> = {
  'projection-set': ({ contest, as, reason }: ProjectionSet, words, { by }) => {
    const [who, where] = [author(by, words), words.contest(contest)];
    if (as === null)
      return {
        en: `${who} leaves ${where} to the model again: ${reason}`,
        ja: `${who}が${where}の予測を予測モデルに戻す：${reason}`,
      };
    return as === 'off'
      ? {
          en: `${who} switches the projection of ${where} off: ${reason}`,
          ja: `${who}が${where}の予測を停止：${reason}`,
        }
      : {
          en: `${who} holds ${where} to be ${words.ticket(as)}’s in the projection: ${reason}`,
          ja: `${who}が予測上${where}を${words.ticket(as)}氏とする：${reason}`,
        };
  },
};

const CHANGES: Readonly<Record<string, Teller>> = {
  verdict: ({ reasons }: VerdictChange, words) => same(words.phrase(reasons[0]!)),
  act: ({ act, to }: ActChange) => ({
    en: `${ACT[act]!.en} ${STANDING[to]!.en}.`,
    ja: `${ACT[act]!.ja}：${STANDING[to]!.ja}`,
  }),
  feed: ({ feed, to }: FeedChange, words) => ({
    en: `Feed “${words.feed(feed)}” ${HEALTH[to]?.en ?? to}.`,
    ja: `配信「${words.feed(feed)}」：${HEALTH[to]?.ja ?? to}`,
  }),
  'model-call': ({ contest, ticket }: ModelCall, words) =>
    ticket === null
      ? {
          en: `The model is no longer sure of ${words.contest(contest)}.`,
          ja: `予測モデルは${words.contest(contest)}を確実と見なくなりました。`,
        }
      : {
          en: `The model is sure of ${words.contest(contest)} for ${words.ticket(ticket)}; advice only.`,
          ja: `予測モデルは${words.contest(contest)}を${words.ticket(ticket)}氏で確実と見ています（参考のみ）。`,
        },
  aftermath: ({ to }: { to: string }) => AFTERMATH[to]!,
  armed: ({ branch }: { branch: string }, words) => ({
    en: `Branch “${words.branch(branch)}” is armed.`,
    ja: `対応案「${words.branch(branch)}」が発動しました。`,
  }),
  'stood-down': ({ why }: { why: Phrase }, words) => same(words.phrase(why)),
};

const DECISIONS: Readonly<Record<string, Teller>> = {
  drafted: (data: OfStep, words, { by }) => ({
    en: `${author(by, words)} changes the text: ${words.step(data.branch, data.step)}.`,
    ja: `${author(by, words)}が文案を変更：${words.step(data.branch, data.step)}`,
  }),
  done: (data: OfStep, words, { by }) => ({
    en: `${author(by, words)} marks as done: ${words.step(data.branch, data.step)}.`,
    ja: `${author(by, words)}が完了と記録：${words.step(data.branch, data.step)}`,
  }),
  approved: (data: OfStep, words, { by }) => ({
    en: `${author(by, words)} approves: ${words.step(data.branch, data.step)}.`,
    ja: `${author(by, words)}が承認：${words.step(data.branch, data.step)}`,
  }),
  'approval-revoked': (data: OfStep, words, { by }) => ({
    en: `${author(by, words)} revokes an approval: ${words.step(data.branch, data.step)}.`,
    ja: `${author(by, words)}が承認を取り下げ：${words.step(data.branch, data.step)}`,
  }),
  'approval-ended': (data: OfStep, words) => ({
    en: `An approval has ended: ${words.step(data.branch, data.step)}.`,
    ja: `承認が失効：${words.step(data.branch, data.step)}`,
  }),
  'gate-overridden': (data: OfStep & { reason: string }, words, { by }) => ({
    en: `${author(by, words)} opens the gate against the verdict: ${words.step(data.branch, data.step)}; ${data.reason}`,
    ja: `${author(by, words)}が判定によらず例外扱いに：${words.step(data.branch, data.step)}（${data.reason}）`,
  }),
  'plan-changed': (data: OfStep & { reason: string }, words, { by }) => ({
    en: `${author(by, words)} changes the plan: ${words.step(data.branch, data.step)}; ${data.reason}`,
    ja: `${author(by, words)}が計画を変更：${words.step(data.branch, data.step)}（${data.reason}）`,
  }),
  marked: ({ mark, ticket, reason }: Marked, words) => ({
    en: `${MARKS[mark]?.en ?? mark}${ticket === null ? '' : ` (${words.ticket(ticket)})`}: ${reason}`,
    ja: `${MARKS[mark]?.ja ?? mark}${ticket === null ? '' : `（${words.ticket(ticket)}氏）`}：${reason}`,
  }),
  unmarked: ({ mark, reason }: Omit<Marked, 'ticket'>) => ({
    en: `No longer: ${MARKS[mark]?.en ?? mark}: ${reason}`,
    ja: `取り消し：${MARKS[mark]?.ja ?? mark}（${reason}）`,
  }),
  'release-ordered': (data: OfStep, words, { by }) => ({
    en: `${author(by, words)} orders the release: ${words.step(data.branch, data.step)}.`,
    ja: `${author(by, words)}が発出を指示：${words.step(data.branch, data.step)}`,
  }),
  'release-stopped': ({ why }: { why: Phrase }, words) => same(words.phrase(why)),
  'release-sent': (data: OfStep, words) => ({
    en: `Sent: ${words.step(data.branch, data.step)}.`,
    ja: `発出済み：${words.step(data.branch, data.step)}`,
  }),
  'release-failed': (data: OfStep & { reason: string }, words) => ({
    en: `Not sent: ${words.step(data.branch, data.step)}; ${data.reason}`,
    ja: `発出できませんでした：${words.step(data.branch, data.step)}（${data.reason}）`,
  }),
  'release-unknown': (data: OfStep, words) => ({
    en: `It is not known whether this left: ${words.step(data.branch, data.step)}. A person must find out.`,
    ja: `発出の成否が不明：${words.step(data.branch, data.step)}。人による確認が必要です。`,
  }),
  'release-resolved': (data: OfStep & { outcome: string }, words) =>
    data.outcome === 'sent'
      ? {
          en: `Found to have been sent: ${words.step(data.branch, data.step)}.`,
          ja: `発出済みと確認：${words.step(data.branch, data.step)}`,
        }
      : {
          en: `Found not to have been sent: ${words.step(data.branch, data.step)}.`,
          ja: `未発出と確認：${words.step(data.branch, data.step)}`,
        },
  'held-all': ({ reason }: { reason: string }, words, { by }) => ({
    en: `${author(by, words)} holds everything: ${reason}`,
    ja: `${author(by, words)}が全面保留：${reason}`,
  }),
  'hold-lifted': ({ reason }: { reason: string }, words, { by }) => ({
    en: `${author(by, words)} lifts the hold: ${reason}`,
    ja: `${author(by, words)}が保留を解除：${reason}`,
  }),
  'window-held': ({ from, to }: { from: number; to: number }, words) => ({
    en: `Telephone window held: ${words.span(from, to)}.`,
    ja: `電話会談の枠を確保：${words.span(from, to)}`,
  }),
  'window-freed': ({ from, to }: { from: number; to: number }, words) => ({
    en: `Telephone window freed: ${words.span(from, to)}.`,
    ja: `電話会談の枠を解放：${words.span(from, to)}`,
  }),
  'talk-started': () => ({ en: 'The telephone talk has begun.', ja: '電話会談が始まりました。' }),
  'talk-ended': () => ({ en: 'The telephone talk has ended.', ja: '電話会談が終わりました。' }),
  // Lines of the timeline are read by the whole desk.
  meeting: ({ state, note, marking = 'open' }: { state: string; note: string; marking?: Marking }) =>
    note === '' || marking !== 'open'
      ? MEETING[state]!
      : { en: `${MEETING[state]!.en} ${note}`, ja: `${MEETING[state]!.ja}${note}` },
  published: ({ number, version }: Publication) => ({
    en: `Published, version ${number}: ${version.text.en.headline}`,
    ja: `公開（第${number}版）：${version.text.ja.headline}`,
  }),
  denied: ({ why }: { why: Phrase }, words, { by }) => ({
    en: `Refused to ${author(by, words)}: ${words.phrase(why)}`,
    ja: `${author(by, words)}の操作を拒否：${words.phrase(why)}`,
  }),
};

const TELLERS: Readonly<Record<string, Teller>> = {
  ...CALLS,
  ...INPUTS,
  ...CHANGES,
  ...DECISIONS,
  ...TOLD_OF_BRIEF,
  ...TOLD_OF_SIGN_IN,
  ...TOLD_OF_SURROUNDINGS,
};

/** The line of a record; its kind where the timeline has no words for it. */
export function tell(item: TimelineItem, words: Wording): string {
  const teller = TELLERS[item.kind];
  return teller === undefined ? item.kind : teller(item.data as never, words, item)[words.language];
}

function author(by: string, words: Wording): string {
  return by.startsWith('person:') ? words.person(by.slice('person:'.length)) : by;
}

function same(text: string): Told {
  return { en: text, ja: text };
}

export function isTurn(kind: string): boolean {
  return ['verdict', 'act', 'aftermath', 'retraction', 'release-sent'].includes(kind);
}

/** Whether the language has words for a kind. */
export function hasWordsFor(kind: string): boolean {
  return kind in TELLERS;
}
