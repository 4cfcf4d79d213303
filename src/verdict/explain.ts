/**
 * The policy in plain sentences, for `policy explain` and the desk's page.
 *
 * (policy, language) → sentences, one rule each, in the order in which a reader asks for them.
 */
import { explainOwn } from './explain-formula.ts';
import {
  type ActRule,
  type CallingGroup,
  type Language,
  type Policy,
  quorumOf,
  type Roster,
  rosterFor,
} from './policy.ts';
import { ACTS, type Act } from './verdict.ts';

/** Words a policy. Every number in a sentence is the policy's own. */
export function explainPolicy(policy: Policy, language: Language): string[] {
  return language === 'en' ? english(policy) : japanese(policy);
}

const percent = (share: number) => `${Number((share * 100).toFixed(2))}`;

function years({ from, to }: Roster): string {
  return to === null ? `${from}–` : from === to ? String(from) : `${from}–${to}`;
}

function japaneseYears({ from, to }: Roster): string {
  return to === null ? `${from}年以降` : from === to ? `${from}年` : `${from}～${to}年`;
}

function exceptions(policy: Policy): readonly (readonly [string, number])[] {
  return Object.entries(policy.recount.contests).filter(([, margin]) => margin !== policy.recount.margin);
}

function english(policy: Policy): string[] {
  const { calls, concession, law, quiet, recount, routes, withdrawal } = policy;
  const groupText = (group: CallingGroup) => `${group.name.en} (${group.desks.join(', ')})`;
  const sentences = [
    `${policy.title.en}: a congratulation is releasable when one route is open and nothing holds.`,
    ...policy.rosters.map((roster) => {
      const groups = rosterFor(policy, roster.from);
      const quorum = quorumOf(policy, groups.length);
      const rule = quorum
        ? `${quorum.groups} of ${groups.length} for ${quorum.minutes} minutes`
        : 'too few for route A';
      return `Elections of ${years(roster)}: ${groups.map(groupText).join('; ')}: ${rule}.`;
    }),
  ];
  if (routes.includes('A')) {
    const required = calls.required.length > 0 ? `, among them ${calls.required.join(', ')}` : '';
    sentences.push(
      `Route A, calls: ${calls.quorum} independent groups${required} name one winner of the whole for ${calls.dwellMinutes} unbroken minutes, no group names another, no call of the whole is taken back, no decisive contest is open.`,
    );
    if (calls.twoGroupsDwellMinutes !== null) {
      sentences.push(
        `Where the roster has only two groups: both, for ${calls.twoGroupsDwellMinutes} minutes.`,
      );
    }
  }
  if (routes.includes('B')) {
    sentences.push(
      `Route B, concession: the losing side has conceded in public, that has stood for ${concession.dwellMinutes} minutes, and ${concession.groups} groups or the authority name the same winner.`,
    );
  }
  if (routes.includes('C1')) {
    sentences.push(
      `Route C1, law: the electors, the parliament or the oath have named the winner; or no challenge to the declaration is left; or the period to challenge ended unused, ${law.newsHours} hours ago.`,
    );
  }
  if (routes.includes('C2')) {
    sentences.push(
      `Route C2, quiet declaration: the authority has named the winner and for ${quiet.hours} hours nobody has refused it.`,
    );
  }
  sentences.push(
    `A contest is open while, with ${percent(recount.countedShare)} % counted, the lead is under ${percent(recount.margin)} points; while it is being counted again; while its feed is at fault; while a court stays its result.`,
  );
  const special = exceptions(policy).map(([contest, margin]) => `${contest} ${percent(margin)}`);
  if (special.length > 0)
    sentences.push(`Recount margins that the law sets otherwise, in points: ${special.join(', ')}.`);
  return [
    ...sentences,
    ...explainOwn(policy, 'en'),
    ...englishHolds(policy),
    withdrawalEnglish(withdrawal.groups),
    ...ACTS.map((act) => englishAct(act, policy.acts[act])),
  ];
}

const CAUSES_EN = {
  retraction: 'a call of the whole taken back',
  'concession-withdrawn': 'a public concession withdrawn',
  annulment: 'an annulment',
  stay: 'a court that stays a decisive result',
  'feed-fault': 'a fault in the feed of a decisive contest',
  'groups-differ': 'groups that name different winners',
  'law-differs': 'bodies of the law that name different winners',
} as const;

function englishHolds({ holds }: Policy): string[] {
  const { untilRoute, whileItLasts } = holds;
  return [
    ...(untilRoute.length > 0
      ? [`On hold until a route is reached anew: ${untilRoute.map((kind) => CAUSES_EN[kind]).join('; ')}.`]
      : []),
    ...(whileItLasts.length > 0
      ? [`On hold while it lasts: ${whileItLasts.map((kind) => CAUSES_EN[kind]).join('; ')}.`]
      : []),
  ];
}

function withdrawalEnglish(groups: number): string {
  return `After a release a withdrawal is due when the election is annulled, when fewer than ${groups} groups and no authority stand behind the winner, or when the authority or ${groups} groups name another; every other hold is for review.`;
}

