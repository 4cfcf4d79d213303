/** The words of paths, entries, gaps and reviews on the page on relations, in both languages. */

import type { Marking } from '../../../../election/marking.ts';
import type { Language } from '../../../../response/playbook.ts';
import type { Channel, TieKind } from '../../../../server/wire-surroundings.ts';

type Words = {
  readonly over: string;
  readonly overNote: (days: number) => string;
  readonly overTwin: string;
  readonly week: string;
  readonly warns: (camp: string) => string;
  readonly explain: string;
  readonly explained: (camp: string, why: string) => string;
  readonly reach: string;
  readonly reachNote: string;
  readonly reachOf: (camp: string) => string;
  readonly nobody: string;
  readonly single: (names: string, count: number) => string;
  readonly gate: (name: string, steps: number) => string;
  readonly find: string;
  readonly ours: string;
  readonly kinds: Readonly<Record<TieKind, string>>;
  readonly strengths: readonly string[];
  readonly toDo: string;
  readonly toDoNote: string;
  readonly nothingToDo: string;
  readonly gaps: string;
  readonly gapsNote: string;
  readonly noGaps: string;
  readonly done: string;
  readonly overdue: string;
  readonly enter: string;
  readonly enterNote: string;
  readonly contact: string;
  readonly choose: string;
  readonly channel: string;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly lines: Readonly<Record<Channel, { readonly en: string; readonly ja: string }>>;
  readonly by: string;
  readonly said: string;
  readonly line: Readonly<Record<Language, string>>;
  readonly followUp: string;
  readonly dueOn: string;
  readonly marking: string;
  readonly markings: Readonly<Record<Marking, string>>;
  readonly save: string;
  readonly saved: string;
  readonly missing: string;
  readonly recent: string;
  readonly recentNote: (shown: number) => string;
  readonly takeBack: string;
  readonly takeBackOf: (name: string) => string;
  readonly takeBackWhy: string;
  readonly waiting: string;
  readonly waitingNote: (count: number) => string;
  readonly same: (name: string) => string;
  readonly isNew: string;
  readonly drop: string;
  readonly after: string;
  readonly afterNote: string;
  readonly lists: Readonly<Record<'transition' | 'warm', string>>;
  readonly keeper: string;
  readonly noKeeper: string;
  readonly handOver: string;
  readonly files: string;
  readonly readsUpTo: (marking: string) => string;
  readonly enterMore: string;
  readonly enterMoreNote: string;
  readonly newContact: string;
  readonly newTie: string;
  readonly nameIn: Readonly<Record<Language, string>>;
  readonly postIn: Readonly<Record<Language, string>>;
  readonly side: string;
  readonly neither: string;
  readonly rank: string;
  readonly tieFrom: string;
  readonly tieTo: string;
  readonly kind: string;
  readonly strength: string;
  readonly tieReason: string;
  readonly search: string;
};

const ENGLISH: Words = {
  over: 'Balance over the past year',
  overNote: (days) => `weight = Σ rank × ½ ^ (age ÷ ${days} days), by week`,
  overTwin: 'Weight of each camp, every fourth week',
  week: 'Week of',
  warns: (camp) => `The ${camp} is neglected, and the day is near. Nobody has explained why.`,
  explain: 'Why it is so, for the next thirty days',
  explained: (camp, why) => `${camp}: ${why}`,
  reach: 'How the candidates are reached',
  reachNote: 'shortest credible paths today; a thicker line is a stronger tie',
  reachOf: (camp) => `To the candidate of the ${camp}`,
  nobody: 'Nobody of ours reaches this person by a tie that holds today.',
  single: (names, count) =>
    count === 1
      ? `All paths run through ${names}: a single point of failure.`
      : `All paths run through ${names}: each of them is a single point of failure.`,
  gate: (name, steps) => `${name} keeps the door: without, it takes ${steps} steps.`,
  find: 'Find a path to',
  ours: 'ours',
  kinds: {
    'works-for': 'works for',
    gatekeeper: 'gatekeeper',
    family: 'family',
    friend: 'friend',
    colleague: 'colleague',
    party: 'party',
    interpreter: 'interpreter',
    donor: 'donor',
  },
  strengths: ['would not take the call', 'would take the call', 'gladly', 'at any hour'],
  toDo: 'To be done',
  toDoNote: 'follow-ups that are due',
  nothingToDo: 'Nothing is due.',
  gaps: 'Gaps',
  gapsNote: 'what would be missing on the night',
  noGaps: 'No gap is known.',
  done: 'Done',
  overdue: 'overdue',
  enter: 'Enter an engagement',
  enterNote: 'under a minute; nothing of it is public',
  contact: 'Whom',
  choose: 'choose …',
  channel: 'Channel',
  channels: { state: 'state', party: 'party', private: 'private' },
  lines: {
    state: { en: 'A regular exchange of views.', ja: '定例の意見交換。' },
    party: { en: 'An exchange between parties.', ja: '政党間の交流。' },
    private: {
      en: 'A private visit in which the government took no part.',
      ja: '政府の関与しない私的な訪問。',
    },
  },
  by: 'Who met them, by post',
  said: 'What was said',
  line: { en: 'Public line, English', ja: 'Public line, Japanese' },
  followUp: 'Follow-up (optional)',
  dueOn: 'by',
  marking: 'Marking',
  markings: { open: 'open', internal: 'internal', restricted: 'restricted', secret: 'secret' },
  save: 'Enter',
  saved: 'Entered.',
  missing: 'Choose whom, and say who met them.',
  recent: 'Latest engagements',
  recentNote: (shown) => `${shown} that you may see, newest first`,
  takeBack: 'Take back',
  takeBackOf: (name) => `Take back: engagement with ${name}`,
  takeBackWhy: 'It then counts no more; the record of it and of why it was taken back stay.',
  waiting: 'Imported, perhaps known already',
  waitingNote: (count) => `${count === 1 ? '1 waits' : `${count} wait`}; nothing is joined without your word`,
  same: (name) => `Same as ${name}`,
  isNew: 'Another person',
  drop: 'Not wanted',
  after: 'After the verdict',
  afterNote: 'the winner’s camp becomes the transition’s list; the other is kept warm',
  lists: { transition: 'For the transition', warm: 'To keep warm' },
  keeper: 'kept by',
  noKeeper: 'kept by nobody',
  handOver: 'Hand over to',
  files: 'Contacts as a file',
  readsUpTo: (marking) => `you read up to “${marking}”`,
  enterMore: 'Contacts and ties',
  enterMoreNote: 'a changed one is entered under the same name',
  newContact: 'Enter a contact',
  newTie: 'Enter a tie',
  nameIn: { en: 'Name, English', ja: 'Name, Japanese' },
  postIn: { en: 'Post, English', ja: 'Post, Japanese' },
  side: 'Camp',
  neither: 'neither camp',
  rank: 'Rank, 1 staff to 5 the candidate’s ear',
  tieFrom: 'Who',
  tieTo: 'to whom',
  kind: 'Kind',
  strength: 'Would the call be taken?',
  tieReason: 'Why it is believed',
  search: 'Search by name, post or camp',
};

