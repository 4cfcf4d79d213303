/** Words of the frame: ribbon, bar, sentence, reasons, and the entry of a call. */
import type { Language } from '../../response/playbook.ts';

export type PageName =
  | 'night'
  | 'verdict'
  | 'response'
  | 'relations'
  | 'meetings'
  | 'feeds'
  | 'brief'
  | 'review'
  | 'journal';

/** What stands out, and the rest. */
type Pair = readonly [string, string];

const en = {
  pages: {
    night: 'Night',
    verdict: 'Verdict',
    response: 'Response',
    relations: 'Relations',
    meetings: 'Meetings',
    feeds: 'Feeds',
    brief: 'Brief',
    review: 'Review',
    journal: 'Journal',
  } as Record<PageName, string>,
  title: (page: string, rehearsal: boolean) => `${page} · Firstcall${rehearsal ? ' (rehearsal)' : ''}`,
  skip: 'To the content',
  pagesLabel: 'Pages of the desk',
  language: 'Language',
  theme: 'Theme',
  themes: { light: 'Light', dark: 'Dark', red: 'Red' },
  person: 'Signed in as',
  rehearsal: 'REHEARSAL',
  live: 'LIVE',
  steer: 'Steer the rehearsal',
  pause: 'Pause',
  resume: 'Go on',
  slower: 'Slower',
  faster: 'Faster',
  pace: (speed: number) =>
    speed === 1 ? 'true speed' : speed % 60 === 0 ? `${speed / 60} min a second` : `${speed} × true speed`,
  paused: 'paused',
  finished: 'the night is over',
  jump: 'Jump to',
  jumping: (time: string) => `Jumping to ${time} …`,
  jumpBackSure:
    'That moment has passed. Going back starts the night over and plays it up to then: what was entered is forgotten. Go back?',
  jumpTo: (city: string) => `Moment, ${city} time`,
  go: 'Go',
  restart: 'Start over',
  restartSure: 'Start over: forget what was entered?',
  loading: 'Asking the desk where things stand …',
  noDesk: 'The desk does not answer.',
  noDeskWhat:
    'Nothing is known here yet. This page asks again every two seconds; see whether the desk’s process runs.',
  lost: (since: string, known: string) =>
    `Connection lost since ${since} (this computer’s clock). Showing what was known at ${known}; asking again every two seconds.`,
  toGate: (minutes: string): Pair => [minutes, 'to the gate, if nothing is withdrawn'],
  gateOpen: ['Open', 'the gate: people may release now'] as Pair,
  noGate: 'No gate in sight: a new fact is needed',
  onHold: ['On hold', 'nothing more goes out'] as Pair,
  minutes: (n: number) =>
    n < 1
      ? 'under a minute'
      : n < 120
        ? `${n} ${n === 1 ? 'minute' : 'minutes'}`
        : n < 2880
          ? `${Math.round(n / 60)} hours`
          : `${Math.round(n / 1440)} days`,
  ago: (seconds: number) =>
    seconds < 60
      ? `${seconds} s ago`
      : seconds < 7200
        ? `${Math.floor(seconds / 60)} min ago`
        : `${Math.floor(seconds / 3600)} h ago`,
  old: (minutes: number) => (minutes < 1 ? 'under a minute old' : `${minutes} min old`),
  reasons: 'Reasons',
  reasonsNone: 'No condition is judged yet.',
  wouldStop: 'What would stop it',
  wouldStopShort: 'Would stop it:',
  stopsNone: 'Nothing is on its way that could be stopped.',
  whileItLasts: ' (while it lasts)',
  stopsNothing: 'nothing',
  nothingStops:
    'exit polls, markets, models, a concession told by others, other governments’ messages, a recount asked for on a wider lead',
  since: (time: string) => `since ${time}`,
  until: (time: string) => `until ${time}`,
  evidence: 'records',
  noEvidence: 'no record needed',
  record: (n: number) => `record ${n}`,
  close: 'Close',
  enterCall: 'Enter a call',
  enterCallShort: 'Call',
  callForm: {
    what: 'What was said',
    call: 'calls it',
    retract: 'takes it back',
    desk: 'Desk',
    contest: 'Contest',
    whole: 'the whole election',
    ticket: 'For',
    saidAt: (city: string) => `Said at, ${city} time (empty: now)`,
    send: 'Enter',
    recorded: (n: number) => `Recorded as ${n}.`,
    correct: (n: number) => `Correct entry ${n}`,
    correctDo: 'Correct',
    correctReason: 'Put right: entered wrongly',
    badTime: 'Write the time as 20:30, or leave it empty.',
    choose: 'Choose …',
  },
  notSent:
    'It did not reach the desk: the connection is lost. Nothing was recorded; try again when it is back.',
};

