/** The words of the journal's page, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly records: string;
  readonly recordsNote: (head: number) => string;
  readonly number: string;
  readonly time: string;
  readonly by: string;
  readonly kind: string;
  readonly text: string;
  readonly hash: string;
  readonly all: string;
  readonly older: string;
  readonly newest: string;
  readonly newer: (count: number) => string;
  readonly empty: string;
  readonly data: (seq: number) => string;
  readonly some: (kind: string, count: number) => string;
  readonly run: (count: number, kinds: readonly string[]) => string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly asof: string;
  readonly asofNote: string;
  readonly moment: (zone: string) => string;
  readonly momentMissing: string;
  readonly show: string;
  readonly knownAt: (time: string) => string;
  readonly upTo: (seq: number) => string;
  readonly electors: string;
  readonly leading: string;
  readonly openElectors: string;
  readonly chain: string;
  readonly chainText: string;
};

const ENGLISH: Words = {
  records: 'Records, newest first',
  recordsNote: (head) => `${head} in all; none is ever changed or taken out`,
  number: 'No.',
  time: 'Time',
  by: 'By',
  kind: 'Kind',
  text: 'What was recorded',
  hash: 'Hash',
  all: 'every kind',
  older: 'Older records',
  newest: 'Newest records',
  newer: (count) => (count === 1 ? '1 newer record' : `${count} newer records`),
  empty: 'No record of this kind.',
  data: (seq) => `record ${seq} as it was kept`,
  some: (kind, count) => `${kind} × ${count}`,
  run: (count, kinds) => `${count} records of figures: ${kinds.join(', ')}`,
  kinds: {
    call: 'call',
    retraction: 'retraction',
    struck: 'entry struck',
    fact: 'fact',
    count: 'count',
    'report-decided': 'report decided',
    'trust-set': 'order of trust',
    verdict: 'verdict',
    act: 'act',
    aftermath: 'aftermath',
    armed: 'branch armed',
    'stood-down': 'branch stood down',
    drafted: 'draft',
    gate: 'gate',
    done: 'step done',
    'release-leaving': 'leaving',
    approved: 'approval',
    'approval-revoked': 'approval taken back',
    'approval-ended': 'approval ended',
    'gate-overridden': 'gate overridden',
    'plan-changed': 'plan changed',
    marked: 'mark',
    unmarked: 'mark taken back',
    'delivery-begun': 'sending begun',
    'release-ordered': 'release',
    'release-stopped': 'release stopped',
    'release-sent': 'sent',
    'release-failed': 'sending failed',
    'release-unknown': 'sending unknown',
    'release-resolved': 'sending resolved',
    'held-all': 'hold on everything',
    'hold-lifted': 'hold lifted',
    'window-held': 'window held',
    'window-freed': 'window freed',
    'talk-started': 'talk started',
    'talk-ended': 'talk ended',
    meeting: 'meeting',
    published: 'publication',
    projected: 'projection',
    'model-call': 'model call',
    feed: 'feed',
    'feed-answer': 'feed answered',
    'feed-failure': 'feed failed',
    'refused-row': 'refused row',
    engagement: 'engagement',
    denied: 'denied',
    'refused-request': 'request refused',
    'refused-statement': 'database statement refused',
    'signed-in': 'sign-in',
    'signed-out': 'sign-out',
    'session-ended': 'session ended',
    'signed-out-there': 'sign-out at the provider',
    'passkey-added': 'passkey added',
    'passkey-removed': 'passkey removed',
    'second-confirmed': 'second person',
    'stepped-up': 'passkey used',
    opened: 'opening',
  },
  asof: 'The state as known then',
  asofNote: 'what the desk said, from the records it had',
  moment: (zone) => `Moment, ${zone}`,
  momentMissing: 'Give a date and a time.',
  show: 'Show',
  knownAt: (time) => `Known at ${time}`,
  upTo: (seq) => `up to record ${seq}`,
  electors: 'Electors called',
  leading: 'leading',
  openElectors: 'open',
  chain: 'How to check it',
  chainText:
    'Every record carries the SHA-256 hash of the one before it. Run firstcall journal verify on this machine: it finds any record that was changed, removed or reordered. Keep the last hash elsewhere, and nobody can rewrite the whole.',
};

const JAPANESE: Words = {
  records: '記録（新しい順）',
  recordsNote: (head) => `全${head}件。書き換えも削除もされません`,
  number: '番号',
  time: '時刻',
  by: '記録者',
  kind: '種類',
  text: '内容',
  hash: 'ハッシュ',
  all: 'すべての種類',
  older: '古い記録',
  newest: '最新の記録',
  newer: (count) => `新しい記録 ${count}件`,
  empty: 'この種類の記録はありません。',
  data: (seq) => `記録${seq}の原文`,
  some: (kind, count) => `${kind}${count}件`,
  run: (count, kinds) => `数値の記録${count}件：${kinds.join('、')}`,
  kinds: {
    call: '当確',
    retraction: '取り消し',
    struck: '入力の抹消',
    fact: '事実',
    count: '開票',
    'report-decided': '報告の採否',
    'trust-set': '優先順位',
    verdict: '判定',
    act: '行為の可否',
    aftermath: '発出後',
    armed: '対応案の発動',
    'stood-down': '対応案の解除',
    drafted: '起案',
    gate: '発出条件',
    done: '項目の完了',
    'release-leaving': '発出開始',
    approved: '承認',
    'approval-revoked': '承認の取り下げ',
    'approval-ended': '承認の失効',
    'gate-overridden': '例外扱い',
    'plan-changed': '計画の変更',
    marked: '事実の記録',
    unmarked: '事実の記録の取り消し',
    'delivery-begun': '送付開始',
    'release-ordered': '発出の指示',
    'release-stopped': '発出の停止',
    'release-sent': '発出',
    'release-failed': '発出失敗',
    'release-unknown': '発出の成否不明',
    'release-resolved': '発出の成否確認',
    'held-all': '全面保留',
    'hold-lifted': '保留解除',
    'window-held': '枠の確保',
    'window-freed': '枠の解放',
    'talk-started': '会談開始',
    'talk-ended': '会談終了',
    meeting: '対面会談',
    published: '公開',
    projected: '予測',
    'model-call': '予測による当確',
    feed: '配信の状態',
    'feed-answer': '配信元の応答',
    'feed-failure': '配信元の障害',
    'refused-row': '読めない行',
    engagement: '接触',
    denied: '操作の拒否',
    'refused-request': '要求の拒否',
    'refused-statement': 'データベース文の拒否',
    'signed-in': 'サインイン',
    'signed-out': 'サインアウト',
    'session-ended': 'セッション終了',
    'signed-out-there': '認証サーバーでのサインアウト',
    'passkey-added': 'パスキー登録',
    'passkey-removed': 'パスキー削除',
    'second-confirmed': '立会いの確認',
    'stepped-up': 'パスキーで確認',
    opened: '開始',
  },
  asof: 'その時点で分かっていたこと',
  asofNote: 'その時点の記録だけから再現します',
  moment: (zone) => `時点（${zone}）`,
  momentMissing: '日付と時刻を入れてください。',
  show: '表示',
  knownAt: (time) => `${time}の時点`,
  upTo: (seq) => `記録${seq}まで`,
  electors: '当確の選挙人',
  leading: '優勢',
  openElectors: '未決',
  chain: '確かめ方',
  chainText:
    'どの記録も、直前の記録のSHA-256ハッシュを持っています。このコンピューターで firstcall journal verify を実行すると、書き換え・欠落・順序の入れ替えが見つかります。最後のハッシュを別の場所に控えておけば、全体の作り直しもできません。',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
