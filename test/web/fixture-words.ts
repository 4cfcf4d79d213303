/** What the fixture's desk says, in both languages and for each variant. People, records and approvals are invented. */
import { MINUTE, parseInstant } from '../../src/election/instant.ts';
import type { Language } from '../../src/response/playbook.ts';
import type {
  BranchView,
  CampView,
  DeskView,
  EventView,
  PersonView,
  ReasonView,
  RungView,
  StepView,
} from '../../src/server/wire.ts';
import type { Standing } from '../../src/verdict/verdict.ts';

export type Variant = 'waiting' | 'before-closing' | 'hold' | 'released' | 'withdrawal-due';

const at = (hour: string) => parseInstant(`2024-11-06T${hour}:00Z`);
const GATE = at('11:30');

/** Picks the wording of one language: both stand side by side where they are written. */
type Say = (en: string, ja: string) => string;
const sayIn =
  (language: Language): Say =>
  (en, ja) =>
    language === 'ja' ? ja : en;

export const PEOPLE: readonly {
  readonly id: string;
  readonly en: string;
  readonly ja: string;
  readonly roles: PersonView['roles'];
}[] = [
  { id: 'mori', en: 'Mori (duty officer)', ja: '森（当直）', roles: ['duty-officer'] },
  { id: 'fujita', en: 'Fujita (approver)', ja: '藤田（承認者）', roles: ['approver'] },
  { id: 'okada', en: 'Okada (approver)', ja: '岡田（承認者）', roles: ['approver'] },
];

export function personIn(id: string, language: Language): PersonView {
  const person = PEOPLE.find((one) => one.id === id)!;
  return { id, name: person[language], roles: person.roles };
}

type Said = Pick<DeskView, 'zones' | 'sentence' | 'standing' | 'reasons' | 'stops' | 'ladder' | 'camps'> & {
  readonly rehearsal: {
    readonly title: string;
    readonly basis: string;
    readonly marks: readonly { readonly at: number; readonly label: string }[];
  };
  readonly election: string;
  readonly tickets: DeskView['election']['tickets'];
  readonly heldReason: string;
  readonly feedNotes: readonly string[];
  readonly brief: string;
};

const STANDING: Readonly<Record<Variant, Standing>> = {
  waiting: 'wait',
  'before-closing': 'wait',
  hold: 'hold',
  released: 'releasable',
  'withdrawal-due': 'hold',
};

export function saidIn(language: Language, variant: Variant): Said {
  const say = sayIn(language);
  return {
    rehearsal: {
      title: say('The night of 2024', '2024年の夜'),
      basis: say(
        'Results and hours of calls are real; the path of the count between closing and result is a reconstruction.',
        '結果と当確の時刻は事実、投票締め切りから結果までの開票の経過は再構成です。',
      ),
      marks: [
        { at: at('00:00'), label: say('First polls close everywhere in six states', '6州で投票締め切り') },
        { at: at('06:22'), label: say('The first desk calls the country', '最初の報道機関が当確') },
        { at: at('10:34'), label: say('AP calls the country', 'APが当確') },
        { at: GATE, label: say('The gate may open', '関門の見込み') },
      ],
    },
    election: say('United States presidential election, 5 November 2024', '2024年11月5日 米国大統領選挙'),
    tickets: [
      {
        id: 'D',
        name: say('Kamala Harris / Tim Walz', 'カマラ・ハリス／ティム・ウォルズ'),
        short: say('Harris', 'ハリス'),
      },
      {
        id: 'R',
        name: say('Donald Trump / JD Vance', 'ドナルド・トランプ／JD・バンス'),
        short: say('Trump', 'トランプ'),
      },
    ],
    zones: [
      {
        city: say('Tokyo', '東京'),
        zone: 'Asia/Tokyo',
        abbreviation: { standard: say('JST', '日本時間'), daylight: say('JST', '日本時間') },
      },
      {
        city: say('Washington', 'ワシントン'),
        zone: 'America/New_York',
        abbreviation: { standard: say('EST', '米東部'), daylight: say('EDT', '米東部夏') },
      },
    ],
    sentence: sentenceOf(say, variant),
    standing: STANDING[variant],
    reasons: variant === 'before-closing' ? [] : reasonsOf(say, variant),
    stops:
      variant === 'before-closing'
        ? []
        : [
            say('a call of the whole taken back', '全体の当確の取り消し'),
            say('a group naming Harris', 'ハリス氏を挙げる系統'),
            say(
              'a fault in the feed of a decisive contest, Wisconsin or Pennsylvania',
              '勝敗を決める州（ウィスコンシン、ペンシルベニア）の配信の異常',
            ),
          ],
    ladder: ladderOf(say, variant),
    camps: campsOf(say),
    heldReason: say('the pool took its call back', '共同集計が当確を取り消したため'),
    feedNotes: [
      say('Whole; nothing held', '異常なし、保留なし'),
      say(
        'Silent 18:53–19:04 JST; blocked nothing, count-1 agreed',
        '18:53–19:04に途絶。count-1と一致し影響なし',
      ),
      say(
        'One report held: a county of Georgia fell by 4,100 votes',
        '1件を保留：ジョージア州のある郡で4,100票減',
      ),
    ],
    brief: say('Government follows the count closely', '政府、開票状況を注視'),
  };
}