export type FrameMessages = typeof en;

const ja: FrameMessages = {
  pages: {
    night: '開票',
    verdict: '判定',
    response: '対応',
    relations: '関係',
    meetings: '会談',
    feeds: '受信',
    brief: '発信',
    review: '引き継ぎ',
    journal: '記録',
  },
  title: (page, rehearsal) => `${page} · Firstcall${rehearsal ? '（演習）' : ''}`,
  skip: '本文へ',
  pagesLabel: '画面一覧',
  language: '言語',
  theme: '配色',
  themes: { light: '明', dark: '暗', red: '赤' },
  person: '担当',
  rehearsal: '演習',
  live: '本番',
  steer: '演習の操作',
  pause: '一時停止',
  resume: '再開',
  slower: '遅く',
  faster: '速く',
  pace: (speed) => (speed === 1 ? '等速' : speed % 60 === 0 ? `1秒に${speed / 60}分` : `${speed}倍速`),
  paused: '一時停止中',
  finished: '終了',
  jump: '時刻へ移動',
  jumping: (time) => `${time}へ移動中…`,
  jumpBackSure:
    'すでに過ぎた時刻です。戻ると最初からやり直してその時刻まで進みます。入力した内容は消えます。戻りますか。',
  jumpTo: (city) => `時刻（${city}）`,
  go: '移動',
  restart: '最初から',
  restartSure: '最初からやり直しますか。入力した内容は消えます。',
  loading: '現在の状況を確認しています…',
  noDesk: 'サーバーから応答がありません。',
  noDeskWhat: 'まだ何も受信していません。2秒ごとに再試行します。サーバーが動いているかを確認してください。',
  lost: (since, known) =>
    `接続が${since}（この端末の時計）から途切れています。${known}時点の内容を表示し、2秒ごとに再試行しています。`,
  toGate: (minutes) => [`あと${minutes}`, 'で発出可能（取り消しがない場合）'],
  gateOpen: ['発出条件成立', '発出を判断できます'],
  noGate: '発出の見込みなし（新しい事実が必要）',
  onHold: ['保留中', '以後は何も発出しません'],
  minutes: (n) =>
    n < 1
      ? '1分未満'
      : n < 120
        ? `${n}分`
        : n < 2880
          ? `${Math.round(n / 60)}時間`
          : `${Math.round(n / 1440)}日`,
  ago: (seconds) =>
    seconds < 60
      ? `${seconds}秒前`
      : seconds < 7200
        ? `${Math.floor(seconds / 60)}分前`
        : `${Math.floor(seconds / 3600)}時間前`,
  old: (minutes) => (minutes < 1 ? '1分以内' : `${minutes}分前`),
  reasons: '理由',
  reasonsNone: '判定した条件はまだありません。',
  wouldStop: '発出を止める事由',
  wouldStopShort: '止める事由：',
  stopsNone: '発出に向けて進行中のものはありません。',
  whileItLasts: '（その間のみ）',
  stopsNothing: '影響なし',
  nothingStops:
    '出口調査、市場の動き、予測モデル、伝聞の敗北宣言、他国政府の祝意、僅差でない選挙区の再集計請求',
  since: (time) => `${time}から`,
  until: (time) => `${time}まで`,
  evidence: '記録',
  noEvidence: '記録は不要',
  record: (n) => `記録${n}`,
  close: '閉じる',
  enterCall: '当確を入力',
  enterCallShort: '当確を入力',
  callForm: {
    what: '内容',
    call: '当確を伝えた',
    retract: '当確を取り消した',
    desk: '報道機関',
    contest: '選挙区',
    whole: '選挙全体',
    ticket: '候補',
    saidAt: (city) => `発表時刻（${city}、空欄は現在）`,
    send: '入力',
    recorded: (n) => `記録${n}として残しました。`,
    correct: (n) => `記録${n}を訂正`,
    correctDo: '訂正する',
    correctReason: '入力の誤りを訂正',
    badTime: '時刻は20:30のように書くか、空欄にしてください。',
    choose: '選択…',
  },
  notSent: '接続が途切れており、届いていません。記録はされていません。接続が戻ってから再度お試しください。',
};

export const FRAME: Readonly<Record<Language, FrameMessages>> = { en, ja };
