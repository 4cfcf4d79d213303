/** The response in Japanese. */
import { entryReasons } from './entry-reasons-ja.ts';
import type { ResponseCatalogue, ResponseValues } from './sentences.ts';

const ROLES: Readonly<Record<string, string>> = {
  'duty-officer': '当直官',
  'embassy-officer': '大使館担当官',
  drafter: '起案者',
  approver: '承認者',
  'press-officer': '報道担当官',
  administrator: '管理者',
  reader: '閲覧者',
};

const ACTS: Readonly<Record<string, string>> = {
  remark: '発言',
  congratulation: '祝意の表明',
  title: '呼称の使用',
  telephone: '電話会談',
  invitation: '招待',
};

const LANGUAGES: Readonly<Record<string, string>> = { en: '英語', ja: '日本語' };
const PARTS: Readonly<Record<string, string>> = { subject: '件名', body: '本文' };

const MEETINGS: Readonly<Record<string, string>> = {
  none: '未申し入れ',
  requested: '申し入れ済み',
  refused: '先方辞退',
  agreed: '合意済み',
  held: '実施済み',
};

const role = (v: ResponseValues) => ROLES[v.text('role')] ?? v.text('role');
const roles = (v: ResponseValues) =>
  v
    .text('roles')
    .split(',')
    .map((one) => ROLES[one] ?? one)
    .join('、');
const act = (v: ResponseValues) => ACTS[v.text('act')] ?? v.text('act');
const language = (v: ResponseValues) => LANGUAGES[v.text('language')] ?? v.text('language');
const part = (v: ResponseValues) => PARTS[v.text('part')] ?? v.text('part');
const meeting = (v: ResponseValues, name: string) => MEETINGS[v.text(name)] ?? v.text(name);

