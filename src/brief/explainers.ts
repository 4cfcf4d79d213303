/**
 * Two pieces that explain rather than report: when a count is final enough, and when two leaders can talk.
 *
 * Their numbers come from the policy and the zones in the facts; they carry no claim about the night.
 */
import type { Instant } from '../election/instant.ts';
import type { ArticleVersion, BriefFacts } from './brief.ts';
import { fixedFigure } from './fixed-figures.ts';
import { clockWithZone, dayOfYear, hoursAhead } from './stamp.ts';
import { articleText, capitalised, inWords, say } from './text.ts';

type Texts = ArticleVersion['text'];

export function finalityExplained(facts: BriefFacts, at: Instant): Texts {
  const { groupsNeeded, dwellMinutes } = facts.verdict;
  const { total } = facts.groups;
  const en = (text: string, title: string) => fixedFigure('rule', text, { at, language: 'en', title });
  const ja = (text: string, title: string) => fixedFigure('rule', text, { at, language: 'ja', title });
  return {
    en: articleText({
      headline: ['What must happen before the count is final enough'],
      standfirst: [
        'Groups, not desks; a span of time, not a minute. Why a speech changes nothing, and what would.',
      ],
      body: [
        say`The government speaks when one of three roads is open. The first: ${en(`${inWords(groupsNeeded)} of ${inWords(total)} independent groups`, 'Groups that must name the same winner')} of decision desks name the same winner, and for ${en(`${dwellMinutes} minutes`, 'How long the calls must stand without contradiction')} nobody takes that back. The second: the losing side concedes in public, and that stands. The third: the law, when the result is declared and can no longer be appealed.`,
        say`Groups are counted, not desks. Desks that read the same data make the same mistake; on the night of Bush against Gore five of them named a winner within minutes of each other and took it back before the morning, while several governments had already sent their congratulations.`,
        say`A claim of victory, a lead, a forecast and the messages of other governments count for nothing. A call that is taken back stops everything, and the page says so.`,
      ],
    }),
    ja: articleText({
      headline: ['開票結果はいつ「確定」と言えるのか'],
      standfirst: ['社ではなく系統を数え、一瞬ではなく一定の時間を置く。勝利宣言では何も動かない理由。'],
      body: [
        say`政府が発言するのは、三つの条件のいずれかが満たされたときである。第一に、独立した${ja(`${total}系統のうち${groupsNeeded}系統`, '同じ候補の当確を伝えるべき系統')}が同じ候補の当確を伝え、${ja(`${dwellMinutes}分`, '取り消しも食い違いもないまま要する時間')}の間に取り消しがないこと。第二に、敗れた側が公の場で敗北を認め、それが維持されること。第三に、法の手続きにより結果が宣言され、争う余地がなくなることである。`,
        say`数えるのは社ではなく系統である。同じ集計データを使う社は同じ誤りを犯す。ブッシュ氏とゴア氏が争った選挙では、五社が数分のうちに相次いで当確を伝え、夜が明けないうちに取り消した。その間に祝意を送った政府もあった。`,
        say`勝利宣言、途中経過の優勢、予測、他国政府の祝意は判断の材料としない。当確の取り消しがあればすべてを止め、このページでもそう伝える。`,
      ],
    }),
  };
}

export function twoClocks({ zones }: BriefFacts, at: Instant): Texts {
  const { home, there } = zones;
  const hours = Math.abs(hoursAhead(at, home, there));
  const noon = noonAt(at, home.zone);
  const en = (text: string, title: string) => fixedFigure('zones', text, { at, language: 'en', title });
  const ja = (text: string, title: string) => fixedFigure('zones', text, { at, language: 'ja', title });
  const hour = (zone: typeof home) => ({
    en: en(`${clockWithZone(noon, zone, 'en')} on ${dayOfYear(noon, zone, 'en')}`, `Noon in ${home.city.en}`),
    ja: ja(`${dayOfYear(noon, zone, 'ja')}${clockWithZone(noon, zone, 'ja')}`, `${home.city.ja}の正午`),
  });
  return {
    en: articleText({
      headline: say`${en(`${capitalised(inWords(hours))} hours`, 'Hours between the two capitals')} apart: when two leaders can talk`,
      standfirst: say`Morning in ${home.city.en} is evening in ${there.city.en}. Few hours suit both.`,
      body: [
        say`When it is ${hour(home).en} in ${home.city.en}, it is ${hour(there).en} in ${there.city.en}. A talk in the working day of one falls into the evening or the night of the other.`,
        say`The desk keeps free the hours in which both are awake, and with them the interpreter and the line. All times on these pages stand in both zones.`,
      ],
    }),
    ja: articleText({
      headline: say`時差${ja(`${hours}時間`, '両首都の時差')}　首脳の電話はいつできるのか`,
      standfirst: say`${home.city.ja}の朝は${there.city.ja}の夕方。双方に合う時間は少ない。`,
      body: [
        say`${home.city.ja}が${hour(home).ja}のとき、${there.city.ja}は${hour(there).ja}である。一方の執務時間は、他方の夜にあたる。`,
        say`担当者は双方が起きている時間帯を空け、通訳と回線も押さえている。このページの時刻は、いずれも両都市の時刻で示す。`,
      ],
    }),
  };
}

function noonAt(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .with({ hour: 12, minute: 0, second: 0, millisecond: 0 }).epochMilliseconds;
}
