/**
 * The fixture's moment with what only the pages behind the night show: full texts, people of both camps, a wrong entry
 * and a call taken back. Texts, contacts and record numbers are invented; calls and their hours are facts.
 */
import { HOUR, type Instant, MINUTE, parseInstant } from '../../src/election/instant.ts';
import type { Language } from '../../src/response/playbook.ts';
import type { DeskView, JournalLine, StepView } from '../../src/server/wire.ts';

type Say = (en: string, ja: string) => string;

function sayIn(language: Language): Say {
  return (en, ja) => (language === 'ja' ? ja : en);
}

const MESSAGE_EN = `Dear Mr. Trump,

On behalf of the Government of Japan, I congratulate you on your election as the 47th President of the United States of America.

Our alliance rests on shared interests and on long trust between our two peoples. I look forward to speaking with you soon, and to working with you for the security and prosperity of the region and beyond.

Prime Minister of Japan`;

const MESSAGE_JA = `トランプ次期大統領閣下

日本国政府を代表し、閣下がアメリカ合衆国第47代大統領に当選されたことに心からお祝いを申し上げます。

日米同盟は、共通の利益と両国民の長年の信頼の上に築かれています。近くお話しできること、そして地域とその先の安全と繁栄のために共に働けることを楽しみにしています。

日本国内閣総理大臣`;

const BINDS = '12c6cf74a09be1d35520f7aa4c1be6d9802f6c1f6b2b8d4f4a11c0de7e57ab1e';

/** The view of the fixture, with its steps' texts whole. */
export function fullNight(view: DeskView): DeskView {
  const say = sayIn(view.language);
  return {
    ...view,
    branches: view.branches.map((branch) => ({
      ...branch,
      steps: branch.steps.map((step) => fullStep(step, say)),
    })),
    camps: campsOf(say),
    windows: windowsOf(),
  };
}

/** Changes one step of the first branch. */
export function withStep(id: string, change: Partial<StepView>): (view: DeskView) => DeskView {
  return (view) => {
    const full = fullNight(view);
    return {
      ...full,
      branches: full.branches.map((branch) => ({
        ...branch,
        steps: branch.steps.map((step) => (step.id === id ? { ...step, ...change } : step)),
      })),
    };
  };
}

function fullStep(step: StepView, say: Say): StepView {
  const texts: Record<string, [string, string]> = {
    message: [say('Congratulations on your election', '当選へのお祝い'), say(MESSAGE_EN, MESSAGE_JA)],
    line: [
      say('On the result of the election in the United States', '米国大統領選挙の結果について'),
      say(
        'The Government has sent its congratulations to Mr. Trump. It expects to arrange a telephone talk soon. It does not comment on conversations between the two sides beyond this.',
        '政府はトランプ氏に祝意を伝えました。近く電話会談を調整します。双方のやり取りについて、これ以上は申し上げません。',
      ),
    ],
    withdrawal: [
      say('Our message of today', '本日の祝電について'),
      say(
        'The message of congratulation sent earlier today was premature and is withdrawn. We shall write again when the result is final.',
        '本日お送りした祝電は時期尚早でしたので、撤回いたします。結果が確定した後に改めてご連絡します。',
      ),
    ],
  };
  const text = texts[step.id];
  if (step.document === null || text === undefined) return step;
  return {
    ...step,
    owner: step.id === 'line' ? 'press-officer' : 'drafter',
    dueAt: step.dueAt ?? (step.isWithdrawal ? null : parseInstant('2024-11-06T11:45:00Z')),
    recipients:
      step.id === 'line'
        ? []
        : [
            say('Transition office, by the embassy in Washington', '政権移行チーム（在米大使館経由）'),
            say('One copy by post', '写し1部を郵送'),
          ],
    document: {
      subject: text[0],
      body: text[1],
      binds: BINDS,
      draftedBy: say('K. Sato (invented)', '佐藤（架空）'),
    },
  };
}

function campsOf(say: Say): DeskView['camps'] {
  const contact = (name: string, post: string, at: string | null, channel: string | null) => ({
    name,
    post,
    lastAt: at === null ? null : parseInstant(`2024-${at}T15:00:00Z`),
    channel,
  });
  const invented = (en: string, ja: string) => say(`${en} (invented)`, `${ja}（架空）`);
  return [
    {
      ticket: 'D',
      title: say('Around Harris', 'ハリス陣営'),
      engagements: 14,
      share: 0.56,
      contacts: [
        contact(
          invented('R. Delgado', 'R・デルガド'),
          say('foreign policy adviser', '外交顧問'),
          '10-31',
          say('embassy', '大使館'),
        ),
        contact(
          invented('S. Whitfield', 'S・ウィットフィールド'),
          say('deputy campaign manager', '選対副本部長'),
          '09-20',
          say('party', '党'),
        ),
        contact(
          invented('M. Okafor', 'M・オカフォー'),
          say('transition planning', '政権移行準備'),
          null,
          null,
        ),
      ],
    },
    {
      ticket: 'R',
      title: say('Around Trump', 'トランプ陣営'),
      engagements: 11,
      share: 0.44,
      contacts: [
        contact(
          invented('J. Harlan', 'J・ハーラン'),
          say('former ambassador', '元大使'),
          '10-24',
          say('private', '私的'),
        ),
        contact(
          invented('P. Lindqvist', 'P・リンドクビスト'),
          say('national security adviser of the campaign', '選対の安全保障顧問'),
          '04-24',
          say('embassy', '大使館'),
        ),
      ],
    },
  ];
}

