/** The words of the verdict's page, in both languages. */
import type { Language } from '../../../../response/playbook.ts';
import type { CandidateWord, LawStep } from './law-steps.ts';

type Words = {
  readonly steps: Readonly<Record<LawStep | CandidateWord, string>>;
  readonly wordDone: Readonly<Record<CandidateWord, string>>;
  readonly law: string;
  readonly lawNote: string;
  readonly lawBy: string;
  readonly lawEnter: string;
  readonly lawDone: string;
  readonly tree: string;
  readonly treeNote: string;
  readonly condition: string;
  readonly stands: string;
  readonly trueSince: string;
  readonly always: string;
  readonly evidence: string;
  readonly time: string;
  readonly noRecord: string;
  readonly dwellLeft: (minutes: number) => string;
  readonly matrix: string;
  readonly matrixNote: (day: string) => string;
  readonly group: string;
  readonly desk: string;
  readonly whole: string;
  readonly margin: string;
  readonly silent: string;
  readonly standsSince: (time: string) => string;
  readonly notStanding: string;
  readonly takenBackAt: (time: string) => string;
  readonly struckBy: (name: string) => string;
  readonly differs: (contest: string) => string;
  readonly deskIn: (desk: string, contest: string) => string;
  readonly record: string;
  readonly timesDiffer: (what: string) => string;
  readonly earliestCounts: string;
  readonly stops: string;
  readonly enter: string;
  readonly enterRetraction: string;
  readonly enterNote: string;
  readonly concession: string;
  readonly concessionNote: string;
  readonly concedes: string;
  readonly concessionChoose: string;
  readonly wordEnter: Readonly<Record<CandidateWord, string>>;
  readonly takenBack: string;
  readonly takenBackNote: string;
  readonly takenBackNone: string;
  readonly stood: string;
  readonly entered: string;
  readonly enteredNote: (count: number) => string;
  readonly enteredNone: string;
  readonly what: string;
  readonly contest: string;
  readonly ticket: string;
  readonly said: string;
  readonly by: string;
  readonly call: string;
  readonly retraction: string;
  readonly concessionKind: string;
  readonly strike: string;
  readonly strikeOf: (what: string) => string;
  readonly strikeTitle: string;
  readonly strikeExplain: (what: string) => string;
  readonly correct: string;
  readonly correctOf: (what: string) => string;
  readonly lastByHand: (record: number) => string;
  readonly strikeDo: string;
  readonly more: (count: number) => string;
  readonly calendar: string;
  readonly calendarNote: string;
  readonly calendarDay: string;
  readonly calendarSource: string;
  readonly policy: string;
  readonly policyNote: string;
};

const ENGLISH: Words = {
  steps: {
    concession: 'concedes',
    'concession-withdrawn': 'takes the concession back',
    refusal: 'refuses the result',
    stay: 'a court stays the result',
    'stay-lifted': 'the stay is lifted',
    challenge: 'a challenge is filed',
    dismissed: 'the challenge is dismissed',
    upheld: 'the result is upheld',
    'recount-ordered': 'a recount is ordered',
    'recount-ended': 'the recount has ended',
    annulment: 'the election is annulled',
    certification: 'the result is certified',
    'electors-vote': 'the electors have voted',
    'congress-count': 'Congress has counted',
    inauguration: 'the oath is taken',
  },
  wordDone: {
    concession: 'Concession recorded.',
    'concession-withdrawn': 'Withdrawal of the concession recorded.',
    refusal: 'Refusal recorded.',
  },
  law: 'Enter a step of the law',
  lawNote: 'courts, recounts, certificates, the electors, Congress, the oath; time is now',
  lawBy: 'By which body',
  lawEnter: 'Enter the step',
  lawDone: 'Recorded.',
  tree: 'Route by route: what must hold, and since when',
  treeNote: 'a bar is the time for which it has held; hatched is time still to run',
  condition: 'Condition',
  stands: 'Stands',
  trueSince: 'True since',
  always: 'from the start',
  evidence: 'Evidence',
  time: 'Time',
  noRecord: 'no record',
  dwellLeft: (minutes) => (minutes === 1 ? '1 minute to go' : `${minutes} minutes to go`),
  matrix: 'Who has called what, by group',
  matrixNote: (day) => `the closest contests; hours of ${day} where no date stands; · no call on record`,
  group: 'Group',
  desk: 'Desk',
  whole: 'Country',
  margin: 'Margin, points',
  silent: 'no call on record',
  standsSince: (time) => `stands since ${time}`,
  notStanding: 'stands behind nobody',
  takenBackAt: (time) => `taken back at ${time}`,
  struckBy: (name) => `struck by ${name}`,
  differs: (contest) => `${contest}: desks differ`,
  deskIn: (desk, contest) => `${desk}, ${contest}`,
  record: 'Record',
  timesDiffer: (what) => `${what}: different times on record`,
  earliestCounts: 'the earliest counts',
  stops: 'What would stop it',
  enter: 'Enter what a desk has said',
  enterRetraction: 'Enter a retraction',
  enterNote: 'becomes a record under your name',
  concession: 'Enter what a candidate has said',
  concessionNote: 'in public, in the candidate’s own words; a claim of victory is none of these',
  concedes: 'Who speaks',
  concessionChoose: 'Choose who speaks.',
  wordEnter: {
    concession: 'Enter concession',
    'concession-withdrawn': 'Enter its withdrawal',
    refusal: 'Enter refusal',
  },
  takenBack: 'Contradictions and calls taken back',
  takenBackNote: 'nothing is deleted: what was taken back stays readable',
  takenBackNone: 'None on record tonight.',
  stood: 'Stood',
  entered: 'What was entered',
  enteredNote: (count) => `${count} on record, newest first`,
  enteredNone: 'Nothing has been entered yet.',
  what: 'What',
  contest: 'Contest',
  ticket: 'For',
  said: 'Said',
  by: 'Entered by',
  call: 'call',
  retraction: 'retraction',
  concessionKind: 'concession',
  strike: 'Strike',
  strikeOf: (what) => `Strike ${what}`,
  strikeTitle: 'Strike a wrong entry',
  strikeExplain: (what) =>
    `${what}. Strike only what was never said. If a desk took its call back, enter a retraction instead: the policy treats the two differently. The entry stays readable, with your name and reason.`,
  correct: 'Correct',
  correctOf: (what) => `Correct ${what}`,
  lastByHand: (record) => `last by hand, ${record}:`,
  strikeDo: 'Strike the entry',
  more: (count) => `Show ${count} more`,
  calendar: 'What the law has set',
  calendarNote: 'days where the election is held; an hour only where the law names one',
  calendarDay: 'Day',
  calendarSource: 'Source',
  policy: 'The policy, in sentences',
  policyNote: 'the rule by which all of the above is judged',
};

