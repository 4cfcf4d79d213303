/**
 * What candidates say of themselves, in short reports: a claim of victory, which counts for nothing, and a concession,
 * which counts once it has stood.
 */
import type { Language } from '../response/playbook.ts';
import type { BriefFacts, ClaimFact, Figure } from './brief.ts';
import { figures, NOT_FINAL, shortText, type Texts } from './report-figures.ts';
import { inWords, say } from './text.ts';

/** A candidate's own claim of victory, which counts for nothing. */
export function claimReported(facts: BriefFacts, claim: ClaimFact): Texts {
  const { total } = facts.groups;
  // As it stood with the claim, and on the last call before it.
  const naming = facts.groups.naming.filter(({ at }) => at <= claim.at);
  const silent = total - naming.length;
  const when = figures(
    facts,
    claim,
    { en: `Claim of victory by ${claim.by.en}`, ja: `${claim.by.ja}氏の勝利宣言` },
    { en: claim.source, ja: claim.source },
    {
      en: 'Counts for nothing in the verdict, by rule.',
      ja: '規定により、確定の判断には数えない。',
    },
  );
  const last = naming.toSorted((a, b) => a.at - b.at || a.record - b.record).at(-1) ?? claim;
  const count = (language: Language, text: string): Figure => ({
    ...when.as(language, text),
    record: last.record,
    asOf: last.at,
    title: language === 'en' ? 'Groups without a call at that hour' : 'その時点で当確を出していない系統',
    note: NOT_FINAL[language],
  });
  const yet =
    silent === 0
      ? say`every group has spoken for itself`
      : say`${count('en', `${inWords(silent)} of ${inWords(total)} groups`)} ${silent === 1 ? 'has' : 'have'} yet to speak`;
  return {
    en: shortText(
      [...say`${claim.by.en} claims victory; `, ...yet],
      ['A candidate’s own claim does not make a result. The verdict did not move.'],
      [
        say`${claim.by.en} claimed victory at ${when.en}. By the government’s rule a claim counts for nothing: candidates have claimed victory and lost.`,
        say`What counts are the calls of independent groups, a concession in public, and the law.`,
      ],
    ),
    ja: shortText(
      silent === 0
        ? say`${claim.by.ja}氏が勝利宣言　政府の判断には数えず`
        : say`${claim.by.ja}氏が勝利宣言　${count('ja', `${total}系統のうち${silent}系統`)}はなお当確出さず`,
      ['候補者自身の宣言は結果ではない。政府の判断は動いていない。'],
      [
        say`${claim.by.ja}氏は${when.ja}、勝利を宣言した。勝利を宣言した候補が敗れた例もあり、政府の規定では判断の材料としない。`,
        say`判断の材料となるのは、独立した系統の当確、公の場での敗北宣言、そして法の定める手続きである。`,
      ],
    ),
  };
}

export function concessionReported(facts: BriefFacts, concession: ClaimFact): Texts {
  const when = figures(
    facts,
    concession,
    { en: `Concession by ${concession.by.en}`, ja: `${concession.by.ja}氏の敗北宣言` },
    { en: concession.source, ja: concession.source },
    {
      en: 'A concession in the candidate’s own words. It must stand before it counts.',
      ja: '本人の言葉による。維持されて初めて数える。',
    },
  );
  return {
    en: shortText(
      say`${concession.by.en} concedes in public`,
      ['A concession in the candidate’s own words counts, once it has stood.'],
      [say`${concession.by.en} conceded at ${when.en}. A concession told by others would not have counted.`],
    ),
    ja: shortText(
      say`${concession.by.ja}氏、公の場で敗北を認める`,
      ['本人の言葉による敗北宣言は、維持されて初めて判断の材料となる。'],
      [
        say`${concession.by.ja}氏は${when.ja}、敗北を認めた。他人の口を通じたものであれば、判断の材料とはならなかった。`,
      ],
    ),
  };
}
