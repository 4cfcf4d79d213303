/**
 * Two pieces that explain rather than report: when a count is final enough, and when two leaders can talk.
 *
 * Their numbers come from the policy and the zones in the facts; they carry no claim about the night.
 */
import type { ArticleVersion, BriefFacts } from './brief.ts';
import { shortText } from './reports.ts';
import { clockWithZone, dayOfYear, hoursAhead } from './stamp.ts';
import { capitalised, inWords, say } from './text.ts';

type Texts = ArticleVersion['text'];

export function finalityExplained(facts: BriefFacts): Texts {
  const { groupsNeeded, dwellMinutes } = facts.verdict;
  const { total } = facts.groups;
  return {
    en: shortText(
      'What must happen before the count is final enough',
      'Groups, not desks; a span of time, not a minute. Why a speech changes nothing, and what would.',
      [
        say`The government speaks when one of three roads is open. The first: ${inWords(groupsNeeded)} of ${inWords(total)} independent groups of decision desks name the same winner, and for ${dwellMinutes} minutes nobody takes that back. The second: the losing side concedes in public, and that stands. The third: the law, when the result is declared and can no longer be appealed.`,
        say`Groups are counted, not desks. Desks that read the same data make the same mistake; in November 2000 five of them named a winner within minutes of each other and took it back the same night, while several governments had already sent their congratulations.`,
        say`A claim of victory, a lead, a forecast and the messages of other governments count for nothing. A call that is taken back stops everything, and the page says so.`,
      ],
    ),
    ja: shortText(
      '開票結果はいつ「確定」と言えるのか',
      '社ではなく系統を数え、一瞬ではなく一定の時間を置く。勝利宣言では何も動かない理由。',
      [
        say`政府が発言するのは、三つの道筋のいずれかが開いたときである。第一に、独立した${total}系統のうち${groupsNeeded}系統が同じ候補の当選を伝え、${dwellMinutes}分の間に取り消しがないこと。第二に、敗れた側が公の場で敗北を認め、それが維持されること。第三に、法の手続きにより結果が宣言され、争う余地がなくなることである。`,
        say`数えるのは社ではなく系統である。同じデータを見る機関は同じ誤りを犯す。2000年11月には5社が数分のうちに相次いで当選を伝え、その夜のうちに取り消した。その間に祝意を送った政府もあった。`,
        say`勝利宣言、途中経過の優勢、予測、他国政府の祝意は判断の材料としない。判定の取り消しがあればすべてを止め、このページでもそう伝える。`,
      ],
    ),
  };
}

export function twoClocks(facts: BriefFacts): Texts {
  const { home, there } = facts.zones;
  const hours = Math.abs(hoursAhead(facts.at, home, there));
  const noon = noonAt(facts.at, home.zone);
  return {
    en: shortText(
      `${capitalised(inWords(hours)) || hours} hours apart: when two leaders can talk`,
      `Morning in ${home.city.en} is evening in ${there.city.en}. Few hours suit both.`,
      [
        say`When it is ${clockWithZone(noon, home, 'en')} on ${dayOfYear(noon, home, 'en')} in ${home.city.en}, it is ${clockWithZone(noon, there, 'en')} on ${dayOfYear(noon, there, 'en')} in ${there.city.en}. A talk in the working day of one falls into the evening or the night of the other.`,
        say`The desk keeps free the hours in which both are awake, and with them the interpreter and the line. All times on these pages stand in both zones.`,
      ],
    ),
    ja: shortText(
      `時差${hours}時間　首脳の電話はいつできるのか`,
      `${home.city.ja}の朝は${there.city.ja}の夕方。双方に合う時間は少ない。`,
      [
        say`${home.city.ja}が${dayOfYear(noon, home, 'ja')}${clockWithZone(noon, home, 'ja')}のとき、${there.city.ja}は${dayOfYear(noon, there, 'ja')}${clockWithZone(noon, there, 'ja')}である。一方の執務時間は、他方の夜にあたる。`,
        say`担当者は双方が起きている時間帯を空け、通訳と回線も押さえている。このページの時刻は、いずれも両都市の時刻で示す。`,
      ],
    ),
  };
}

function noonAt(at: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .with({ hour: 12, minute: 0, second: 0, millisecond: 0 }).epochMilliseconds;
}
