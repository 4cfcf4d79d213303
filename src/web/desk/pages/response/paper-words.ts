/** Words for documents as files, their versions and facts, ways out, and gates opened against the verdict. */
import type { Language, Mark } from '../../../../response/playbook.ts';
import type { DeliveryView } from '../../../../server/wire.ts';

type Words = {
  readonly files: string;
  readonly plain: string;
  readonly plan: string;
  readonly withdrawal: string;
  readonly print: string;
  readonly versions: string;
  readonly version: (number: number) => string;
  readonly original: string;
  readonly facts: string;
  readonly fact: (value: string, records: readonly number[]) => string;
  readonly notFound: (words: string) => string;
  readonly and: string;
  readonly deputy: (role: string) => string;
  readonly parts: Readonly<Record<DeliveryView['state'], string>>;
  readonly by: (channel: string) => string;
  readonly drop: string;
  readonly forced: string;
  readonly forcedBy: (name: string, time: string, reason: string) => string;
  readonly oneOfTwo: string;
  readonly override: string;
  readonly overrideTitle: string;
  readonly overrideAsk: (title: string) => string;
  readonly overrideDo: string;
  readonly calls: string;
  readonly resolvePart: string;
  readonly change: string;
  readonly changeTitle: (title: string) => string;
  readonly changeAsk: string;
  readonly changeDo: string;
  readonly owner: string;
  readonly deputyField: string;
  readonly nobody: string;
  readonly dropped: string;
  readonly mark: string;
  readonly markTitle: string;
  readonly markAsk: string;
  readonly markDo: string;
  readonly unmark: string;
  readonly marks: Readonly<Record<Mark, string>>;
  readonly call: (who: string, whom: string) => string;
};

const ENGLISH: Words = {
  files: 'As a file',
  plain: 'text',
  plan: 'The whole plan',
  withdrawal: 'Withdrawal pack',
  print: 'On paper',
  versions: 'Versions and what they changed',
  version: (number) => `Version ${number}`,
  original: 'as in the playbook',
  facts: 'Bound facts',
  fact: (value, records) => (records.length === 0 ? value : `${value} · records ${records.join(', ')}`),
  notFound: (words) => `Looked for and not found, in subject, text and file name: ${words}`,
  and: ', ',
  deputy: (role) => `deputy: ${role}`,
  parts: {
    waiting: 'waits to be handed over',
    sending: 'handed over, no answer yet',
    sent: 'sent',
    failed: 'for certain not sent',
    unknown: 'not known whether it left',
  },
  by: (channel) => `by ${channel}`,
  drop: 'file drop',
  forced: 'Opened against the verdict',
  forcedBy: (name, time, reason) => `${name}, ${time}: ${reason}`,
  oneOfTwo: 'one of two; it opens with the second',
  override: 'Open against the verdict',
  overrideTitle: 'Open the gate against the verdict',
  overrideAsk: (title) =>
    `“${title}” then may leave although the verdict does not permit it. It takes the duty officer and a second person, two approvals and a release as ever; the mark stays for ever. Why?`,
  overrideDo: 'Put my name to it',
  calls: 'Who rings whom',
  resolvePart: 'Which recipient?',
  change: 'Change the plan',
  changeTitle: (title) => `Change the plan: ${title}`,
  changeAsk:
    'The change is a record. A step that is taken out stands down; it can be put back. Why is it changed?',
  changeDo: 'Change it',
  owner: 'Who does it',
  deputyField: 'Deputy',
  nobody: 'nobody',
  dropped: 'Take the step out of the plan',
  mark: 'Mark a fact that no feed tells',
  markTitle: 'Mark a fact',
  markAsk:
    'It arms the branch that is written for it, or moves the deadlines that count from it. Where is it known from?',
  markDo: 'Mark it',
  unmark: 'Take this mark back',
  marks: {
    arrival: 'arrival',
    'candidate-lost': 'a candidate has died or withdrawn',
    'contingent-election': 'the House of Representatives elects',
  },
  call: (who, whom) => `${who}: ${whom}`,
};

const JAPANESE: Words = {
  files: 'ファイルで出力',
  plain: 'テキスト',
  plan: '対応計画の全体',
  withdrawal: '撤回資料',
  print: '印刷',
  versions: '版の履歴と変更箇所',
  version: (number) => `第${number}版`,
  original: '計画の文面',
  facts: '文面の根拠となる事実',
  fact: (value, records) => (records.length === 0 ? value : `${value}・記録${records.join('、')}`),
  notFound: (words) => `件名・本文・ファイル名を調べ、次の語がないことを確認：${words}`,
  and: '、',
  deputy: (role) => `代行：${role}`,
  parts: {
    waiting: '引き渡し待ち',
    sending: '引き渡し済み・応答待ち',
    sent: '送付済み',
    failed: '未送付と確定',
    unknown: '送付の成否不明',
  },
  by: (channel) => `${channel}経由`,
  drop: 'ファイル出力',
  forced: '判定によらず例外扱い',
  forcedBy: (name, time, reason) => `${name}、${time}：${reason}`,
  oneOfTwo: '2人のうち1人目。もう1人で有効になります',
  override: '判定によらず例外扱いにする',
  overrideTitle: '判定によらない例外扱い',
  overrideAsk: (title) =>
    `判定が認めていなくても「${title}」を発出できるようにします。当直官ともう1人が必要で、2人の承認と通常の発出手続きは変わりません。例外扱いの印は恒久的に残ります。理由は何ですか。`,
  overrideDo: '自分の名で行う',
  calls: '電話連絡の担当と相手',
  resolvePart: 'どの宛先ですか',
  change: '計画を変更',
  changeTitle: (title) => `計画の変更：${title}`,
  changeAsk:
    '変更は記録に残ります。外した項目は不要の扱いとなり、後で戻すこともできます。変更の理由は何ですか。',
  changeDo: '変更する',
  owner: '担当',
  deputyField: '代行',
  nobody: 'なし',
  dropped: 'この項目を計画から外す',
  mark: '配信にない事実を記録',
  markTitle: '事実を記録',
  markAsk: 'これに備えた対応案が発動するか、これを起点とする期限が動きます。何によって知りましたか。',
  markDo: '記録する',
  unmark: 'この記録を取り消す',
  marks: {
    arrival: '到着',
    'candidate-lost': '候補者の死亡または撤退',
    'contingent-election': '下院による選出',
  },
  call: (who, whom) => `${who}：${whom}`,
};

export const PAPER_WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