function sentenceOf(say: Say, variant: Variant): DeskView['sentence'] {
  switch (variant) {
    case 'waiting':
      return {
        headline: say('Not yet final enough.', 'まだ十分に確定していません。'),
        detail: say(
          'Four of four independent groups name Trump. The rule asks for three, unbroken for 60 minutes; it has counted three since 19:30.',
          '独立した4系統のすべてがトランプ氏の当選を伝えています。基準は3系統が60分途切れないことで、3系統目は19:30でした。',
        ),
        next: say(
          'Releasable from 20:30 JST (06:30 EST) if nothing is withdrawn.',
          '取り消しがなければ20:30（米東部06:30）から発出可となります。',
        ),
      };
    case 'before-closing':
      return {
        headline: say('Nothing is counted yet.', '開票はまだ始まっていません。'),
        detail: say(
          'The first polls close at 08:00 JST (5 November, 18:00 EST).',
          '最初の投票締め切りは08:00（米東部11月5日18:00）です。',
        ),
        next: null,
      };
    case 'hold':
      return {
        headline: say('On hold: a call was taken back.', '停止：当確の取り消しがありました。'),
        detail: say(
          'The pooled networks no longer name Trump. Three groups still do; the hour begins anew when nothing speaks against them.',
          '共同集計がトランプ氏の当確を取り消しました。残る3系統は当選を伝えており、異論がなくなった時点から60分を数え直します。',
        ),
        next: say('Nothing leaves the house until then.', 'それまでは何も発出しません。'),
      };
    case 'released':
      return {
        headline: say('Final enough: releasable.', '十分に確定：発出可。'),
        detail: say(
          'Four of four groups have named Trump without a break for an hour. The message left at 20:33 JST (06:33 EST).',
          '4系統すべてが60分途切れずトランプ氏の当選を伝えました。祝意は20:33（米東部06:33）に発出済みです。',
        ),
        next: say('Next: the telephone, from 07:00 JST tomorrow.', '次は電話、明日07:00から。'),
      };
    case 'withdrawal-due':
      return {
        headline: say('A withdrawal is due.', '撤回が必要です。'),
        detail: say(
          'After the message left, three groups took their calls back; only one still names Trump.',
          '祝意の発出後に3系統が当確を取り消し、トランプ氏の当選を伝えるのは1系統だけになりました。',
        ),
        next: say('Two people are needed to send the withdrawal.', '撤回の発出には2人が必要です。'),
      };
  }
}

function reasonsOf(say: Say, variant: Variant): ReasonView[] {
  const broken = variant === 'hold' || variant === 'withdrawal-due';
  const met = { truth: 'true' as const, since: at('10:30') };
  return [
    {
      id: 'A1',
      ...met,
      text: say('three groups name one winner', '3系統が同じ当選者'),
      evidence: [3921, 4180, 4702],
    },
    {
      id: 'A2',
      ...met,
      since: null,
      text: say('no group names another', '別の名を挙げる系統なし'),
      evidence: [],
    },
    {
      id: 'A3',
      ...met,
      since: null,
      text: say('no decisive contest open', '勝敗を決める州に未決なし'),
      evidence: [4790],
    },
    {
      id: 'A4',
      truth: broken ? 'false' : 'true',
      since: null,
      text: say('no call of the whole taken back', '全体の当確の取り消しなし'),
      evidence: broken ? [4811] : [],
    },
    {
      id: 'A5',
      truth: variant === 'released' ? 'true' : 'false',
      since: null,
      text: say('unbroken for 60 minutes: 11', '60分連続：現在11分'),
      evidence: [4702],
    },
  ];
}