const JAPANESE: Words = {
  over: '過去1年の均衡',
  overNote: (days) => `重み＝Σ 格 × ½ ^（経過日数÷${days}日）、週ごと`,
  overTwin: '各陣営の重み（4週ごと）',
  week: '週の始まり',
  warns: (camp) => `${camp}との接触が足りないまま投票日が近づいています。理由の説明もありません。`,
  explain: '理由の説明（今後30日間有効）',
  explained: (camp, why) => `${camp}：${why}`,
  reach: '候補者への経路',
  reachNote: '本日有効な関係による最短経路。線が太いほど強い関係',
  reachOf: (camp) => `${camp}の候補者まで`,
  nobody: '本日有効な関係では、この人に届く経路がありません。',
  single: (names, count) =>
    count === 1
      ? `すべての経路が${names}を通ります。ここが切れると届きません。`
      : `すべての経路が${names}を通ります。どれが切れても届きません。`,
  gate: (name, steps) => `${name}が取り次ぎ役です。いなければ${steps}段階かかります。`,
  find: '経路を探す',
  ours: '当方',
  kinds: {
    'works-for': '部下',
    gatekeeper: '取り次ぎ役',
    family: '家族',
    friend: '友人',
    colleague: '同僚',
    party: '党',
    interpreter: '通訳',
    donor: '支援者',
  },
  strengths: ['電話には出ない', '電話に出る', '快く応じる', 'いつでも応じる'],
  toDo: '要対応',
  toDoNote: '期限の近い後続対応',
  nothingToDo: '期限の近いものはありません。',
  gaps: '欠けているもの',
  gapsNote: '当日に困ること',
  noGaps: '欠けているものは見当たりません。',
  done: '完了',
  overdue: '期限超過',
  enter: '接触を記録する',
  enterNote: '1分以内で入力。公開されることはありません',
  contact: '相手',
  choose: '選択…',
  channel: '経路',
  channels: { state: '政府', party: '政党', private: '私的' },
  lines: ENGLISH.lines,
  by: '会った当方の人（役職）',
  said: '発言の内容',
  line: { en: '対外応答要領（英語）', ja: '対外応答要領（日本語）' },
  followUp: '後続対応（任意）',
  dueOn: '期限',
  marking: '区分',
  markings: { open: '公開可', internal: '部内限り', restricted: '取扱注意', secret: '秘' },
  save: '記録する',
  saved: '記録しました。',
  missing: '相手を選び、会った当方の人を入れてください。',
  recent: '最近の接触',
  recentNote: (shown) => `閲覧できる${shown}件、新しい順`,
  takeBack: '取り消す',
  takeBackOf: (name) => `取り消す：${name}との接触`,
  takeBackWhy: '取り消した接触は数えません。元の記録と取り消しの理由は残ります。',
  waiting: '取り込んだ連絡先：登録済みの可能性',
  waitingNote: (count) => `${count}件。確認なしに統合されることはありません`,
  same: (name) => `${name}と同じ`,
  isNew: '別人',
  drop: '不要',
  after: '当選判定の後',
  afterNote: '勝った陣営は政権移行の名簿へ。もう一方とも関係を保ちます',
  lists: { transition: '政権移行', warm: '関係維持' },
  keeper: '担当',
  noKeeper: '担当なし',
  handOver: '引き継ぎ先',
  files: '連絡先のファイル',
  readsUpTo: (marking) => `閲覧は「${marking}」まで`,
  enterMore: '連絡先と関係',
  enterMoreNote: '変更は同じ名前で入れ直します',
  newContact: '連絡先を登録',
  newTie: '関係を登録',
  nameIn: { en: '氏名（英語）', ja: '氏名（日本語）' },
  postIn: { en: '役職（英語）', ja: '役職（日本語）' },
  side: '陣営',
  neither: 'どちらでもない',
  rank: '格（1 スタッフ～5 候補者の側近）',
  tieFrom: '誰が',
  tieTo: '誰と',
  kind: '種類',
  strength: '電話に出るか',
  tieReason: 'そう考える理由',
  search: '氏名・役職・陣営で探す',
};

export const PAGE_WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, ja: JAPANESE };
