/** The response in Japanese. */
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
  none: '未申入れ',
  requested: '申入れ済み',
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
  'lack-armed': (v) => `「${v.branch('branch')}」の対応は発動待機に入っていない。`,
  'lack-ticket': (v) => `判定はもはや「${v.branch('branch')}」の当選者を示していない。`,
  'lack-review': () => '発出済みの件は再検討中。当直官が判断するまで、これ以上は何も発出しない。',
  'lack-withdrawal-first': () => '撤回を要する。撤回のほかは何も発出しない。',
  'lack-act': (v) => `判定はまだ${act(v)}を認めていない。`,
  'lack-act-until': (v) => `取消しがなければ、判定は${v.when('at')}から${act(v)}を認める。`,
  'lack-act-held': (v) => `判定は保留中であり、${act(v)}を認めていない。`,
  'lack-message-sent': () => '祝意のメッセージが未送付。',
  'lack-call-ended': () => '電話会談が終わっていない。',
  'lack-withdrawal-due': (v) => `撤回すべきものはない。「${v.step()}」は有効であるか、まだ発出されていない。`,
  'lack-title': (v) => `文中に「${v.text('word')}」とある。判定はまだ呼称の使用を認めていない。`,
  'lack-exit': () => 'この項目はもはや必要ない。',
  'lack-dropped': () => 'この項目は計画から外された。',
  'lack-line': () => 'この項目に対応する応答要領は失効した。「発信」画面で新しいものを有効にすること。',
  'lack-held-all': (v) => `${v.person('person')}が全件を保留中：${v.text('reason')}`,

  'refused-step': (v) =>
    `対応計画の「${v.text('branch')}」に「${v.text('step')}」という項目はない。画面を読み込み直すこと。`,
  'refused-role': (v) => `次の権限が必要：${roles(v)}。`,
  'refused-no-document': () => 'この項目には起案する文書がない。',
  'refused-empty': (v) => `${language(v)}の${part(v)}が空。両言語とも必要。`,
  'refused-leak': (v) =>
    `「${v.text('word')}」は別の結果に属する語：${language(v)}の${part(v)}、${v.number('line')}行${v.number('column')}字目。`,
  'refused-field': (v) => `この対応に「${v.text('name')}」という項目欄はない：${language(v)}の${part(v)}。`,
  'refused-no-approval': () => 'この項目に承認は要らない。',
  'refused-drafter': () => '起案した者は承認できない。',
  'refused-approved-already': () => 'この文面はすでに承認済み。もう一つの承認は別の者が行うこと。',
  'refused-binds': () => '読んだ後に文面または宛先が変わった。読み直すこと。',
  'refused-countdown': () => '発出の秒読み中。先に停止すること。',
  'refused-left': () => 'この項目はすでに発出された。',
  'refused-unknown': () => '発出されたかどうか不明。先に当直官が確認すること。',
  'refused-no-own-approval': () => '取り消せる自身の承認はない。',
  'refused-approved-complete': () => 'この文面はすでに承認済み。必要な承認はそろっている。',
  'refused-approvals': (v) => `承認は${v.number('need')}件中${v.number('have')}件。`,
  'refused-second-unknown': (v) =>
    `「${v.text('person')}」という者は登録されていない。一覧から立会者を選ぶこと。`,
  'refused-second-same': () => '立会者は別の者でなければならない。',
  'refused-second-role': (v) => `${v.person('person')}は発出に立ち会えない。必要な権限：${roles(v)}。`,
  'refused-stays-inside': () => 'この項目は内部のもの。発出せず、完了とすること。',
  'refused-leaves': () => 'この項目は外部へ出る。発出の手続によること。',
  'refused-done': () => 'この項目は完了済み。',
  'refused-not-overridable': () =>
    'この項目を妨げている事由は、例外扱いにできない。できるのは、判定がまだ認めていない場合と、当方の事実が満たされていない場合に限る。',
  'refused-override-first': () => '先に当直官が例外扱いとし、その後に第二の者が行うこと。',
  'refused-override-twice': () => 'すでに例外扱いとした。別の者も行う必要がある。',
  'refused-plan': (v) => `計画をそのように変更することはできない（${v.text('reason')}）。`,
  'refused-mark': (v) => `「${v.text('name')}」はこの計画にない候補か、該当する記録がない。`,
  'refused-no-span': () => '予定に充てる時間帯が確保されていない。先に確保すること。',
  'refused-no-such-part': () => 'この送付先の結果は判明している。画面を読み込み直すこと。',
  'refused-nothing-to-stop': () => 'この項目に秒読み中のものはない。発出されたものは停止できない。',
  'refused-held-already': () => 'すでに全件保留中。',
  'refused-not-held': () => '手動の保留は行われていない。',
  'refused-reason': () => '理由を簡潔に記すこと。',
  'refused-known': () => 'この項目の発出結果は判明しており、確認の必要はない。',
  'refused-no-winner': () => '当選者の対応はいずれも発動待機に入っていない。',
  'refused-talk-runs': () => '電話会談は始まっており、まだ終わっていない。',
  'refused-no-talk': () => '電話会談は始まっていない。',
  'refused-window-order': () => '時間帯の終わりは始まりより後でなければならない。',
  'refused-window-past': () => 'その時間帯は過ぎている。',
  'refused-window-overlap': () => '確保済みの時間帯と重なる。先にそれを解放すること。',
  'refused-window-unknown': () => 'その時間帯は確保されていない。',
  'refused-meeting': (v) =>
    `会談は「${meeting(v, 'from')}」であり、そこから「${meeting(v, 'to')}」には進めない。`,

  'refused-unknown-name': (v) =>
    `「${v.text('name')}」は登録されていません。名簿にある報道機関、この選挙の選挙区と候補者から選んでください。`,
  'refused-entry': (v) => `入力に矛盾があります（${v.text('reasons')}）。`,
  'refused-unconfirmed': (v) =>
    `現在の値から減るか急増する開票が${v.number('rows')}件あります。もう一度確かめ、確認の印を付けてください。`,
  'refused-not-waiting': (v) => `記録${v.number('record')}は判断を待つ報告ではありません。`,
  'refused-unknown-record': (v) => `記録${v.number('record')}は取り消せる入力ではありません。`,
  'stopped-by-person': (v) => `${v.person('person')}が「${v.step()}」を停止した。`,
  'stood-down': (v) => `「${v.branch('branch')}」の対応を解除。判定がもはやこれを求めていない。`,
  'stood-down-for': (v) => `「${v.branch('branch')}」の対応を解除し、「${v.branch('next')}」に移る。`,

  'deadline-arms': (v) => `それまでに当選者が示されなければ「${v.branch('branch')}」の対応に入る。`,
  'deadline-gate': (v) => `取消しがなければ「${v.step()}」が発出可能になる。`,
  'deadline-due': (v) => `「${v.step()}」の期限（${role(v)}）。`,
  'deadline-overdue': (v) => `「${v.step()}」は期限を過ぎている（${role(v)}）。`,
  'deadline-expires': (v) => `${v.person('person')}による「${v.step()}」の承認が失効する。`,
  'deadline-leaves': (v) => `停止しなければ「${v.step()}」が発出される。`,
};
