/** What desks, candidates and bodies said, as one line of the desk's timeline, in English and Japanese. */
import type { Call, Fact } from '../election/report.ts';
import type { Wording } from './wording.ts';

export type Told = { readonly en: string; readonly ja: string };

export function toldOfCall({ desk, contest, ticket }: Call, words: Wording): Told {
  return contest === 'US'
    ? {
        en: `${words.voice(desk)} calls the country for ${words.ticket(ticket)}.`,
        ja: `${words.voice(desk)}が${words.ticket(ticket)}氏の当確を伝えました。`,
      }
    : {
        en: `${words.voice(desk)} calls ${words.contest(contest)} for ${words.ticket(ticket)}.`,
        ja: `${words.voice(desk)}：${words.contest(contest)}は${words.ticket(ticket)}氏に当確。`,
      };
}

const FACTS: Readonly<Record<string, (fact: Fact, words: Wording) => Told>> = {
  claim: ({ by }, words) => ({
    en: `${words.voice(by)} claims victory; it changes nothing in the verdict.`,
    ja: `${words.voice(by)}氏が勝利を宣言。判定には影響しません。`,
  }),
  concession: ({ by }, words) => ({
    en: `${words.voice(by)} concedes.`,
    ja: `${words.voice(by)}氏が敗北を認めました。`,
  }),
  'concession-withdrawn': ({ by }, words) => ({
    en: `${words.voice(by)} withdraws the concession.`,
    ja: `${words.voice(by)}氏が敗北宣言を撤回。`,
  }),
  statement: ({ by, source }, words) => ({
    en: `${words.voice(by)}, statement: ${source}`,
    ja: `${words.voice(by)}の声明：${source}`,
  }),
  message: ({ by }, words) => ({
    en: `${words.voice(by)} sends its message.`,
    ja: `${words.voice(by)}が祝意を送付。`,
  }),
  telephone: ({ by }, words) => ({
    en: `${words.voice(by)} speaks with the winner by telephone.`,
    ja: `${words.voice(by)}が当選者と電話会談。`,
  }),
  meeting: ({ by }, words) => ({
    en: `${words.voice(by)} meets the winner.`,
    ja: `${words.voice(by)}が当選者と会談。`,
  }),
  certification: ({ scope }, words) => ({
    en: `${words.contest(scope)} is certified.`,
    ja: `${words.contest(scope)}の結果を認定。`,
  }),
  count: ({ scope, source }, words) => ({
    en: `Count of ${words.contest(scope)}: ${source}`,
    ja: `${words.contest(scope)}の開票：${source}`,
  }),
  recount: ({ scope, state }, words) =>
    state === 'ended'
      ? {
          en: `The recount in ${words.contest(scope)} has ended.`,
          ja: `${words.contest(scope)}の再集計が終了。`,
        }
      : { en: `A recount in ${words.contest(scope)}.`, ja: `${words.contest(scope)}で再集計。` },
  court: ({ by, scope, source }, words) => ({
    en: `${words.voice(by)} on ${words.contest(scope)}: ${source}`,
    ja: `${words.contest(scope)}について${words.voice(by)}：${source}`,
  }),
  annulment: ({ scope }, words) => ({
    en: `The result of ${words.contest(scope)} is annulled.`,
    ja: `${words.contest(scope)}の結果が無効に。`,
  }),
  'premature-message': ({ by }, words) => ({
    en: `${words.voice(by)} sends its message before the result is final.`,
    ja: `${words.voice(by)}が確定前に祝意を送付。`,
  }),
  'electors-vote': () => ({ en: 'The electors have voted.', ja: '選挙人団が投票。' }),
  'congress-count': () => ({
    en: 'Congress has counted the electoral votes.',
    ja: '連邦議会が選挙人票を集計。',
  }),
  inauguration: () => ({ en: 'The inauguration.', ja: '大統領就任式。' }),
};

export function toldOfFact(fact: Fact, words: Wording): Told {
  return (
    FACTS[fact.kind]?.(fact, words) ?? {
      en: `${words.voice(fact.by)}: ${fact.kind}, ${fact.source}`,
      ja: `${words.voice(fact.by)}：${fact.kind}、${fact.source}`,
    }
  );
}
