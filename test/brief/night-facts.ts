/**
 * Facts of one night as the desk would fill them: the calls of 2024 that matter, at any stage of it.
 */

import type { BriefFacts, ContestCall, LiveContest, NamedWinner, Twin } from '../../src/brief/brief.ts';
import { MINUTE, parseInstant } from '../../src/election/instant.ts';

export const TOKYO = {
  city: { en: 'Tokyo', ja: '東京' },
  zone: 'Asia/Tokyo',
};
export const WASHINGTON = {
  city: { en: 'Washington', ja: 'ワシントン' },
  zone: 'America/New_York',
};

const CALLS: readonly [string, Twin, number, string, string, string][] = [
  [
    'NC',
    { en: 'North Carolina', ja: 'ノースカロライナ州' },
    16,
    'R',
    '2024-11-06T04:18:00Z',
    '2024-11-06T00:30:00Z',
  ],
  ['GA', { en: 'Georgia', ja: 'ジョージア州' }, 16, 'R', '2024-11-06T05:58:00Z', '2024-11-06T00:00:00Z'],
  [
    'PA',
    { en: 'Pennsylvania', ja: 'ペンシルベニア州' },
    19,
    'R',
    '2024-11-06T07:24:00Z',
    '2024-11-06T01:00:00Z',
  ],
  ['MN', { en: 'Minnesota', ja: 'ミネソタ州' }, 10, 'D', '2024-11-06T07:47:00Z', '2024-11-06T02:00:00Z'],
  [
    'WI',
    { en: 'Wisconsin', ja: 'ウィスコンシン州' },
    10,
    'R',
    '2024-11-06T10:34:00Z',
    '2024-11-06T02:00:00Z',
  ],
];

const GROUPS: readonly [string, Twin, string][] = [
  ['ddhq', { en: 'Decision Desk HQ', ja: 'デシジョン・デスクHQ' }, '2024-11-06T06:22:00Z'],
  ['fox', { en: 'Fox News', ja: 'FOXニュース' }, '2024-11-06T06:46:00Z'],
  ['nep', { en: 'CNN', ja: 'CNN' }, '2024-11-06T10:30:00Z'],
  ['ap', { en: 'the Associated Press', ja: 'AP通信' }, '2024-11-06T10:34:00Z'],
];

function callsUntil(at: number): ContestCall[] {
  return CALLS.map(([contest, name, electors, ticket, called, closed], place) => ({
    contest,
    name,
    electors,
    ticket,
    at: parseInstant(called),
    pollsClosed: parseInstant(closed),
    record: 100 + place,
  })).filter((call) => call.at <= at);
}

function namingUntil(at: number): NamedWinner[] {
  return GROUPS.map(([group, desk, named], place) => ({
    group,
    desk,
    ticket: 'R',
    at: parseInstant(named),
    record: 200 + place,
  })).filter((one) => one.at <= at);
}

/** The same contests with a count, and one that is still open; figures invented. */
function contestsAt(at: number): LiveContest[] {
  const called = new Map(callsUntil(at).map((call) => [call.contest, call]));
  const rows: [string, Twin, number, number, number, number | null][] = [
    ...CALLS.map(([id, name, electors], place): (typeof rows)[number] => [
      id,
      name,
      electors,
      1_000_000 + 10_000 * place,
      1_050_000,
      0.93,
    ]),
    ['AZ', { en: 'Arizona', ja: 'アリゾナ州' }, 11, 700_000, 769_000, 0.58],
    ['ME-2', { en: 'Maine, second district', ja: 'メーン州第2区' }, 1, 150_000, 190_000, 0.9],
  ];
  return rows.map(([id, name, electors, first, second, counted]) => {
    const call = called.get(id);
    const total = first + second + 20_000;
    const left = counted === null ? null : Math.round(total / counted) - total;
    return {
      id,
      name,
      electors,
      status: call ? 'called' : (counted ?? 0) >= 0.7 ? 'leading' : 'open',
      ticket: call?.ticket ?? ((counted ?? 0) >= 0.7 ? 'R' : null),
      counted,
      total,
      votes: { D: first, R: second },
      outstanding: left === null ? null : { low: Math.round(0.9 * left), high: Math.round(1.1 * left) },
      exhausted: false,
      calls: call
        ? [
            {
              desk: { en: 'the Associated Press', ja: 'AP通信' },
              agency: true,
              ticket: call.ticket,
              at: call.at,
              record: call.record,
            },
          ]
        : [],
      pollsCloseFirst: parseInstant('2024-11-06T00:00:00Z'),
      pollsCloseLast: parseInstant('2024-11-06T01:00:00Z'),
      record: 400,
      updatedAt: at,
    };
  });
}