function englishAct(act: Act, { level, basis }: ActRule): string {
  const with_ = basis === 'none' ? '' : ', with a public concession or the law';
  return `Act "${act}": from level "${level}"${with_}.`;
}

function japanese(policy: Policy): string[] {
  const { calls, concession, law, quiet, recount, routes } = policy;
  const groupText = (group: CallingGroup) => `${group.name.ja}（${group.desks.join('、')}）`;
  const sentences = [
    `${policy.title.ja}：いずれかの経路が成立し、保留の事由がない時に、祝意は発出可能となります。`,
    ...policy.rosters.map((roster) => {
      const groups = rosterFor(policy, roster.from);
      const quorum = quorumOf(policy, groups.length);
      const rule = quorum
        ? `${groups.length}系統のうち${quorum.groups}系統の当確が${quorum.minutes}分間続くこと`
        : '系統が足りないため経路Aはありません';
      return `${japaneseYears(roster)}の選挙：${groups.map(groupText).join('、')}。${rule}。`;
    }),
  ];
  if (routes.includes('A')) {
    const required = calls.required.length > 0 ? `（${calls.required.join('、')}を含む）` : '';
    sentences.push(
      `経路A（当確）：独立した${calls.quorum}系統${required}が選挙全体で同じ候補の当確を${calls.dwellMinutes}分間途切れず伝え、別の候補の当確も取り消しもなく、勝敗を決める選挙区に未決がないこと。`,
    );
    if (calls.twoGroupsDwellMinutes !== null) {
      sentences.push(`系統が二つしかない場合は、両方の当確が${calls.twoGroupsDwellMinutes}分間続くこと。`);
    }
  }
  if (routes.includes('B')) {
    sentences.push(
      `経路B（敗北宣言）：敗れた側が公に敗北を認め、${concession.dwellMinutes}分間撤回されず、${concession.groups}系統か当局が同じ候補を当選者とすること。`,
    );
  }
  if (routes.includes('C1')) {
    sentences.push(
      `経路C1（法的確定）：選挙人の投票、議会での集計、就任のいずれかで当選者が示されるか、宣言への異議がすべて処理されるか、異議申し立て期間が申し立てのないまま終わって${law.newsHours}時間たつこと。`,
    );
  }
  if (routes.includes('C2'))
    sentences.push(`経路C2（異論のない宣言）：当局が当選者を示し、${quiet.hours}時間、異論が出ないこと。`);
  sentences.push(
    `選挙区が未決とは、開票率${percent(recount.countedShare)}%以上で差が${percent(recount.margin)}ポイント未満の間、再集計の間、配信に異常がある間、裁判所が結果の効力を停止している間をいいます。`,
  );
  const special = exceptions(policy).map(([contest, margin]) => `${contest} ${percent(margin)}`);
  if (special.length > 0)
    sentences.push(`法が別に定める再集計の基準となる差（ポイント）：${special.join('、')}。`);
  return [
    ...sentences,
    ...explainOwn(policy, 'ja'),
    ...japaneseHolds(policy),
    ...ACTS.map((act) => japaneseAct(act, policy.acts[act])),
  ];
}

const CAUSES_JA = {
  retraction: '全体の当確の取り消し',
  'concession-withdrawn': '公の敗北宣言の撤回',
  annulment: '選挙の無効',
  stay: '勝敗を決める結果に対する効力停止',
  'feed-fault': '勝敗を決める選挙区の配信の異常',
  'groups-differ': '系統による当選者の不一致',
  'law-differs': '法に定める機関による当選者の不一致',
} as const;

function japaneseHolds({ holds, withdrawal }: Policy): string[] {
  const { untilRoute, whileItLasts } = holds;
  const groups = withdrawal.groups;
  return [
    ...(untilRoute.length > 0
      ? [`経路が改めて成立するまで保留：${untilRoute.map((kind) => CAUSES_JA[kind]).join('、')}。`]
      : []),
    ...(whileItLasts.length > 0
      ? [`原因が続く間は保留：${whileItLasts.map((kind) => CAUSES_JA[kind]).join('、')}。`]
      : []),
    `発出後、選挙が無効とされた場合、当選者の当確を維持する系統が${groups}に満たず当局の裏付けもない場合、当局か${groups}系統が別の候補を当選者とした場合は、撤回が必要です。その他の保留は再検討とします。`,
  ];
}

const ACTS_JA: Readonly<Record<Act, string>> = {
  remark: '発言',
  congratulation: '祝意',
  title: '呼称',
  telephone: '電話会談',
  invitation: '招待',
};

const LEVELS_JA = {
  open: '未決',
  leaning: '一部当確',
  called: '当確',
  'final-enough': '確定相当',
  declared: '正式確定',
} as const;

function japaneseAct(act: Act, { level, basis }: ActRule): string {
  const besides = basis === 'none' ? '' : '（公の敗北宣言か法的な確定があること）';
  return `${ACTS_JA[act]}：判定が「${LEVELS_JA[level]}」以上${besides}。`;
}
