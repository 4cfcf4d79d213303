/** What the printed pack calls things, in English and Japanese. */
import type { DeliveryState } from '../response/deliveries.ts';
import type { Anchor, Language, Requirement, Role, StepKind } from '../response/playbook.ts';
import type { Act } from '../verdict/verdict.ts';

export type PackWords = {
  readonly plan: (title: string) => string;
  readonly withdrawal: string;
  readonly branch: (title: string) => string;
  readonly columns: readonly [string, string, string, string, string, string];
  readonly roles: Readonly<Record<Role, string>>;
  readonly kinds: Readonly<Record<StepKind, string>>;
  readonly acts: Readonly<Record<Act, string>>;
  readonly requirements: Readonly<Record<Requirement, string>>;
  readonly anchors: Readonly<Record<Anchor, string>>;
  readonly due: (anchor: string, minutes: number) => string;
  readonly deputy: (role: string) => string;
  readonly approvals: (count: number) => string;
  readonly none: string;
  /** A thing with a note in brackets. */
  readonly noted: (thing: string, note: string) => string;
  readonly and: string;
  /** What is known of a part that has no receipt. */
  readonly outcome: Readonly<Record<DeliveryState, string>>;
  readonly received: string;
  readonly receivedColumns: readonly [string, string, string, string];
  readonly nothingReceived: string;
  readonly forced: (people: string) => string;
  readonly calls: string;
  readonly call: (who: string, whom: string) => string;
  readonly recall: string;
  readonly nothingToRecall: string;
};

const en: PackWords = {
  plan: (title) => `The whole plan: ${title}`,
  withdrawal: 'Withdrawal: who received what, and what takes it back',
  branch: (title) => `Outcome: ${title}`,
  columns: ['Step', 'Who', 'Gate', 'Due', 'Approvals', 'To'],
  roles: {
    'duty-officer': 'duty officer',
    'embassy-officer': 'embassy officer',
    drafter: 'drafter',
    approver: 'approver',
    'press-officer': 'press officer',
    administrator: 'administrator',
    reader: 'reader',
  },
  kinds: {
    message: 'message',
    line: 'line to take',
    briefing: 'briefing',
    telephone: 'telephone',
    readout: 'readout',
    meeting: 'meeting',
    task: 'task',
  },
  acts: {
    remark: 'the verdict permits a remark',
    congratulation: 'the verdict permits a congratulation',
    title: 'the verdict permits the title',
    telephone: 'the verdict permits a telephone talk',
    invitation: 'the verdict permits an invitation',
  },
  requirements: {
    'message-sent': 'message sent',
    'call-ended': 'talk ended',
    'withdrawal-due': 'withdrawal due',
  },
  anchors: {
    armed: 'branch armed',
    gate: 'gate open',
    'message-sent': 'message sent',
    'call-held': 'talk begun',
    'call-ended': 'talk ended',
    'polls-close': 'last polls closed',
    'first-call': 'first call',
    concession: 'concession',
    arrival: 'arrival',
    leaning: 'verdict leaning',
    called: 'verdict called',
    'final-enough': 'verdict final enough',
    declared: 'verdict declared',
  },
  due: (anchor, minutes) => `${anchor} ${minutes < 0 ? '−' : '+'} ${Math.abs(minutes)} min`,
  deputy: (role) => `deputy: ${role}`,
  approvals: (count) => (count === 0 ? 'none' : String(count)),
  none: '–',
  noted: (thing, note) => `${thing} (${note})`,
  and: '; ',
  outcome: {
    waiting: 'not yet handed over',
    sending: 'handed over, no answer yet',
    sent: 'sent',
    failed: 'for certain not sent',
    unknown: 'not known whether it left',
  },
  received: 'Who received what',
  receivedColumns: ['What', 'Who', 'When', 'Receipt'],
  nothingReceived: 'Nothing has left the house.',
  forced: (people) => `let out against the verdict by ${people}`,
  calls: 'Who rings whom',
  call: (who, whom) => `The ${who} rings: ${whom}`,
  recall: 'The prepared recall and correction',
  nothingToRecall: 'Nothing that left has to be taken back.',
};

const ja: PackWords = {
  plan: (title) => `対応計画の全体：${title}`,
  withdrawal: '撤回：誰に何が届き、何によって撤回するか',
  branch: (title) => `結果：${title}`,
  columns: ['項目', '担当', '発出条件', '期限', '承認', '宛先'],
  roles: {
    'duty-officer': '当直官',
    'embassy-officer': '大使館担当官',
    drafter: '起案者',
    approver: '承認者',
    'press-officer': '報道担当官',
    administrator: '管理者',
    reader: '閲覧者',
  },
  kinds: {
    message: 'メッセージ',
    line: '応答要領',
    briefing: '広報',
    telephone: '電話会談',
    readout: '会談概要',
    meeting: '会談',
    task: '作業',
  },
  acts: {
    remark: '判定が発言を認めること',
    congratulation: '判定が祝意の表明を認めること',
    title: '判定が呼称の使用を認めること',
    telephone: '判定が電話会談を認めること',
    invitation: '判定が招待を認めること',
  },
  requirements: {
    'message-sent': 'メッセージ発出済み',
    'call-ended': '電話会談終了',
    'withdrawal-due': '撤回を要すること',
  },
  anchors: {
    armed: '対応案の発動',
    gate: '発出条件の成立',
    'message-sent': 'メッセージ発出',
    'call-held': '電話会談開始',
    'call-ended': '電話会談終了',
    'polls-close': '最後の投票締め切り',
    'first-call': '最初の当確',
    concession: '敗北宣言',
    arrival: '到着',
    leaning: '判定「一部当確」',
    called: '判定「当確」',
    'final-enough': '判定「確定相当」',
    declared: '判定「正式確定」',
  },
  due: (anchor, minutes) => `${anchor}の${Math.abs(minutes)}分${minutes < 0 ? '前' : '後'}`,
  deputy: (role) => `代行：${role}`,
  approvals: (count) => (count === 0 ? '不要' : `${count}名`),
  none: '―',
  noted: (thing, note) => `${thing}（${note}）`,
  and: '、',
  outcome: {
    waiting: '引き渡し待ち',
    sending: '引き渡し済み・応答待ち',
    sent: '送付済み',
    failed: '未送付と確定',
    unknown: '送付の成否不明',
  },
  received: '誰に何が届いたか',
  receivedColumns: ['内容', '宛先', '日時', '受領'],
  nothingReceived: '外部に出たものはない。',
  forced: (people) => `${people}が判定によらず発出`,
  calls: '電話連絡の担当と相手',
  call: (who, whom) => `${who}から${whom}へ`,
  recall: '準備済みの撤回と訂正',
  nothingToRecall: '撤回すべき発出はない。',
};

export const PACK_WORDS: Readonly<Record<Language, PackWords>> = { en, ja };