/** What the desk knows at a moment of the night, before anything was sent. */
export function nightAt(text: string, changes: Partial<BriefFacts> = {}): BriefFacts {
  const at = parseInstant(text);
  const called = callsUntil(at);
  const naming = namingUntil(at);
  const level = naming.length === 0 ? 'open' : naming.length < 3 ? 'leaning' : 'called';
  const claim = {
    by: { en: 'Trump', ja: 'トランプ' },
    ticket: 'R',
    at: parseInstant('2024-11-06T07:27:00Z'),
    record: 300,
    source: 'televised speech',
  };
  const open = parseInstant('2024-11-06T06:00:00Z');
  return {
    at,
    rehearsal: {
      title: { en: 'November 5–6, 2024', ja: '2024年11月5～6日の夜' },
      basis: {
        en: 'Calls and hours as recorded, counts in progress reconstructed, wording and reader figures invented.',
        ja: '当確と時刻は記録のとおり、途中の得票は再構成、文章と閲覧者数は創作です。',
      },
    },
    zones: { home: TOKYO, there: WASHINGTON },
    election: {
      name: { en: 'the United States presidential election', ja: '米大統領選' },
      electors: 538,
      majority: 270,
    },
    leader: { en: 'the prime minister', ja: '首相' },
    tickets: [
      { id: 'D', short: { en: 'Harris', ja: 'ハリス' }, full: { en: 'Kamala Harris', ja: 'カマラ・ハリス' } },
      {
        id: 'R',
        short: { en: 'Trump', ja: 'トランプ' },
        full: { en: 'Donald Trump', ja: 'ドナルド・トランプ' },
      },
    ],
    agency: { name: { en: 'the Associated Press', ja: 'AP通信' }, short: { en: 'AP', ja: 'AP' } },
    verdict: {
      level,
      headline:
        naming.length === 0
          ? { en: 'Not final: no group names a winner.', ja: '未確定。当確を伝えた系統はない' }
          : {
              en: `Not final: ${naming.length} of 4 independent groups name Trump.`,
              ja: `未確定。独立した4系統のうち${naming.length}系統がトランプ氏に当確`,
            },
      detail: {
        en: 'Three are needed, then an hour without contradiction.',
        ja: '3系統の当確と、取り消しも食い違いもないままの1時間が条件。',
      },
      congratulation: 'wait',
      aftermath: 'none',
      gateAt: naming.length >= 3 ? naming[2]!.at + 60 * MINUTE : null,
      groupsNeeded: 3,
      dwellMinutes: 60,
      reached: { open: parseInstant('2024-11-05T23:00:00Z') },
    },
    groups: {
      total: 4,
      naming,
      all: GROUPS.map(([id, desk]) => {
        const named = naming.find(({ group }) => group === id);
        return { id, name: desk, desks: [desk], ticket: named?.ticket ?? null, since: named?.at ?? null };
      }),
    },
    electors: {
      agency: {
        D: called.some(({ contest }) => contest === 'MN') ? 224 : 214,
        R: [219, 219, 235, 248, 267, 267, 277][called.length + 1] ?? 277,
      },
      others: { D: 0, R: 13 },
      leading: { D: 12, R: 32 },
    },
    contests: {
      called,
      uncalled: 12 - called.length,
      all: contestsAt(at),
      lastClosing:
        at >= open ? { name: { en: 'Alaska', ja: 'アラスカ州' }, at: open, uncalledThen: 10 } : null,
    },
    claims: at >= claim.at ? [claim] : [],
    concessions: [],
    retractions: [],
    sent: [],
    talk: null,
    window: { from: parseInstant('2024-11-06T22:00:00Z'), to: parseInstant('2024-11-07T04:00:00Z') },
    inTouchWithBoth: true,
    ...changes,
  };
}

/** The same with parts of the verdict changed. */
export function withVerdict(facts: BriefFacts, verdict: Partial<BriefFacts['verdict']>): BriefFacts {
  return { ...facts, verdict: { ...facts.verdict, ...verdict } };
}
