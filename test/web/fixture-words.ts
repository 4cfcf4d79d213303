/** What the fixture's desk says, in both languages and for each variant. People, records and approvals are invented. */
import { parseInstant } from '../../src/election/instant.ts';
import type { Language } from '../../src/response/playbook.ts';
import type { CampView, DeskView, PersonView } from '../../src/server/wire.ts';
import { at, GATE, type Say, STANDING, sayIn, type Variant } from './fixture-moment.ts';
import { ladderOf, reasonsOf } from './fixture-verdict.ts';

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
        { at: GATE, label: say('The gate may open', '発出可能の見込み') },
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
            { effect: 'hold', text: say('a call of the whole taken back', '全体の当確の取り消し') },
            { effect: 'hold-while-it-lasts', text: say('a group naming Harris', 'ハリス氏を挙げる系統') },
            {
              effect: 'hold-while-it-lasts',
              text: say(
                'a fault in the feed of a decisive contest, Wisconsin or Pennsylvania',
                '勝敗を決める州（ウィスコンシン、ペンシルベニア）の配信の異常',
              ),
            },
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
        headline: say('Not yet final enough.', 'まだ確定相当に至っていません。'),
        detail: say(
          'Four of four independent groups name Trump. The rule asks for three, unbroken for 60 minutes; it has counted three since 19:30.',
          '独立した4系統のすべてがトランプ氏の当確を伝えています。基準は3系統の当確が60分間途切れず続くことです。3系統目の当確は19:30でした。',
        ),
        next: say(
          'Releasable from 20:30 JST (06:30 EST) if nothing is withdrawn.',
          '取り消しがなければ20:30（米東部06:30）から発出可能となります。',
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
        headline: say('On hold: a call was taken back.', '保留：当確の取り消しがありました。'),
        detail: say(
          'The pooled networks no longer name Trump. Three groups still do; the hour begins anew when nothing speaks against them.',
          '共同集計がトランプ氏の当確を取り消しました。残る3系統は当確を伝えており、異論がなくなった時点から60分を数え直します。',
        ),
        next: say('Nothing leaves the house until then.', 'それまでは何も発出しません。'),
      };
    case 'released':
      return {
        headline: say('Final enough: releasable.', '確定相当：発出可能。'),
        detail: say(
          'Four of four groups have named Trump without a break for an hour. The message left at 20:33 JST (06:33 EST).',
          '4系統すべてが60分間途切れずトランプ氏の当確を伝えました。祝意は20:33（米東部06:33）に発出済みです。',
        ),
        next: say('Next: the telephone, from 07:00 JST tomorrow.', '次は電話、明日07:00から。'),
      };
    case 'withdrawal-due':
      return {
        headline: say('A withdrawal is due.', '撤回が必要です。'),
        detail: say(
          'After the message left, three groups took their calls back; only one still names Trump.',
          '祝意の発出後に3系統が当確を取り消し、トランプ氏の当確を伝えるのは1系統だけになりました。',
        ),
        next: say('Two people are needed to send the withdrawal.', '撤回の発出には2人が必要です。'),
      };
  }
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
