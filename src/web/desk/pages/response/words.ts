/** The words of the response's page, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly branches: string;
  readonly armedSince: (time: string) => string;
  readonly atRest: string;
  readonly arms: (time: string) => string;
  readonly stepCount: (count: number) => string;
  readonly showing: string;
  readonly holdAll: string;
  readonly holdAllNote: string;
  readonly holdFirstReason: (name: string) => string;
  readonly holdTitle: string;
  readonly holdAsk: string;
  readonly holdRecord: string;
  readonly holdLater: string;
  readonly heldBy: (name: string, time: string) => string;
  readonly lift: string;
  readonly liftTitle: string;
  readonly liftAsk: string;
  readonly release: (kind: string) => string;
  readonly releaseReady: string;
  readonly releaseOpens: (time: string) => string;
  readonly steps: (branch: string) => string;
  readonly stepsNote: string;
  readonly step: string;
  readonly gate: string;
  readonly approvals: string;
  readonly deadline: string;
  readonly opens: string;
  readonly approvalsOf: (given: number, needed: number) => string;
  readonly noApproval: string;
  readonly noDeadline: string;
  readonly due: (time: string) => string;
  readonly overdue: (time: string) => string;
  readonly withdrawalReady: string;
  readonly withdrawalNote: string;
  readonly withdrawalDue: string;
  readonly withdrawalDueNote: string;
  readonly reviewDue: string;
  readonly reviewNote: string;
  readonly received: string;
  readonly receivedNote: string;
  readonly document: (kind: string, language: string) => string;
  readonly binds: (hash: string) => string;
  readonly bindsTitle: string;
  readonly draftedBy: (name: string) => string;
  readonly asTemplate: string;
  readonly twin: (language: string) => string;
  readonly twinReading: string;
  readonly noDocument: string;
  readonly to: string;
  readonly toNobody: string;
  readonly recipientsVoid: string;
  readonly spared: (names: string) => string;
  readonly edit: string;
  readonly approvalsNote: string;
  readonly approve: string;
  readonly approvedAt: (time: string, expires: string) => string;
  readonly waiting: string;
  readonly revoke: string;
  readonly bringIntoView: string;
  readonly nowInView: string;
  readonly mayNot: (why: string) => string;
  readonly done: string;
  readonly resolve: string;
  readonly unknownNote: string;
  readonly resolveTitle: string;
  readonly resolveAsk: string;
  readonly wasSent: string;
  readonly notSent: string;
  readonly resolveChoose: string;
  readonly resolveDo: string;
  readonly draftTitle: string;
  readonly draftVoid: string;
  readonly subject: (language: string) => string;
  readonly body: (language: string) => string;
  readonly fieldMissing: string;
  readonly draftSave: string;
  readonly releaseTitle: (title: string) => string;
  readonly releaseExplain: (seconds: number) => string;
  readonly releasePerson: (name: string) => string;
  readonly second: string;
  readonly secondMissing: string;
  readonly readToEnd: string;
  readonly releaseDo: string;
  readonly leaves: (seconds: number) => string;
  readonly leaving: string;
  readonly leavesNote: (by: string, second: string) => string;
  readonly stop: string;
  readonly stopped: (time: string) => string;
  readonly withdrawn: string;
  readonly receiptSent: (time: string) => string;
  readonly receipt: (name: string) => string;
};

const ENGLISH: Words = {
  branches: 'Branches',
  armedSince: (time) => `armed since ${time}`,
  atRest: 'at rest',
  arms: (time) => `arms ${time}`,
  stepCount: (count) => (count === 1 ? '1 step' : `${count} steps`),
  showing: 'shown beside',
  holdAll: 'Hold everything',
  holdAllNote: 'one person, at once; a reason is asked for after',
  holdFirstReason: (name) => `${name} pressed hold; the reason follows`,
  holdTitle: 'Everything is on hold',
  holdAsk: 'Nothing leaves until somebody lifts the hold. Why was it pressed?',
  holdRecord: 'Record the reason',
  holdLater: 'Later',
  heldBy: (name, time) => `Held by ${name} since ${time}`,
  lift: 'Lift the hold',
  liftTitle: 'Lift the hold',
  liftAsk: 'Gates and approvals count again at once; nothing is sent by this. Why may it go on?',
  release: (kind) => `Release: ${kind}`,
  releaseReady: 'asks for a second person, then ten seconds',
  releaseOpens: (time) => `gate opens ${time}`,
  steps: (branch) => `Steps: ${branch}`,
  stepsNote: 'choose a step to read its text',
  step: 'Step, who does it',
  gate: 'Gate',
  approvals: 'Approvals',
  deadline: 'Deadline',
  opens: 'expected',
  approvalsOf: (given, needed) => `${given} of ${needed} approvals`,
  noApproval: 'none needed',
  noDeadline: 'no deadline',
  due: (time) => `due ${time}`,
  overdue: (time) => `overdue since ${time}`,
  withdrawalReady: 'Withdrawal, ready',
  withdrawalNote: 'on screen in the second it is due; never sent by itself',
  withdrawalDue: 'A withdrawal is due',
  withdrawalDueNote: 'What was released no longer stands. Read, approve and release the steps below.',
  reviewDue: 'Review: nothing more goes out until the duty officer decides',
  reviewNote: 'What was released stands for now; the verdict is on hold.',
  received: 'Who received what',
  receivedNote: 'each sent once; nothing is repeated by a machine',
  document: (kind, language) => `${kind}, ${language}`,
  binds: (hash) => `an approval binds to ${hash}`,
  bindsTitle: 'SHA-256 over both texts, the recipients and the ticket',
  draftedBy: (name) => `drafted by ${name}`,
  asTemplate: 'the playbook’s own text, unchanged',
  twin: (language) => `${language} twin, bound by the same approval`,
  twinReading: 'Reading the other language…',
  noDocument: 'This step has no text; it is marked done by the person who does it.',
  to: 'To:',
  toNobody: 'nobody outside the house',
  recipientsVoid: 'A changed recipient voids every approval.',
  spared: (names) => `Not to ${names}: what is taken back never reached them.`,
  edit: 'Edit the draft',
  approvalsNote: 'void when text or verdict changes; never by the drafter',
  approve: 'Approve this text',
  approvedAt: (time, expires) => `${time}; expires ${expires}`,
  waiting: 'no answer yet',
  revoke: 'Take my approval back',
  bringIntoView: 'Read the text to its end first; A brings it into view.',
  nowInView: 'The text is in view now. Read it to its end, then press A again.',
  mayNot: (why) => `Not now: ${why}`,
  done: 'Mark as done',
  resolve: 'Say whether it left',
  unknownNote: 'It is not known whether this left. Nothing is repeated until a person says what happened.',
  resolveTitle: 'Did it leave?',
  resolveAsk: 'Ask the recipient or look at the channel; do not guess. Your answer becomes a record.',
  wasSent: 'It was sent',
  notSent: 'It was not sent',
  resolveChoose: 'Choose what happened.',
  resolveDo: 'Record what happened',
  draftTitle: 'Edit the draft',
  draftVoid: 'Saving voids every approval of this step. Whoever drafts cannot approve.',
  subject: (language) => `Subject, ${language}`,
  body: (language) => `Text, ${language}`,
  fieldMissing: 'Both languages need a text.',
  draftSave: 'Save the draft',
  releaseTitle: (title) => `Release: ${title}`,
  releaseExplain: (seconds) =>
    `Two people at the desk. It leaves ${seconds} seconds after you press, once, and can be stopped until then.`,
  releasePerson: (name) => `First person: ${name}`,
  second: 'Second person, here beside you',
  secondMissing: 'Choose the second person.',
  readToEnd: 'Read the text to its end first.',
  releaseDo: 'Release',
  leaves: (seconds) => (seconds === 1 ? 'Leaves in 1 second' : `Leaves in ${seconds} seconds`),
  leaving: 'Leaving now',
  leavesNote: (by, second) => `Released by ${by} with ${second}`,
  stop: 'Stop',
  stopped: (time) => `Stopped ${time}:`,
  withdrawn: 'withdrawn',
  receiptSent: (time) => `sent ${time}`,
  receipt: (name) => `receipt ${name}`,
};

const JAPANESE: Words = {
  branches: '対応案',
  armedSince: (time) => `${time}に発動`,
  atRest: '未発動',
  arms: (time) => `${time}に発動予定`,
  stepCount: (count) => `${count}項目`,
  showing: '表示中',
  holdAll: '全面保留',
  holdAllNote: '1人でただちに可能。理由は後で記録',
  holdFirstReason: (name) => `${name}が全面保留。理由は追って記録`,
  holdTitle: '全面保留しました',
  holdAsk: '解除するまで何も発出されません。保留した理由は何ですか。',
  holdRecord: '理由を記録する',
  holdLater: '後で',
  heldBy: (name, time) => `${name}が${time}から保留中`,
  lift: '保留を解除',
  liftTitle: '保留の解除',
  liftAsk:
    '発出条件と承認がただちに有効に戻ります。これだけで何かが発出されることはありません。解除する理由は何ですか。',
  release: (kind) => `発出：${kind}`,
  releaseReady: '立会者を選び、10秒後に発出',
  releaseOpens: (time) => `${time}に発出可能`,
  steps: (branch) => `項目：${branch}`,
  stepsNote: '選ぶと文面を表示',
  step: '項目と担当',
  gate: '発出条件',
  approvals: '承認',
  deadline: '期限',
  opens: '見込み',
  approvalsOf: (given, needed) => `承認${needed}件中${given}件`,
  noApproval: '不要',
  noDeadline: '期限なし',
  due: (time) => `期限 ${time}`,
  overdue: (time) => `期限超過 ${time}`,
  withdrawalReady: '撤回（準備済み）',
  withdrawalNote: '必要になりしだい表示。自動では発出されません',
  withdrawalDue: '撤回が必要です',
  withdrawalDueNote: '発出したものの根拠が失われました。下の項目を読み、承認し、発出してください。',
  reviewDue: '再検討：当直官が判断するまで、これ以上は何も発出しません',
  reviewNote: '発出済みのものは当面有効です。判定は保留中です。',
  received: '誰に何が届いたか',
  receivedNote: '送付は一度だけ。自動で再送されることはありません',
  document: (kind, language) => `${kind}（${language}）`,
  binds: (hash) => `承認の対象 ${hash}`,
  bindsTitle: '両言語の文面・宛先・候補から計算したSHA-256',
  draftedBy: (name) => `起案 ${name}`,
  asTemplate: '計画の文面のまま',
  twin: (language) => `${language}版（同じ承認の対象）`,
  twinReading: 'もう一方の言語を読み込んでいます…',
  noDocument: 'この項目に文面はありません。担当者が完了を記録します。',
  to: '宛先：',
  toNobody: '外部への宛先なし',
  recipientsVoid: '宛先を変えると承認はすべて無効になります。',
  spared: (names) => `${names}には送付しません（撤回する文書が届いていないため）。`,
  edit: '文案を編集',
  approvalsNote: '文面または判定が変わると無効。起案者は承認できません',
  approve: 'この文面を承認',
  approvedAt: (time, expires) => `${time}（有効期限 ${expires}）`,
  waiting: '未承認',
  revoke: '自分の承認を取り下げる',
  bringIntoView: '先に文面を最後まで読んでください。Aで表示します。',
  nowInView: '文面を表示しました。最後まで読んでから、もう一度Aを押してください。',
  mayNot: (why) => `今はできません：${why}`,
  done: '完了にする',
  resolve: '発出の成否を記録',
  unknownNote: '発出の成否が不明です。人が確認するまで再送されません。',
  resolveTitle: '発出されましたか',
  resolveAsk:
    '宛先に照会するか、送付経路を確かめてください。推測で答えないでください。答えは記録に残ります。',
  wasSent: '発出された',
  notSent: '発出されていない',
  resolveChoose: 'どちらかを選んでください。',
  resolveDo: '結果を記録する',
  draftTitle: '文案の編集',
  draftVoid: '保存すると、この項目の承認はすべて無効になります。起案者は承認できません。',
  subject: (language) => `件名（${language}）`,
  body: (language) => `本文（${language}）`,
  fieldMissing: '両方の言語の文面が必要です。',
  draftSave: '文案を保存',
  releaseTitle: (title) => `発出：${title}`,
  releaseExplain: (seconds) =>
    `2人で行います。押してから${seconds}秒後に一度だけ発出され、それまでは停止できます。`,
  releasePerson: (name) => `発出者：${name}`,
  second: '立会者（いま隣にいる人）',
  secondMissing: '立会者を選んでください。',
  readToEnd: '先に文面を最後まで読んでください。',
  releaseDo: '発出する',
  leaves: (seconds) => `あと${seconds}秒で発出されます`,
  leaving: '発出中',
  leavesNote: (by, second) => `発出：${by}、立会い：${second}`,
  stop: '停止',
  stopped: (time) => `${time} 停止：`,
  withdrawn: '撤回済み',
  receiptSent: (time) => `${time} 送付`,
  receipt: (name) => `受領 ${name}`,
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