function ladderOf(say: Say, variant: Variant): RungView[] {
  const early = variant === 'before-closing';
  const done = variant === 'released';
  const standing = STANDING[variant];
  const wait = standing === 'hold' ? ('hold' as const) : ('wait' as const);
  const later: RungView = {
    level: 'declared',
    state: 'next',
    since: null,
    expected: parseInstant('2025-01-06T18:00:00Z'),
    dwell: null,
    acts: [{ act: 'title', standing: wait, note: say('concession or law', '敗北宣言か法定') }],
  };
  const finalEnough: RungView = {
    level: 'final-enough',
    state: done ? 'now' : 'next',
    since: done ? GATE : null,
    expected: variant === 'waiting' ? GATE : null,
    dwell: null,
    acts: [
      {
        act: 'congratulation',
        standing: done ? 'releasable' : wait,
        note: done ? say('sent 20:33', '20:33に発出') : early ? '' : say('49 min', 'あと49分'),
      },
      {
        act: 'telephone',
        standing: done ? 'releasable' : wait,
        note: done ? '' : say('after the message', '祝意の後'),
      },
      { act: 'invitation', standing: wait, note: say('after the talk', '会談の後') },
    ],
  };
  const remark = {
    act: 'remark' as const,
    standing: early ? ('wait' as const) : ('releasable' as const),
    note: say('neutral', '中立の内容'),
  };
  if (early) {
    return [
      { level: 'open', state: 'now', since: null, expected: null, dwell: null, acts: [] },
      { level: 'leaning', state: 'next', since: null, expected: null, dwell: null, acts: [remark] },
      { level: 'called', state: 'next', since: null, expected: null, dwell: null, acts: [] },
      finalEnough,
      later,
    ];
  }
  return [
    { level: 'open', state: 'past', since: null, expected: null, dwell: null, acts: [] },
    { level: 'leaning', state: 'past', since: at('06:22'), expected: null, dwell: null, acts: [remark] },
    {
      level: 'called',
      state: done ? 'past' : 'now',
      since: at('10:30'),
      expected: null,
      dwell: variant === 'waiting' ? { from: at('10:30'), minutes: 60 } : null,
      acts: [],
    },
    finalEnough,
    later,
  ];
}

function step(
  branch: string,
  id: string,
  kind: StepView['kind'],
  title: string,
  rest: Partial<StepView>,
): StepView {
  return {
    branch,
    id,
    kind,
    title,
    owner: 'duty-officer',
    standing: 'wait',
    lacks: [],
    gateOpenedAt: null,
    gateExpectedAt: null,
    dueAt: null,
    approvalsNeeded: 0,
    approvals: [],
    recipients: [],
    document: null,
    release: null,
    may: { approve: true, release: true, stop: true },
    isWithdrawal: false,
    ...rest,
  };
}

function stepsOf(say: Say, variant: Variant): StepView[] {
  const sent = variant === 'released' || variant === 'withdrawal-due';
  const due = variant === 'withdrawal-due';
  const held = STANDING[variant] === 'hold';
  const afterMessage = sent ? [] : [say('message sent', '祝意の発出')];
  const document = {
    subject: say('Congratulations', '祝意'),
    body: say('Dear Mr. Trump, …', 'トランプ様…'),
    binds: '12c6cf74',
    draftedBy: say('Drafter', '起案者'),
  };
  const approval = (id: string) => ({ person: id, at: at('10:38'), expiresAt: at('12:38') });
  const approvals = sent ? [approval('fujita'), approval('okada')] : [approval('fujita')];
  const release = sent
    ? { by: 'mori', second: 'fujita', leavesAt: at('11:33'), state: 'sent', receipt: 'outbox/0001' }
    : null;
  return [
    step('R', 'message', 'message', say('Message', '祝意'), {
      document,
      release,
      approvalsNeeded: 2,
      approvals,
      standing: sent ? 'sent' : held ? 'hold' : 'wait',
      lacks: sent ? [] : [say('the verdict', '判定'), say('a second approval', '2人目の承認')],
      gateExpectedAt: sent ? null : GATE,
      dueAt: GATE + 15 * MINUTE,
      recipients: ['transition office'],
    }),
    step('R', 'line', 'line', say('Line to take', '応答要領'), {
      document,
      approvalsNeeded: 2,
      approvals: [approval('fujita'), approval('okada')],
      standing: sent ? 'done' : 'wait',
      lacks: afterMessage,
    }),
    step('R', 'telephone', 'telephone', say('Telephone', '電話'), {
      standing: held ? 'hold' : sent ? 'releasable' : 'wait',
      lacks: afterMessage,
    }),
    step('R', 'withdrawal', 'message', say('Withdrawal', '撤回'), {
      document,
      isWithdrawal: true,
      approvalsNeeded: 2,
      approvals: [],
      standing: due ? 'releasable' : 'resting',
      lacks: due ? [say('two approvals', '2人の承認')] : [],
    }),
  ];
}