const JAPANESE: Words = {
  steps: {
    concession: '敗北を認めた',
    'concession-withdrawn': '敗北宣言を撤回した',
    refusal: '結果を認めない',
    stay: '裁判所が結果の効力を停止',
    'stay-lifted': '効力停止の解除',
    challenge: '異議申し立て',
    dismissed: '異議の棄却',
    upheld: '結果を有効とする判断',
    'recount-ordered': '再集計の命令',
    'recount-ended': '再集計の終了',
    annulment: '選挙の無効',
    certification: '結果の認定',
    'electors-vote': '選挙人の投票',
    'congress-count': '議会での集計',
    inauguration: '就任宣誓',
  },
  wordDone: {
    concession: '敗北宣言を記録しました。',
    'concession-withdrawn': '敗北宣言の撤回を記録しました。',
    refusal: '結果を認めない旨を記録しました。',
  },
  law: '法的手続きの入力',
  lawNote: '裁判所、再集計、認定、選挙人、議会、就任。時刻は現在',
  lawBy: '機関の名称',
  lawEnter: '手続きを記録',
  lawDone: '記録しました。',
  tree: '経路ごとの条件と、成立した時刻',
  treeNote: '帯は成立している時間、斜線は残りの時間',
  condition: '条件',
  stands: '状態',
  trueSince: '成立時刻',
  always: '当初から',
  evidence: '根拠',
  time: '時刻',
  noRecord: '記録なし',
  dwellLeft: (minutes) => `残り${minutes}分`,
  matrix: '系統別の当確一覧',
  matrixNote: (day) => `接戦の州。日付のない時刻は${day}。「·」は当確の記録なし`,
  group: '系統',
  desk: '報道機関',
  whole: '全体',
  margin: '差（ポイント）',
  silent: '当確の記録なし',
  standsSince: (time) => `${time}から`,
  notStanding: '有効な当確なし',
  takenBackAt: (time) => `${time}に取り消し`,
  struckBy: (name) => `${name}が抹消`,
  differs: (contest) => `${contest}：報道が食い違い`,
  deskIn: (desk, contest) => `${desk}（${contest}）`,
  record: '記録',
  timesDiffer: (what) => `${what}：時刻の記録が食い違い`,
  earliestCounts: '最も早い時刻で判定',
  stops: '発出を止める事由',
  enter: '当確・取り消しの入力',
  enterRetraction: '取り消しを入力',
  enterNote: '入力者の名前で記録に残ります',
  concession: '候補者の発言の入力',
  concessionNote: '本人が公に述べたもの。勝利宣言は含まない',
  concedes: '発言した候補者',
  concessionChoose: '発言した候補者を選んでください。',
  wordEnter: {
    concession: '敗北宣言を記録',
    'concession-withdrawn': '撤回を記録',
    refusal: '結果の不承認を記録',
  },
  takenBack: '食い違いと取り消された当確',
  takenBackNote: '何も消えません。取り消されたものも読めます',
  takenBackNone: '今夜の記録にはありません。',
  stood: '維持された時間',
  entered: '入力の一覧',
  enteredNote: (count) => `記録${count}件、新しい順`,
  enteredNone: 'まだ何も入力されていません。',
  what: '種類',
  contest: '選挙区',
  ticket: '候補',
  said: '発表時刻',
  by: '入力者',
  call: '当確',
  retraction: '取り消し',
  concessionKind: '敗北宣言',
  strike: '抹消',
  strikeOf: (what) => `${what}を抹消`,
  strikeTitle: '誤った入力の抹消',
  strikeExplain: (what) =>
    `対象：${what}。実際には発表されていないものだけを抹消してください。報道機関が当確を取り消した場合は「取り消し」を入力します。発出基準での扱いが異なります。抹消した入力も、理由と名前とともに残ります。`,
  correct: '訂正',
  correctOf: (what) => `${what}を訂正`,
  lastByHand: (record) => `手入力の最新（記録${record}）`,
  strikeDo: '入力を抹消する',
  more: (count) => `さらに${count}件`,
  calendar: '法が定める日程',
  calendarNote: '日付は選挙の行われる国のもの。時刻は法に定めがある場合のみ',
  calendarDay: '日付',
  calendarSource: '根拠',
  policy: '発出基準',
  policyNote: '上のすべてはこの基準で判定されます',
};

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
