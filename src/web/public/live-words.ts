/**
 * Words of the live night page, in both languages.
 */
import type { Language } from '../../response/playbook.ts';
import type { Level } from '../../verdict/verdict.ts';

const english = {
  title: 'The count, live',
  rung: (name: string, place: number): string => `Rung ${place} of 5: ${name}`,
  levels: {
    open: 'Open',
    leaning: 'Leaning',
    called: 'Called',
    'final-enough': 'Final enough',
    declared: 'Declared',
  } as Readonly<Record<Level, string>>,
  meaning: (needed: number, minutes: number): Readonly<Record<Level, string>> => ({
    open: 'no group of desks names a winner',
    leaning: `fewer than ${needed} groups name the same winner`,
    called: `${needed} groups name the same winner`,
    'final-enough': `and for ${minutes} minutes nobody takes it back; or a concession stands`,
    declared: 'the law says so',
  }),
  since: (time: string): string => `since ${time}`,
  onThisPage: 'On this page',
  electors: 'Electors',
  map: 'Map',
  howFinal: 'How final',
  stepsDown: 'steps down are shown here too',
  noStepDown:
    'No step down so far. A call taken back would stand here with its hour, and the earlier page would stay readable.',
  stepDown: (desk: string, what: string, time: string): string =>
    `${time}: ${desk} takes back its call of ${what}.`,
  paths: 'Paths to victory',
  pathsNote: 'shares of the votes for these two; ranges from the low and high estimate of what is out',
  noPaths: 'No contest has a count that says anything about what is needed yet.',
  updates: 'Live updates',
  updatesNote: 'newest first; nothing is edited unseen',
  allUpdates: 'all updates',
  noUpdates: 'Nothing to report yet.',
  closings: 'Closings',
  closingsNote: 'three clocks: here, there and on the spot',
  allClosed: (time: string, there: string): string =>
    `Every poll is closed; the last closed at ${time} (${there}).`,
  nextClosing: (time: string, there: string): string => `The next polls close at ${time} (${there}).`,
  local: 'On the spot, last polls of',
  groups: 'Who names a winner of the election',
  noCall: 'no call',
  contests: (contests: number, electors: number): string => `${contests} contests, ${electors} electors`,
  tileNote: 'each tile a contest: ticket and electors',
  mapLabel: 'Tile map of the contests: state, ticket letter and electors',
  sameAsTable: 'The same as a table',
  contest: 'Contest',
  state: 'State',
  by: 'By',
  hour: 'Hour',
  lead: 'Lead',
  calledBy: 'Called by',
  shareNeeded: 'Share needed of what is outstanding',
  inWords: 'In words',
  statuses: { called: 'called', leading: 'leading', open: 'open' } as Readonly<
    Record<'called' | 'leading' | 'open', string>
  >,
  notCalled: 'not called',
  counted: (percent: number): string => `${percent} % counted`,
  electorCount: (count: number): string => `${count} ${count === 1 ? 'elector' : 'electors'}`,
  keyShare: 'share so far',
  keyNeed: 'share needed, low to high, in the trailing ticket’s colour',
  needs: (name: string, low: string, high: string, out: string, soFar: string): string =>
    `${name} needs ${low}–${high} % of the ${out} outstanding; holds ${soFar} % so far.`,
  needsMore: (name: string, low: string, out: string, soFar: string): string =>
    `${name} needs at least ${low} % of the ${out} outstanding, and at the low estimate all of them would not do; holds ${soFar} % so far.`,
  outOfReach: (name: string, low: string, high: string, out: string): string =>
    `Out of reach for ${name}, by ${low} to ${high} votes even with every one of the ${out} outstanding.`,
  exhausted: (total: string): string =>
    `Estimate exhausted: ${total} counted, as many as were expected or more, and the count goes on; no share can be given.`,
  unknown: 'Nobody says how much is still out; no share can be given.',
  range: (low: string, high: string): string => (low === high ? low : `${low}–${high}`),
  age: 'Mind the hour: this page is brought up to date while the count goes on.',
  tile: (name: string, electors: number, how: string): string => `${name}, ${electors}: ${how}`,
  calledFor: (ticket: string, desk: string, time: string): string =>
    `called for ${ticket} by ${desk}, ${time}`,
  leads: (ticket: string): string => `not called, ${ticket} leading`,
};