export function branchesIn(language: Language, variant: Variant): BranchView[] {
  const say = sayIn(language);
  const armed = variant !== 'before-closing';
  return [
    {
      id: 'R',
      title: say('Trump', 'トランプ'),
      ticket: 'R',
      armed,
      since: armed ? at('06:22') : null,
      armsAt: null,
      steps: stepsOf(say, variant),
    },
    {
      id: 'D',
      title: say('Harris', 'ハリス'),
      ticket: 'D',
      armed: false,
      since: null,
      armsAt: null,
      steps: [],
    },
    {
      id: 'undecided',
      title: say('No winner by noon', '正午に未決'),
      ticket: null,
      armed: false,
      since: null,
      armsAt: parseInstant('2024-11-07T03:00:00Z'),
      steps: [],
    },
    {
      id: 'contested',
      title: say('Contested', '争い'),
      ticket: null,
      armed: false,
      since: null,
      armsAt: null,
      steps: [],
    },
  ];
}

export function nextIn(language: Language, variant: Variant): DeskView['next'] {
  const say = sayIn(language);
  const window = {
    at: parseInstant('2024-11-06T22:00:00Z'),
    text: say(
      'Telephone window to 13:00 JST, 23:00 EST; three spans held',
      '電話の時間帯、13:00（米東部23:00）まで。3枠を確保',
    ),
    strong: false,
  };
  if (variant !== 'waiting') return [window];
  return [
    {
      at: at('11:25'),
      text: say('Second approval of the message wanted', '祝意の2人目の承認'),
      strong: false,
    },
    { at: GATE, text: say('Gate: congratulation', '関門：祝意'), strong: true },
    {
      at: at('11:45'),
      text: say('Message out, or the reason written down', '発出、または理由を記録'),
      strong: false,
    },
    { at: at('12:38'), text: say('Approval 1 expires', '承認1が失効'), strong: false },
    window,
  ];
}

export function eventsIn(language: Language, variant: Variant): EventView[] {
  const say = sayIn(language);
  const event = (seq: number, hour: string, en: string, ja: string, turn = false): EventView => ({
    seq,
    at: at(hour),
    text: say(en, ja),
    turn,
    record: `#${seq}`,
  });
  const closing: EventView = {
    seq: 13,
    at: parseInstant('2024-11-05T23:00:00Z'),
    text: say('First polls close', '最初の投票締め切り'),
    turn: false,
    record: '#13',
  };
  if (variant === 'before-closing') return [];
  const retraction = event(
    4811,
    '10:40',
    'CNN takes its call of the country back',
    'CNNが全体の当確を取り消し',
    true,
  );
  return [
    ...(variant === 'hold' ? [retraction] : []),
    event(
      4790,
      '10:34',
      'AP: Wisconsin and the country. Four of four groups',
      'AP、ウィスコンシンと全体。4系統',
    ),
    event(4771, '10:34', 'ABC: same pool, counts once', 'ABC（同じ集計、数えるのは一度）'),
    event(4760, '10:31', 'CBS: same pool, counts once', 'CBS（同じ集計、数えるのは一度）'),
    event(
      4702,
      '10:30',
      'CNN, NBC (pool): three of four; the hour begins',
      'CNN・NBC（共同集計）。3系統、60分の始まり',
      true,
    ),
    event(
      4390,
      '07:29',
      'Tokyo: telephone talk planned soon after the result is final',
      '日本政府、結果確定後すみやかに電話会談の方針',
    ),
    event(
      4371,
      '07:27',
      'Trump claims victory. Counts for nothing',
      'トランプ氏が勝利を宣言。判定には数えない',
    ),
    event(4355, '07:24', 'AP: Pennsylvania', 'AP、ペンシルベニア'),
    event(4180, '06:46', 'Fox: the country. Two of four', 'Fox、全体。2系統'),
    event(3921, '06:22', 'Decision Desk HQ: the country. One of four', 'Decision Desk HQ、全体。1系統', true),
    event(3702, '05:58', 'AP: Georgia', 'AP、ジョージア'),
    closing,
  ];
}

function campsOf(say: Say): CampView[] {
  const contact = (name: string, post: string, lastAt: number | null, channel: string | null) => ({
    name,
    post,
    lastAt,
    channel,
  });
  return [
    {
      ticket: 'D',
      title: say('Around Harris', 'ハリス陣営'),
      engagements: 14,
      share: 0.54,
      contacts: [
        contact(
          say('A. Example', 'A・例'),
          say('foreign policy adviser', '外交顧問'),
          parseInstant('2024-10-11T15:00:00Z'),
          say('embassy', '大使館'),
        ),
      ],
    },
    {
      ticket: 'R',
      title: say('Around Trump', 'トランプ陣営'),
      engagements: 12,
      share: 0.46,
      contacts: [
        contact(
          say('B. Example', 'B・例'),
          say('former ambassador', '元大使'),
          parseInstant('2024-04-24T15:00:00Z'),
          say('party', '党'),
        ),
      ],
    },
  ];
}
