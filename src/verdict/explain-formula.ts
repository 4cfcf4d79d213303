/** A policy's own conditions in words, one sentence a condition, for `policy explain`. */
import type { Formula, PlainFact } from './formula.ts';
import type { Language, Policy, Words } from './policy.ts';

const FACTS: Readonly<Record<PlainFact, Words>> = {
  'no-other-group': { en: 'no group names another', ja: '別の候補の当確を伝える系統がない' },
  'no-decisive-contest-open': { en: 'no decisive contest is open', ja: '勝敗を決める選挙区に未決がない' },
  conceded: { en: 'the other side has conceded in public', ja: '相手陣営が公に敗北を認めた' },
  announced: { en: 'the authority has named the winner', ja: '当局が当選者を示した' },
  'outside-recount-margin': {
    en: 'the lead is outside the recount margin',
    ja: '差が再集計の対象となる僅差でない',
  },
  'not-refused': { en: 'no rival refuses the result', ja: '結果を認めない対立候補がいない' },
  unchallenged: { en: 'no challenge is before a court', ja: '裁判所に異議がない' },
};

/** What the law does, as a Japanese sentence names it. */
const LAW: Readonly<Record<string, string>> = {
  certification: '結果の認定',
  'electors-vote': '選挙人の投票',
  'congress-count': '議会での集計',
  inauguration: '就任',
};

/** Routes, then what holds back, then the conditions that both name. */
export function explainOwn(policy: Policy, language: Language): string[] {
  const { ownRoutes, conditions, brakes } = policy;
  const words = (formula: Formula) => formulaWords(formula, policy, language);
  const conditionOf = (name: string) => conditions.find((condition) => condition.name === name)!;
  const named = conditions.filter(({ name }) => !name.startsWith('route '));
  if (language === 'ja')
    return [
      ...ownRoutes.map(({ id, title, minutes, condition }) => {
        const time = minutes === 0 ? '' : `${minutes}分間途切れずに`;
        return `経路${id}（${title.ja}）：${time}「${words(conditionOf(condition).when)}」を満たすこと。`;
      }),
      ...brakes.map(
        (name) => `歯止め：「${conditionOf(name).title.ja}」に反する間は、どの経路も成立しません。`,
      ),
      ...named.map(({ title, when }) => `「${title.ja}」とは：${words(when)}。`),
    ];
  return [
    ...ownRoutes.map(({ id, title, minutes, condition }) => {
      const time = minutes === 0 ? '' : `, for ${minutes} unbroken minutes`;
      return `Route ${id}, ${title.en}: ${words(conditionOf(condition).when)}${time}.`;
    }),
    ...brakes.map((name) => `Brake: while "${conditionOf(name).title.en}" is false no route opens.`),
    ...named.map(({ title, when }) => `"${title.en}" means: ${words(when)}.`),
  ];
}

function formulaWords(formula: Formula, policy: Policy, language: Language): string {
  const inner = (part: Formula) => formulaWords(part, policy, language);
  const english = language === 'en';
  switch (formula.kind) {
    case 'all':
      return formula.parts.map(inner).join(english ? ', and ' : '、かつ');
    case 'any':
      return formula.parts.map(inner).join(english ? ', or ' : '、または');
    case 'not':
      return english ? `not (${inner(formula.part)})` : `（${inner(formula.part)}）に当たらない`;
    case 'named': {
      const { title } = policy.conditions.find(({ name }) => name === formula.name)!;
      return english ? `"${title.en}"` : `「${title.ja}」`;
    }
    case 'fact':
      return FACTS[formula.fact][language];
    case 'groups':
      return english
        ? `${formula.least} groups stand behind the winner`
        : `${formula.least}系統が当確を伝えている`;
    case 'calls-of':
      return english
        ? `each of ${formula.desks.join(', ')} names the winner`
        : `${formula.desks.join('、')}のすべてが当確を伝えている`;
    case 'law':
      return english
        ? `the law has named the winner (${formula.acts.join(', ')})`
        : `法に基づく手続き（${formula.acts.map((act) => LAW[act] ?? act).join('、')}）で当選者が示された`;
    case 'sound-feeds': {
      const where = formula.contests?.join(english ? ', ' : '、');
      if (english) return where === undefined ? 'no feed is at fault' : `no feed of ${where} is at fault`;
      return where === undefined ? '配信に異常がない' : `${where}の配信に異常がない`;
    }
    case 'live-feeds': {
      if (formula.contests === 'decisive')
        return english
          ? 'the count of every decisive contest goes on'
          : '勝敗を決める選挙区の開票速報が続いている';
      const where = formula.contests?.join(english ? ', ' : '、');
      if (english) return where === undefined ? 'every count goes on' : `the count of ${where} goes on`;
      return where === undefined ? 'すべての開票速報が続いている' : `${where}の開票速報が続いている`;
    }
    case 'projection': {
      const percent = Math.round(formula.least * 1000) / 10;
      return english
        ? `the projection gives the winner ${percent} % or more`
        : `予測で当選者の確率が${percent}%以上`;
    }
  }
}
