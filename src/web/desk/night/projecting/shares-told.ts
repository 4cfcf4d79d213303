/**
 * Where votes decide alone: what the model expects of every ticket's share, as a sentence and the rows of a table, in
 * both languages.
 */
import type { Language } from '../../../../response/playbook.ts';
import type { TicketView } from '../../../../server/wire.ts';
import type { JointView } from '../../../../server/wire-projection.ts';
import { percent } from '../../figures.ts';

type Words = {
  readonly title: string;
  readonly how: string;
  readonly ticket: string;
  readonly share: string;
  readonly interval: string;
  readonly first: string;
  readonly firstTwo: string;
  readonly outright: (threshold: string) => string;
  readonly mostVotes: (name: string, chance: string) => string;
  readonly secondRound: (one: string, oneChance: string, other: string, otherChance: string) => string;
  readonly atOnce: (name: string, chance: string) => string;
  readonly waiting: string;
  readonly unknowing: string;
};

export const SHARE_WORDS: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Shares of the vote',
    how: 'expected at the end, of all votes for tickets',
    ticket: 'Ticket',
    share: 'Share',
    interval: '90 % interval',
    first: 'Most votes',
    firstTwo: 'Second round',
    outright: (threshold) => `Above ${threshold}`,
    mostVotes: (name, chance) =>
      `The likeliest to have the most votes is ${name}, with a chance of ${chance}.`,
    secondRound: (one, oneChance, other, otherChance) =>
      `The likeliest to reach a second round are ${one} (${oneChance}) and ${other} (${otherChance}).`,
    atOnce: (name, chance) => `${name} wins in this round with a chance of ${chance}.`,
    waiting: 'The model says nothing before the first count.',
    unknowing:
      'What is still out is expected to vote as what is counted, give or take: the model knows of no strongholds that count late. It advises and releases nothing.',
  },
  ja: {
    title: '得票率の予測',
    how: '各候補の得票合計に占める、最終の見込み',
    ticket: '候補',
    share: '得票率',
    interval: '90%区間',
    first: '首位',
    firstTwo: '決選進出',
    outright: (threshold) => `${threshold}超`,
    mostVotes: (name, chance) => `首位になる確率が最も高いのは${name}氏で、${chance}です。`,
    secondRound: (one, oneChance, other, otherChance) =>
      `決選投票に進む確率が高いのは、${one}氏（${oneChance}）と${other}氏（${otherChance}）です。`,
    atOnce: (name, chance) => `${name}氏が今回の投票で当選する確率は${chance}です。`,
    waiting: '最初の開票まで、予測モデルは何も示しません。',
    unknowing:
      '未開票分も開票済みとおおむね同じ傾向と見込んでいます。開票の遅い地盤は考慮されません。参考であり、発出の条件にはなりません。',
  },
};

export type ShareRow = {
  readonly id: string;
  readonly name: string;
  readonly cells: readonly string[];
};

/** Heads of the columns after the ticket's, rows with the largest share first, and the sentence above them. */
export function sharesTold(
  { shares, rule, threshold }: NonNullable<JointView['votes']>,
  tickets: readonly TicketView[],
  language: Language,
): { readonly sentence: string; readonly heads: readonly string[]; readonly rows: readonly ShareRow[] } {
  const words = SHARE_WORDS[language];
  const nameOf = (id: string) => tickets.find((ticket) => ticket.id === id)?.short ?? id;
  const chance = (value: number) => percent(value, language);
  const sorted = shares.toSorted((a, b) => b.share - a.share);
  const by = (value: (row: (typeof shares)[number]) => number) =>
    shares.toSorted((a, b) => value(b) - value(a));
  const rows = sorted.map((row): ShareRow => {
    const chances = rule === 'plurality' ? [row.first] : [row.firstTwo, row.outright];
    return {
      id: row.ticket,
      name: nameOf(row.ticket),
      cells: [
        decimal(row.share, language),
        `${(100 * row.low90).toFixed(1)}–${(100 * row.high90).toFixed(1)}`,
        ...chances.map(chance),
      ],
    };
  });
  const [leader] = by(({ first }) => first);
  const [one, other] = by(({ firstTwo }) => firstTwo);
  const [strongest] = by(({ outright }) => outright);
  return {
    sentence:
      rule === 'plurality'
        ? words.mostVotes(nameOf(leader!.ticket), chance(leader!.first))
        : [
            words.secondRound(
              nameOf(one!.ticket),
              chance(one!.firstTwo),
              nameOf(other!.ticket),
              chance(other!.firstTwo),
            ),
            words.atOnce(nameOf(strongest!.ticket), chance(strongest!.outright)),
          ].join(language === 'en' ? ' ' : ''),
    heads: [
      words.share,
      words.interval,
      ...(rule === 'plurality' ? [words.first] : [words.firstTwo, words.outright(chance(threshold ?? 0.5))]),
    ],
    rows,
  };
}

function decimal(share: number, language: Language): string {
  return `${(100 * share).toFixed(1)}${language === 'ja' ? '%' : ' %'}`;
}
