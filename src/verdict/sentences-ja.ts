/**
 * The verdict in Japanese: the same phrases as in English, each a sentence of its own, figures for numbers.
 */
import type { Template, Values } from './template.ts';

const lead = (v: Values) =>
  v.number('groups') === v.number('of')
    ? `独立した${v.number('of')}系統のすべてが${v.ticket('ticket')}氏の当確を伝えています`
    : `独立した${v.number('of')}系統のうち${v.number('groups')}系統が${v.ticket('ticket')}氏の当確を伝えています`;
const leadBut = (v: Values) => `${lead(v)}が`;

const ACTS: Readonly<Record<string, string>> = {
  certification: '認定',
  'electors-vote': '選挙人の投票',
  'congress-count': '議会での集計',
  inauguration: '就任',
};
const actNames = (v: Values) =>
  v
    .text('acts')
    .split(',')
    .map((act) => ACTS[act] ?? act)
    .join('または');

export const JAPANESE: Readonly<Record<string, Template>> = {
  open: () => '未確定です。当確を伝えた系統はまだありません。',
  'open-differ': () => '未確定です。異なる候補の当確を伝える系統が同数あります。',
  leaning: (v) => `未確定です。${lead(v)}。`,
  'leaning-pool': (v) =>
    `未確定です。${v.number('desks')}社が${v.ticket('ticket')}氏の当確を伝えていますが、同じ集計に基づいています。`,
  'leaning-conceded': (v) =>
    `未確定です。相手陣営が${v.ticket('ticket')}氏に対し敗北を認めましたが、ほかに裏付けがありません。`,
  called: () => 'まだ確定相当に至っていません。',
  announced: (v) =>
    `まだ確定相当に至っていません。${v.text('by')}は${v.ticket('ticket')}氏を当選者としました。`,
  releasable: (v) => `確定相当に達しました。${v.ticket('ticket')}氏への祝意は発出可能です。`,
  declared: (v) => `正式に確定しました。${v.ticket('ticket')}氏の当選は法的に確定しています。`,
  'hold-retraction': (v) =>
    `保留中です。${v.text('by')}が${v.ticket('ticket')}氏の全体の当確を取り消しました。`,
  'hold-turn': (v) =>
    `保留中です。${v.text('by')}が当確を${v.ticket('ticket')}氏から${v.ticket('other')}氏に変えました。`,
  'hold-concession-withdrawn': (v) =>
    `保留中です。${v.text('by')}が${v.ticket('ticket')}氏への敗北宣言を撤回しました。`,
  'hold-annulment': (v) => `保留中です。${v.text('by')}が選挙を無効としました。`,
  'hold-stay': (v) =>
    `保留中です。${v.text('by')}が、勝敗を決める${v.contest('contest')}の結果の効力を停止しました。`,
  'hold-feed-fault': (v) =>
    `保留中です。勝敗を決める${v.contest('contest')}の配信に異常があります（${v.text('by')}）。`,
  'hold-groups-differ': () => '保留中です。独立した系統が異なる候補の当確を伝えています。',
  'hold-law-differs': () => '保留中です。法に定める機関がそれぞれ異なる当選者を示しています。',
  'hold-basis-gone': () => '保留中です。伝えられた当確の裏付けが足りなくなりました。',
  review: () => '再検討中です。これ以上は何も発出しません。',
  'withdrawal-due': (v) => `撤回が必要です。${v.ticket('ticket')}氏への祝意を撤回しなければなりません。`,

  rule: (v) =>
    `基準は、独立した${v.number('of')}系統のうち${v.number('quorum')}系統の当確が${v.number('minutes')}分間途切れず続くことです。`,
  'releasable-own': (v) =>
    `「${v.text('ja')}」を${v.ticket('ticket')}氏について${v.clock('since')}から満たしています。`,
  'rule-no-calls': () =>
    'この基準では、当確の報道だけでは発出可能になりません。公の敗北宣言か法的な確定が必要です。',
  'rule-own': (v) => `発出条件：${v.text('ja')}。`,
  'rule-one-source': () =>
    '独立した系統の数が基準に届きません。公の敗北宣言か法的な確定があった場合に限り、発出可能になります。',
  'leaning-next': (v) =>
    `あと${v.number('quorum') - v.number('groups')}系統の当確が必要で、その後${v.number('minutes')}分間、異論が出ないことが条件です。`,
  'called-since': (v) =>
    `${lead(v)}。基準は${v.number('quorum')}系統の当確が${v.number('minutes')}分間途切れず続くことです。${v.number('quorum')}系統目の当確は${v.clock('since')}でした。`,
  'called-restarted': (v) =>
    `${lead(v)}。基準は${v.number('minutes')}分間途切れず続くことで、最後の条件が成立した${v.clock('since')}から数えています。`,
  'called-narrow': (v) =>
    `${leadBut(v)}、勝敗を決める${v.contest('contest')}が再集計の対象となる僅差のため、${v.number('minutes')}分間の計時はまだ始まっていません。`,
  'called-recount': (v) =>
    `${leadBut(v)}、勝敗を決める${v.contest('contest')}が再集計中のため、${v.number('minutes')}分間の計時はまだ始まっていません。`,
  'called-waiting': (v) =>
    `${leadBut(v)}、基準の条件がそろっていないため、${v.number('minutes')}分間の計時はまだ始まっていません。`,
  'conceded-alone': () => '敗北宣言に加えて、独立した2系統の当確か、当局による開票完了の発表が必要です。',
  'conceded-since': (v) =>
    `相手陣営が公に${v.ticket('ticket')}氏に対する敗北を認めました。基準は${v.number('minutes')}分間撤回されないことで、${v.clock('since')}から数えています。`,
  'announced-refused': (v) =>
    `${v.text('by')}が結果を認めないか、勝利を宣言しています。裁判所の判断か就任を待ちます。`,
  'announced-challenged': (v) => `裁判所に異議が申し立てられています（${v.text('by')}）。判断を待ちます。`,
  'announced-narrow': (v) => `${v.contest('contest')}は再集計の対象となる僅差です。`,
  'announced-quiet': (v) =>
    `${v.clock('since')}から異論は出ていません。基準は${v.number('hours')}時間異論が出ないことです。`,
  'announced-period': (v) =>
    `異議申し立ての期間が終わっていません。確認の1日を含めて${v.clock('until')}までです。`,
  'releasable-A': (v) =>
    `${lead(v)}（${v.all('names', 'groups')}）。${v.number('quorum')}系統の当確が${v.clock('since')}から${v.number('minutes')}分以上、途切れず続いています。`,
  'releasable-B': (v) =>
    `${v.text('by')}が${v.clock('since')}に公に${v.ticket('ticket')}氏に対する敗北を認めました。${v.number('minutes')}分間撤回されず、独立した系統か当局も同じ候補を当選者としています。`,
  'releasable-C1': (v) =>
    `${v.ticket('ticket')}氏の当選は${v.clock('since')}に法的に確定しました（${v.text('by')}）。`,
  'releasable-C1-period': (v) =>
    `${v.ticket('ticket')}氏の当選の宣言への異議申し立て期間が、確認の1日を含めて${v.clock('since')}に異議なく終わりました。`,
  'releasable-C2': (v) =>
    `当局が${v.ticket('ticket')}氏を当選者とし、${v.clock('since')}から${v.number('hours')}時間、異論が出ていません。`,
  'hold-until-route': () =>
    '保留が終わるのは、所定の時間続く当確、新たな敗北宣言、裁判所の判断、最終の手続きのいずれかが改めて成立した時だけです。',
  'hold-while-it-lasts': () => '原因が続く間は保留します。解消後、当確の継続時間は初めから数え直します。',
  'withdrawal-annulled': (v) => `${v.clock('at')}に選挙またはその宣言が無効とされました。`,
  'withdrawal-basis-gone': (v) =>
    `${v.clock('at')}以降、${v.ticket('ticket')}氏の当確を維持するのは${v.number('groups')}系統に満たず、当局の発表も宣言もありません。`,
  'withdrawal-another-named': (v) =>
    `${v.clock('at')}に、当局または独立した系統が${v.ticket('ticket')}氏以外を当選者としました。`,
  'next-releasable': (v) => `取り消しがなければ${v.when('at')}から発出可能となります。`,
  'next-since': (v) => `${v.when('at')}から発出可能です。`,
  'next-decide': () => '当直官が判断し、理由を記録します。',
  'next-withdraw': () => '撤回にも、発出時と同じく2人の承認が必要です。',

  'stop-retraction': () => '全体の当確の取り消し',
  'stop-contrary': (v) => `${v.any('tickets', 'tickets')}氏の当確を伝える系統`,
  'stop-fault': (v) => `勝敗を決める選挙区（${v.any('contests', 'contests')}）の配信の異常`,
  'stop-fault-any': () => '勝敗を決める選挙区の配信の異常',
  'stop-open': (v) =>
    `勝敗を決める選挙区（${v.any('contests', 'contests')}）の再集計、または再集計の対象となる僅差`,
  'stop-open-any': () => '勝敗を決める選挙区の再集計、または再集計の対象となる僅差',
  'stop-stay': () => '勝敗を決める選挙区の結果に対する裁判所の効力停止',
  'stop-concession-withdrawn': () => '敗北宣言の撤回',
  'stop-annulment': () => '選挙の無効',
  'stop-refusal': () => '対立候補による勝利宣言または結果の不承認',
  'stop-challenge': () => '裁判所への異議申し立て',
  'missing-leaning': () => '当確を伝える系統',
  'missing-called': () => '基準に足る数の系統の当確',
  'missing-final-enough': () => '確定相当の判定',
  'missing-declared': () => '法的な確定',
  'missing-condition': (v) => v.text('ja'),
  'missing-basis': () => '公の敗北宣言か法的な確定',
  'missing-route-anew': () => '改めて成立した経路（それまで保留は解けません）',
  'missing-end-of-hold': () => '保留の原因の解消',

  'route-A': (v) =>
    `当確：独立した${v.number('quorum')}系統が${v.number('minutes')}分間途切れず維持すること。`,
  'route-A-none': () => '当確：独立した系統が足りず、この経路はありません。',
  'route-B': (v) =>
    `敗北宣言：公のもので${v.number('minutes')}分間撤回されず、2系統か当局の裏付けがあること。`,
  'route-C1': () => '法的確定：結果が最終のものであること。',
  'route-C2': (v) => `異論のない宣言：発表から${v.number('hours')}時間、異論が出ないこと。`,
  'route-own': (v) => `${v.text('ja')}：${v.number('minutes')}分間途切れないこと。`,
  'route-own-at-once': (v) => `${v.text('ja')}。`,
  condition: (v) => `${v.text('ja')}。`,
  'formula-all': () => '次のすべてを満たすこと。',
  'formula-any': () => '次のいずれかを満たすこと。',
  'formula-not': () => '次に当たらないこと。',
  'formula-groups': (v) => `${lead(v)}。必要なのは${v.number('quorum')}系統です。`,
  'formula-calls-of': (v) =>
    v.number('done') === v.number('of')
      ? `${v.text('names')}のすべてが${v.ticket('ticket')}氏の当確を伝えています。`
      : `${v.text('names')}のすべてが${v.ticket('ticket')}氏の当確を伝えること。現在は${v.number('of')}社のうち${v.number('done')}社です。`,
  'formula-law-met': (v) => `法に基づく手続きで当選者が示されました（${actNames(v)}）。`,
  'formula-law-missing': (v) => `${actNames(v)}がまだです。`,
  'formula-feeds-met': () => '対象の配信に異常はありません。',
  'formula-feeds-broken': () => '対象の配信に異常があります。',
  'formula-live-met': () => '対象の開票速報は続いています。',
  'formula-live-broken': (v) => `${v.all('contests', 'contests')}の開票速報が途絶えています。`,
  'formula-live-many': (v) => `${v.number('of')}選挙区の開票速報が途絶えています。`,
  'formula-projection': (v) =>
    `予測では${v.ticket('ticket')}氏の確率は${v.number('chance')}%です。${v.number('least')}%を下回ると発出を止めます。`,
  'formula-projection-unknown': () => '予測の記録がないため、発出は止めません。',
  'fact-open': () => '勝敗を決める選挙区に未決があります。',
  'fact-conceded': () => '相手陣営が公に敗北を認めました。',
  'fact-announced': () => '当局が当選者を示しました。',
  'fact-narrow': () => '勝敗を決める選挙区が再集計の対象となる僅差です。',
  'fact-refused': () => '対立候補が勝利を宣言し、または結果を認めていません。',
  'fact-challenged': () => '裁判所に異議が申し立てられています。',
  'quorum-met': (v) => `${lead(v)}。必要なのは${v.number('quorum')}系統です。`,
  'quorum-short': (v) => `${lead(v)}。必要なのは${v.number('quorum')}系統です。`,
  'quorum-nobody': (v) => `当確を伝えた系統はありません。必要なのは${v.number('quorum')}系統です。`,
  'quorum-none': () => '登録された系統だけでは基準の数に届きません。',
  'group-names': (v) =>
    `${v.all('names', 'groups')}：${v.ticket('ticket')}氏の当確を伝えています（${v.text('by')}）。`,
  'group-divided': (v) =>
    `${v.all('names', 'groups')}：取り消しか食い違いがあるため、どの候補の当確とも数えません。`,
  'group-silent': (v) => `${v.all('names', 'groups')}：全体の当確はまだありません。`,
  'no-other-met': () => '別の候補の当確を伝える系統はありません。',
  'no-other-broken': () => '別の候補の当確を伝える系統があります。',
  'none-open-met': () => '勝敗を決める選挙区に未決はありません。',
  'none-open-narrow': (v) => `勝敗を決める${v.contest('contest')}が再集計の対象となる僅差です。`,
  'none-open-recount': (v) => `勝敗を決める${v.contest('contest')}が再集計中です。`,
  'none-open-stay': (v) => `勝敗を決める${v.contest('contest')}の結果の効力を裁判所が停止しています。`,
  'none-open-feed-fault': (v) => `勝敗を決める${v.contest('contest')}の配信に異常があります。`,
  'none-back-met': () => '全体の当確の取り消しはありません。',
  'none-back-over': (v) =>
    `${v.text('by')}が${v.clock('at')}に全体の当確を取り消しましたが、基準の時間より前です。`,
  'none-back-broken': (v) => `${v.text('by')}が${v.clock('at')}に全体の当確を取り消しました。`,
  'dwell-met': (v) => `${v.number('minutes')}分間の継続：満たしました（${v.clock('since')}から）。`,
  'dwell-running': (v) =>
    `${v.number('minutes')}分間の継続：${v.clock('since')}から${v.number('done')}分が経過しました。`,
  'dwell-not-begun': (v) => `${v.number('minutes')}分間の継続：まだ始まっていません。`,
  'conceded-met': (v) => `相手陣営が公に敗北を認めました（${v.text('by')}）。`,
  'conceded-missing': () => '公の敗北宣言はありません。勝利宣言は判定に数えません。',
  'backed-met': () => '独立した2系統か当局が同じ候補を当選者としています。',
  'backed-missing': () => '独立した2系統も当局も、この候補を当選者としていません。',
  'beyond-margin-met': () => '勝敗を決める選挙区に、再集計、効力停止、配信の異常はありません。',
  'final-met': (v) => `最終の手続きで当選者が示されました（${v.text('by')}）。`,
  'final-missing': () => '選挙人の投票、議会での集計、就任のいずれによっても、まだ当選者は示されていません。',
  'disposed-met': (v) => `宣言への異議はすべて処理されました（${v.text('by')}）。`,
  'disposed-pending': (v) => `裁判所に異議が申し立てられています（${v.text('by')}）。`,
  'disposed-missing': () => '裁判所が処理した宣言への異議はありません。',
  'period-met': (v) => `異議申し立ての期間は、確認の1日を含めて${v.clock('until')}に終わりました。`,
  'period-running': (v) => `異議申し立ての期間は、確認の1日を含めて${v.clock('until')}までです。`,
  'period-missing': () => '進行中の異議申し立て期間はありません。',
  'announced-met': (v) => `当局が当選者を示しました（${v.text('by')}）。`,
  'announced-missing': () => '当局はまだ何も発表も宣言もしていません。',
  'outside-margin-met': () => '差は再集計の対象となる僅差ではありません。',
  'outside-margin-unknown': () => '差の記録がないため、当局自身の開票によります。',
  'outside-margin-narrow': (v) => `${v.contest('contest')}は再集計の対象となる僅差です。`,
  'not-refused-met': () => '勝利を宣言し、または結果を認めない対立候補はいません。',
  'not-refused-broken': (v) => `${v.text('by')}が勝利を宣言し、または結果を認めていません。`,
  'unchallenged-met': () => '裁判所に異議は申し立てられていません。',
  'unchallenged-broken': (v) => `裁判所に異議が申し立てられています（${v.text('by')}）。`,
  'quiet-met': (v) => `${v.number('hours')}時間異論なし：満たしました（${v.clock('since')}から）。`,
  'quiet-running': (v) => `${v.number('hours')}時間異論なし：${v.clock('since')}から数えています。`,
  'quiet-not-begun': (v) => `${v.number('hours')}時間異論なし：まだ始まっていません。`,

  'contest-narrow': () => '再集計の対象となる僅差',
  'contest-recount': () => '再集計中',
  'contest-feed-fault': (v) => `配信の異常（${v.text('by')}）`,
  'contest-stay': (v) => `裁判所による効力停止（${v.text('by')}）`,
};