type LiveWords = typeof english;

const japanese: LiveWords = {
  title: '開票速報',
  rung: (name, place) => `5段階中${place}段階目：${name}`,
  levels: {
    open: '未決',
    leaning: '一部当確',
    called: '当確',
    'final-enough': '確定相当',
    declared: '正式確定',
  },
  meaning: (needed, minutes) => ({
    open: '当確を伝えた系統がない',
    leaning: `同じ候補の当確を伝えた系統が${needed}に満たない`,
    called: `${needed}系統が同じ候補の当確を伝えた`,
    'final-enough': `さらに${minutes}分間、取り消しがない。または敗北宣言が維持されている`,
    declared: '法の手続きによる確定',
  }),
  since: (time) => `${time}から`,
  onThisPage: 'このページの内容',
  electors: '選挙人',
  map: '地図',
  howFinal: '確定までの段階',
  stepsDown: '後戻りもここに示します',
  noStepDown:
    '今のところ後戻りはありません。当確の取り消しがあれば時刻とともにここに示し、以前のページも読めます。',
  stepDown: (desk, what, time) => `${time}　${desk}が${what}の当確を取り消し。`,
  paths: '逆転に必要な割合',
  pathsNote: '2候補の得票に占める割合。幅は残り票の見積もりの下限と上限による',
  noPaths: '必要な割合を示せるだけの開票は、まだありません。',
  updates: '速報',
  updatesNote: '新しい順。断りなく書き換えることはありません',
  allUpdates: 'すべての速報',
  noUpdates: 'まだ伝えることはありません。',
  closings: '投票終了の時刻',
  closingsNote: '日本・首都・現地の三つの時刻',
  allClosed: (time, there) => `投票はすべて終わりました。最後は${time}（${there}）。`,
  nextClosing: (time, there) => `次の投票終了は${time}（${there}）。`,
  local: '現地の時刻と選挙区',
  groups: '選挙全体の当確を伝えた系統',
  noCall: '当確なし',
  contests: (contests, electors) => `${contests}選挙区、選挙人${electors}人`,
  tileNote: '1枚が1選挙区。候補の記号と選挙人の数',
  mapLabel: '選挙区のタイル地図。州、候補の記号、選挙人の数',
  sameAsTable: '表で見る',
  contest: '選挙区',
  state: '状態',
  by: '当確を出した社',
  hour: '時刻',
  lead: '票差',
  calledBy: '当確',
  shareNeeded: '残り票のうち必要な割合',
  inWords: '説明',
  statuses: { called: '当確', leading: '優勢', open: '未決' },
  notCalled: '当確なし',
  counted: (percent) => `開票率${percent}％`,
  electorCount: (count) => `選挙人${count}人`,
  keyShare: 'これまでの割合',
  keyNeed: '必要な割合（下限から上限。追う側の色）',
  needs: (name, low, high, out, soFar) =>
    `${name}氏は残り${out}票のうち${low}～${high}％の獲得が必要です。これまでの割合は${soFar}％。`,
  needsMore: (name, low, out, soFar) =>
    `${name}氏は残り${out}票のうち少なくとも${low}％の獲得が必要で、残り票が下限の場合はすべて得ても届きません。これまでの割合は${soFar}％。`,
  outOfReach: (name, low, high, out) => `${name}氏は残り${out}票をすべて得ても${low}～${high}票届きません。`,
  exhausted: (total) =>
    `見込みを超過。開票済みは${total}票で見込みに達しましたが、開票は続いています。割合は示せません。`,
  unknown: '残り票の見積もりがなく、割合は示せません。',
  range: (low, high) => (low === high ? low : `${low}～${high}`),
  age: '時刻に注意してお読みください。開票が続く間、このページは更新されます。',
  tile: (name, electors, how) => `${name}、選挙人${electors}人。${how}`,
  calledFor: (ticket, desk, time) => `${desk}が${time}に${ticket}氏に当確`,
  leads: (ticket) => `当確なし、${ticket}氏が優勢`,
};

export const LIVE_WORDS: Readonly<Record<Language, LiveWords>> = { en: english, ja: japanese };
