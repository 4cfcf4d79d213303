/** The words of the what-if, in both languages. */
import type { Language } from '../../../../response/playbook.ts';

type Words = {
  readonly title: string;
  readonly how: string;
  readonly asItStands: string;
  readonly ifSo: (probability: string) => string;
  readonly rough: string;
  readonly impossible: string;
  readonly chances: (second: string, chance: string, first: string, other: string, nobody: string) => string;
  readonly electors: (name: string, mean: string, low: string, high: string) => string;
  readonly choose: (contest: string) => string;
  readonly model: string;
  readonly clear: string;
  readonly another: string;
  readonly columns: { readonly contest: string; readonly chance: (letter: string) => string };
  readonly bars: string;
  readonly barsLabel: (name: string, majority: number) => string;
  readonly range: string;
  readonly probability: string;
  readonly paths: string;
  readonly pathsHow: string;
  readonly has: (name: string, majority: number) => string;
  readonly needs: (name: string, needed: number, count: string) => string;
  readonly noWay: (name: string) => string;
  readonly atLeast: (count: number) => string;
  readonly waiting: string;
  readonly unknowing: string;
  readonly expected: (sources: readonly string[]) => string;
  readonly order: (sources: readonly string[]) => string;
};

const ENGLISH: Words = {
  title: 'What if',
  how: 'choose who takes a contest; everything else follows',
  asItStands: 'As the model stands:',
  ifSo: (probability) => `If so (the model gives it ${probability}):`,
  rough: 'This is so unlikely that the figures are rough.',
  impossible: 'The model gives this no chance at all: take one choice back.',
  chances: (second, chance, first, other, nobody) =>
    `${second} ${chance}, ${first} ${other}, nobody ${nobody}.`,
  electors: (name, mean, low, high) => `${name} ${mean} electors, 90 % interval ${low}–${high}.`,
  choose: (contest) => `Who takes ${contest}`,
  model: 'left to the model',
  clear: 'Clear',
  another: 'Another contest',
  columns: { contest: 'Contest', chance: (letter) => `Chance of ${letter}` },
  bars: 'Distribution of electors',
  barsLabel: (name, majority) => `How likely each number of electors of ${name} is; ${majority} win`,
  range: 'Electors',
  probability: 'Probability',
  paths: 'Ways to the majority that are left',
  pathsHow: 'beyond the contests called and chosen; none could be left out',
  has: (name, majority) => `${name} has ${majority} by the calls and the choices above.`,
  needs: (name, needed, count) => `${name} needs ${needed} more; ${count} ways, the likeliest first:`,
  noWay: (name) => `${name} has no way left but through a contest that is called for the other side.`,
  atLeast: (count) => `more than ${count}`,
  waiting: 'The model says nothing before the first count.',
  unknowing:
    'The model knows counts and earlier elections only: no calls, no courts, no reports from the ground. It advises and releases nothing.',
  expected: (sources) =>
    `Before the count it starts from margins that this desk expects (${sources.join('; ')}).`,
  order: (sources) =>
    `Of an early count it expects half of what an earlier night showed (${sources.join('; ')}).`,
};

const JAPANESE: Words = {
  title: 'もし…なら',
  how: '選挙区の勝者を選ぶと、残りが計算されます',
  asItStands: '現在の予測：',
  ifSo: (probability) => `その場合（予測上の確率${probability}）：`,
  rough: '起こりにくい組み合わせのため、数値は概算です。',
  impossible: '予測モデルでは、この組み合わせの確率は0です。選択を一つ戻してください。',
  chances: (second, chance, first, other, nobody) =>
    `${second}氏${chance}、${first}氏${other}、過半数なし${nobody}。`,
  electors: (name, mean, low, high) => `${name}氏の選挙人は${mean}人（90%区間${low}～${high}人）。`,
  choose: (contest) => `${contest}の勝者`,
  model: '予測モデルに任せる',
  clear: 'すべて戻す',
  another: '他の選挙区',
  columns: { contest: '選挙区', chance: (letter) => `${letter}の確率` },
  bars: '選挙人数の分布',
  barsLabel: (name, majority) => `${name}氏の選挙人数ごとの確率。${majority}人で当選`,
  range: '選挙人',
  probability: '確率',
  paths: '過半数への残りの道筋',
  pathsHow: '当確・選択済みのほかに必要な選挙区の組み合わせ。どれも欠かせません',
  has: (name, majority) => `${name}氏は当確と選択だけで${majority}人に達しています。`,
  needs: (name, needed, count) => `${name}氏はあと${needed}人必要。組み合わせは${count}通り、確率の高い順：`,
  noWay: (name) => `${name}氏は、相手方に当確の出た選挙区を取らない限り過半数に届きません。`,
  atLeast: (count) => `${count}以上`,
  waiting: '最初の開票まで、予測モデルは何も示しません。',
  unknowing:
    '予測モデルの材料は開票と過去の選挙だけで、当確や裁判、現地の情報は含みません。参考であり、発出の条件にはなりません。',
  expected: (sources) =>
    `開票前は、部内で見込んだ得票差（出典：${sources.join('、')}）を出発点にしています。`,
  order: (sources) => `開票序盤の偏りは、過去の開票（${sources.join('、')}）の半分程度を見込んでいます。`,
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