function windowsOf(): DeskView['windows'] {
  const from = parseInstant('2024-11-06T22:00:00Z');
  return [
    { from, to: from + HOUR, held: true },
    { from: from + HOUR, to: from + 6 * HOUR, held: false },
    { from: from + 24 * HOUR, to: from + 30 * HOUR, held: false },
  ];
}

const HASH = '9f2c3ab1d07e5546c1a8b6f30dd2917ce4aa50f1b7c2d9e68f03a1b4c5d6e7f8';

/** The journal's records of what desks said; the last is a wrong entry of a person. */
export function nightRecords(language: Language): JournalLine[] {
  const say = sayIn(language);
  const call = (
    seq: number,
    hour: string,
    desk: string,
    contest: string,
    ticket = 'R',
    by = 'feed:calls',
  ): JournalLine => {
    const at: Instant = parseInstant(`2024-11-06T${hour}:00Z`);
    const place = contest === 'US' ? say('the country', '全体') : contest;
    return {
      seq,
      at: at + MINUTE,
      by,
      kind: 'call',
      text: say(
        `${desk} calls ${place} for ${ticket === 'R' ? 'Trump' : 'Harris'}`,
        `${desk}、${place}を${ticket === 'R' ? 'トランプ' : 'ハリス'}氏に当確`,
      ),
      hash: HASH.slice(seq % 17) + HASH.slice(0, seq % 17),
      data: {
        desk,
        contest,
        ticket,
        saidAt: `2024-11-06T${hour}:00Z`,
        precision: 'exact',
        source: 'invented',
      },
    };
  };
  const other = (
    seq: number,
    hour: string,
    by: string,
    kind: string,
    text: string,
    data: unknown,
  ): JournalLine => ({
    ...call(seq, hour, '', 'US'),
    by,
    kind,
    text,
    data,
  });
  return [
    other(
      4820,
      '10:40',
      'person:mori',
      'approved',
      say('Mori approves the message to Trump', '森、トランプ氏への祝意を承認'),
      { branch: 'R', step: 'message', binds: BINDS },
    ),
    other(
      4815,
      '10:39',
      'desk',
      'fact',
      say('Concession by Harris, entered by mistake', 'ハリス氏の敗北宣言（誤入力）'),
      {
        kind: 'concession',
        by: 'Harris',
        scope: 'US',
        ticket: 'R',
        saidAt: '2024-11-06T10:38:00Z',
        precision: 'exact',
        source: 'desk',
      },
    ),
    other(
      4816,
      '10:39',
      'person:mori',
      'struck',
      say('Record 4815 struck: nobody said it', '記録4815を抹消：発言なし'),
      { record: 4815, reason: say('nobody said it', '発言なし') },
    ),
    other(
      4810,
      '10:38',
      'feed:calls',
      'retraction',
      say('CBS takes Arizona back', 'CBS、アリゾナの当確を取り消し'),
      {
        desk: 'CBS',
        contest: 'AZ',
        ticket: 'R',
        saidAt: '2024-11-06T10:37:00Z',
        precision: 'exact',
        source: 'invented',
      },
    ),
    call(4805, '10:36', 'NBC', 'NV', 'D', 'person:mori'),
    call(4804, '10:20', 'Fox', 'NV'),
    call(4790, '10:34', 'AP', 'US'),
    call(4789, '10:34', 'AP', 'WI'),
    call(4771, '10:34', 'ABC', 'US'),
    call(4760, '10:31', 'CBS', 'US'),
    call(4703, '10:30', 'NBC', 'US'),
    call(4702, '10:30', 'CNN', 'US'),
    call(4500, '09:02', 'CBS', 'AZ'),
    call(4355, '07:24', 'AP', 'PA'),
    call(4180, '06:46', 'Fox', 'US'),
    call(4100, '06:22', 'Fox', 'PA'),
    call(3921, '06:22', 'DDHQ', 'US'),
    call(3920, '06:22', 'DDHQ', 'PA'),
    call(3702, '05:58', 'AP', 'GA'),
    call(3100, '04:18', 'AP', 'NC'),
  ].sort((a, b) => b.seq - a.seq);
}