export const JAPANESE: ResponseCatalogue = {
  'lack-armed': (v) => `対応案「${v.branch('branch')}」は発動していません。`,
  'lack-ticket': (v) => `判定は対応案「${v.branch('branch')}」の当選者を示さなくなりました。`,
  'lack-review': () => '発出済みの件を再検討中です。当直官が判断するまで、これ以上は何も発出しません。',
  'lack-withdrawal-first': () => '撤回が必要です。撤回のほかは何も発出しません。',
  'lack-act': (v) => `判定がまだ${act(v)}を認めていません。`,
  'lack-act-until': (v) => `取り消しがなければ、判定は${v.when('at')}から${act(v)}を認めます。`,
  'lack-act-held': (v) => `判定が保留中のため、${act(v)}は認められません。`,
  'lack-message-sent': () => '祝意のメッセージが未発出です。',
  'lack-call-ended': () => '電話会談が終わっていません。',
  'lack-withdrawal-due': (v) => `撤回すべきものはありません。「${v.step()}」は有効か、未発出です。`,
  'lack-title': (v) => `文面に「${v.text('word')}」とありますが、判定がまだ呼称の使用を認めていません。`,
  'lack-exit': () => 'この項目は不要になりました。',
  'lack-dropped': () => 'この項目は計画から外されています。',
  'lack-line': () =>
    'この項目に対応する応答要領は失効しました。「発信」画面で新しい応答要領を有効にしてください。',
  'lack-held-all': (v) => `${v.person('person')}が全面保留中：${v.text('reason')}`,

  'refused-step': (v) =>
    `対応計画の「${v.text('branch')}」に「${v.text('step')}」という項目はありません。画面を再読み込みしてください。`,
  'refused-role': (v) => `次の権限が必要です：${roles(v)}。`,
  'refused-no-document': () => 'この項目には起案する文書がありません。',
  'refused-empty': (v) => `${language(v)}の${part(v)}が空です。両言語とも必要です。`,
  'refused-leak': (v) =>
    `「${v.text('word')}」は別の結果に属する語です：${language(v)}の${part(v)}、${v.number('line')}行${v.number('column')}字目。`,
  'refused-field': (v) =>
    `この対応案に「${v.text('name')}」という差し込み欄はありません：${language(v)}の${part(v)}。`,
  'refused-no-approval': () => 'この項目に承認は不要です。',
  'refused-drafter': () => '起案者は承認できません。',
  'refused-approved-already': () => 'この文面はすでに承認しています。もう1件の承認は別の人が行ってください。',
  'refused-binds': () => '読んだ後に文面または宛先が変わりました。読み直してください。',
  'refused-countdown': () => '発出の秒読み中です。先に停止してください。',
  'refused-left': () => 'この項目はすでに発出されました。',
  'refused-unknown': () => '発出の成否が不明です。先に当直官が確認してください。',
  'refused-no-own-approval': () => '取り下げられる自分の承認はありません。',
  'refused-approved-complete': () => 'この文面はすでに承認しています。必要な承認はそろっています。',
  'refused-approvals': (v) => `承認は${v.number('need')}件中${v.number('have')}件です。`,
  'refused-second-unknown': (v) =>
    `「${v.text('person')}」という人は登録されていません。一覧から立会者を選んでください。`,
  'refused-second-same': () => '立会者は別の人を選んでください。',
  'refused-second-role': (v) => `${v.person('person')}は発出に立ち会えません。必要な権限：${roles(v)}。`,
  'refused-stays-inside': () => 'この項目は内部のものです。発出せず、完了を記録してください。',
  'refused-leaves': () => 'この項目は外部に出るものです。発出の手続きによってください。',
  'refused-done': () => 'この項目は完了済みです。',
  'refused-not-overridable': () =>
    'この項目を妨げている事由は、例外扱いにできません。例外扱いにできるのは、判定がまだ認めていない場合と、当方の側の条件がそろっていない場合に限ります。',
  'refused-override-first': () => '先に当直官が例外扱いとし、その後にもう1人が行ってください。',
  'refused-override-twice': () => 'すでに例外扱いとしています。別の人も行う必要があります。',
  'refused-plan': (v) => `計画をそのように変更することはできません（${v.text('reason')}）。`,
  'refused-mark': (v) => `「${v.text('name')}」はこの計画にない候補か、該当する記録がありません。`,
  'refused-no-span': () => '予定に充てる枠が確保されていません。先に確保してください。',
  'refused-no-such-part': () => 'この宛先の結果は判明しています。画面を再読み込みしてください。',
  'refused-nothing-to-stop': () => 'この項目に秒読み中のものはありません。発出されたものは停止できません。',
  'refused-held-already': () => 'すでに全面保留中です。',
  'refused-not-held': () => '手動の保留は行われていません。',
  'refused-reason': () => '理由を短く書いてください。',
  'refused-known': () => 'この項目の発出の成否は判明しており、確認は不要です。',
  'refused-no-winner': () => '当選者ごとの対応案は、いずれも発動していません。',
  'refused-talk-runs': () => '電話会談は始まっており、まだ終わっていません。',
  'refused-no-talk': () => '電話会談は始まっていません。',
  'refused-window-order': () => '枠の終わりは始まりより後にしてください。',
  'refused-window-past': () => 'その枠は過ぎています。',
  'refused-window-overlap': () => '確保済みの枠と重なります。先にその枠を解放してください。',
  'refused-window-unknown': () => 'その枠は確保されていません。',
  'refused-meeting': (v) => `会談は「${meeting(v, 'from')}」のため、「${meeting(v, 'to')}」には進めません。`,

  'refused-unknown-name': (v) =>
    `「${v.text('name')}」は登録されていません。名簿にある報道機関、この選挙の選挙区と候補者から選んでください。`,
  'refused-entry': (v) => `入力が合いません：${entryReasons(v.text('reasons'))}。`,
  'refused-unconfirmed': (v) =>
    `現在の値から減るか急増する開票が${v.number('rows')}件あります。もう一度確かめ、確認の印を付けてください。`,
  'refused-not-waiting': (v) => `記録${v.number('record')}は判断を待つ報告ではありません。`,
  'refused-unknown-record': (v) => `記録${v.number('record')}は抹消できる入力ではありません。`,
  'stopped-by-person': (v) => `${v.person('person')}が「${v.step()}」を停止しました。`,
  'stood-down': (v) =>
    `対応案「${v.branch('branch')}」を解除しました。判定がこれに当たらなくなったためです。`,
  'stood-down-for': (v) => `対応案「${v.branch('branch')}」を解除し、「${v.branch('next')}」に移りました。`,

  'deadline-arms': (v) => `それまでに当選者が示されなければ、対応案「${v.branch('branch')}」が発動します。`,
  'deadline-gate': (v) => `取り消しがなければ「${v.step()}」が発出可能になります。`,
  'deadline-due': (v) => `「${v.step()}」の期限（${role(v)}）。`,
  'deadline-overdue': (v) => `「${v.step()}」が期限を過ぎています（${role(v)}）。`,
  'deadline-expires': (v) => `${v.person('person')}による「${v.step()}」の承認が失効します。`,
  'deadline-leaves': (v) => `停止しなければ「${v.step()}」が発出されます。`,
};
