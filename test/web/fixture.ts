/**
 * A whole view of the desk at one moment of the night of 2024: 6 November 19:41:07 in Tokyo, 05:41:07 in Washington.
 *
 * Facts: margins, electors, calls and their hours, events. Invented: shares counted, model values, feeds, people,
 * approvals, record numbers. Variants show the desk before closing, on hold, after a release and with a withdrawal due.
 */
import { HOUR, MINUTE, parseInstant, SECOND } from '../../src/election/instant.ts';
import type { Language } from '../../src/response/playbook.ts';
import type { CallMark, ContestView, DeskView, HistoryPoint } from '../../src/server/wire.ts';
import type { FeedView } from '../../src/server/wire-feeds.ts';
import { ROWS, type Row } from './contests.ts';
import type { Variant } from './fixture-moment.ts';
import { QUIET, reportsAt } from './fixture-reports.ts';
import { branchesIn, eventsIn, nextIn } from './fixture-response.ts';
import { PEOPLE, personIn, saidIn } from './fixture-words.ts';

export type { Variant } from './fixture-moment.ts';

export const NOW = parseInstant('2024-11-06T10:41:07Z');
const FIRST_CLOSING = parseInstant('2024-11-05T23:00:00Z');
const GROUP_OF: Readonly<Record<string, readonly [string, string]>> = {
  ABC: ['pool', 'P'],
  CBS: ['pool', 'P'],
  CNN: ['pool', 'P'],
  NBC: ['pool', 'P'],
  AP: ['ap', 'A'],
  Fox: ['fox', 'F'],
  DDHQ: ['ddhq', 'Q'],
};

/** Invented: what share of the expected vote was counted where it was not nearly all. */
const COUNTED: Readonly<Record<string, number>> = {
  'ME-2': 0.88,
  AZ: 0.62,
  NV: 0.88,
  PA: 0.97,
  MI: 0.95,
  NH: 0.96,
  'NE-2': 0.96,
  NJ: 0.93,
  ME: 0.82,
  CA: 0.71,
  WA: 0.78,
  OR: 0.84,
  UT: 0.8,
  AK: 0.74,
  MD: 0.89,
};

/** The view of one variant in one language. */
export function deskView(language: Language = 'en', variant: Variant = 'waiting'): DeskView {
  const early = variant === 'before-closing';
  const now = early
    ? FIRST_CLOSING - 20 * MINUTE
    : variant === 'released' || variant === 'withdrawal-due'
      ? NOW + 52 * MINUTE
      : NOW;
  const said = saidIn(language, variant);
  const contests = contestsIn(language, variant, now);
  return {
    language,
    seq: early ? 12 : 4821,
    hash: '9f2c3ab1d07e5546c1a8',
    clock: {
      at: now,
      running: false,
      speed: 60,
      rehearsal: {
        ...said.rehearsal,
        from: FIRST_CLOSING - HOUR,
        until: FIRST_CLOSING + 30 * HOUR,
        finished: false,
      },
    },
    zones: said.zones,
    election: {
      id: '2024-us-president',
      name: said.election,
      electors: 538,
      majority: 270,
      tickets: said.tickets,
    },
    sentence: said.sentence,
    standing: said.standing,
    aftermath: variant === 'withdrawal-due' ? 'withdrawal-due' : 'none',
    gateAt: variant === 'waiting' ? parseInstant('2024-11-06T11:30:00Z') : null,
    reasons: said.reasons,
    routes: [],
    calendar: [],
    stops: said.stops,
    ladder: said.ladder,
    groups: [
      {
        id: 'pool',
        letter: 'P',
        name: 'pool',
        desks: ['ABC', 'CBS', 'CNN', 'NBC'],
        ticket: early || variant === 'hold' ? null : 'R',
        since: early ? null : parseInstant('2024-11-06T10:30:00Z'),
      },
      {
        id: 'ap',
        letter: 'A',
        name: 'ap',
        desks: ['AP'],
        ticket: early ? null : 'R',
        since: early ? null : parseInstant('2024-11-06T10:34:00Z'),
      },
      {
        id: 'fox',
        letter: 'F',
        name: 'fox',
        desks: ['Fox'],
        ticket: early ? null : 'R',
        since: early ? null : parseInstant('2024-11-06T06:46:00Z'),
      },
      {
        id: 'ddhq',
        letter: 'Q',
        name: 'ddhq',
        desks: ['DDHQ'],
        ticket: early ? null : 'R',
        since: early ? null : parseInstant('2024-11-06T06:22:00Z'),
      },
    ],
    called: sum(contests, 'called'),
    leading: sum(contests, 'leading'),
    openElectors: contests
      .filter(({ status }) => status === 'open')
      .reduce((all, { electors }) => all + electors, 0),
    contests,
    projection: early ? null : projectionAt(now),
    branches: branchesIn(language, variant),
    heldAll:
      variant === 'hold'
        ? { by: personIn('fujita', language).name, at: NOW - MINUTE, reason: said.heldReason }
        : null,
    windows: windows(),
    talk: { startedAt: null, endedAt: null },
    next: early ? [] : nextIn(language, variant),
    events: eventsIn(language, variant),
    feeds: feeds(said.feedNotes, now, early),
    reports: reportsAt(now, early),
    camps: said.camps,
    people: PEOPLE.map(({ id }) => personIn(id, language)),
    me: personIn('mori', language),
    brief: { url: '/public/', headline: said.brief, version: 3, at: now - 20 * MINUTE },
  };
}

function sum(contests: readonly ContestView[], status: ContestView['status']): Record<string, number> {
  const of = (ticket: string) =>
    contests
      .filter((one) => one.status === status && one.ticket === ticket)
      .reduce((all, { electors }) => all + electors, 0);
  return { D: of('D'), R: of('R') };
}

function contestsIn(language: Language, variant: Variant, now: number): ContestView[] {
  let running = 0;
  return ROWS.map((row, index) => {
    const before = running;
    running += row[3];
    const tips = before < 270 && running >= 270;
    return { ...contest(row, index, language, now, variant === 'before-closing'), running, tips };
  });
}

function contest(
  [id, en, ja, electors, points, thousands, said]: Row,
  index: number,
  language: Language,
  now: number,
  early: boolean,
): Omit<ContestView, 'running' | 'tips'> {
  const calls = early ? [] : said.map((text, place) => callMark(text, 1000 + index * 10 + place));
  const counted = early ? null : (COUNTED[id] ?? 0.985 + ((index * 7) % 10) / 1000);
  const expected = thousands * 1000;
  const lead = points > 0 ? 'D' : 'R';
  const status = calls.length > 0 ? 'called' : (counted ?? 0) >= 0.7 ? 'leading' : 'open';
  const outstanding = counted === null ? null : Math.round((expected * (1 - counted)) / 1000) * 1000;
  const chance = Math.min(0.995, Math.max(0.005, 1 / (1 + Math.exp(points * (counted ?? 0.3)))));
  const width = 6 * (1 - (counted ?? 0)) + 0.4;
  return {
    id,
    name: language === 'ja' ? ja : en,
    electors,
    parent: id.includes('-') ? id.slice(0, 2) : null,
    status,
    ticket: status === 'open' ? null : lead,
    margin: early ? null : points / 100,
    counted,
    outstanding,
    outstandingRange: null,
    estimateExhausted: false,
    total: counted === null ? 0 : Math.round(expected * counted),
    needed: outstanding === null ? null : needed(points / 100, expected * counted!, outstanding),
    calls,
    chance: early ? null : chance,
    projecting: null,
    low90: early ? null : (points - width) / 100,
    high90: early ? null : (points + width) / 100,
    openBecause: null,
    decisive: !early && (id === 'PA' || id === 'WI'),
    held: id === 'GA' && !early ? 1 : 0,
    marks: id === 'GA' && !early ? ['falling'] : [],
    corrected: id === 'GA' && !early,
    sources: [],
    others: [],
    updatedAt: early ? null : now - ((index * 37) % 600) * SECOND,
  };
}

/** The share of the outstanding vote that the trailing ticket needs, both tickets sharing it between them. */
function needed(margin: number, counted: number, outstanding: number): ContestView['needed'] {
  const share = 0.5 + (Math.abs(margin) * counted) / (2 * outstanding);
  return { ticket: margin > 0 ? 'R' : 'D', share: share > 1 ? null : share };
}

function callMark(text: string, record: number): CallMark {
  const [desk, ticket, hour] = text.split(' ') as [string, string, string];
  const [group, letter] = GROUP_OF[desk]!;
  return { group, letter, desk, ticket, at: parseInstant(`2024-11-06T${hour}:00Z`), record };
}

/** Invented: from even odds at the first closing to near certainty, the interval closing as the count goes on. */
function history(now: number): HistoryPoint[] {
  const points: HistoryPoint[] = [];
  for (let at = FIRST_CLOSING + 20 * MINUTE; at <= now; at += 15 * MINUTE) {
    const done = 1 - Math.exp(-(at - FIRST_CLOSING) / (3.5 * HOUR));
    const mean = 264 + 46 * done + 3 * Math.sin(at / (40 * MINUTE)) * (1 - done);
    const half = 62 * (1 - done) + 3;
    points.push({
      at,
      mean,
      low: Math.round(mean - half),
      high: Math.min(Math.round(mean + half * 0.8), 319),
      chance: Math.min(0.998, 0.46 + 0.54 * done ** 0.9),
    });
  }
  return points;
}

function projectionAt(now: number): DeskView['projection'] {
  const points = history(now);
  const { mean, low, high, chance } = points.at(-1)!;
  return {
    at: now - MINUTE,
    mean: { D: 538 - mean, R: mean },
    low90: { D: 538 - high, R: low },
    high90: { D: 538 - low, R: high },
    chance: { D: 1 - chance - 0.001, R: chance, tie: 0.001 },
    history: points,
  };
}

function windows(): DeskView['windows'] {
  const from = parseInstant('2024-11-06T22:00:00Z');
  return [
    { from, to: from + HOUR, held: true },
    { from: from + 2 * HOUR, to: from + 3 * HOUR, held: true },
    { from: from + 24 * HOUR, to: from + 30 * HOUR, held: false },
  ];
}

function feeds(notes: readonly string[], now: number, early: boolean): FeedView[] {
  const state = early ? 'waiting' : 'fresh';
  const seen = (ago: number) => (early ? null : now - ago);
  const minutes = (count: (minute: number) => number) =>
    Array.from({ length: 60 }, (_, minute) => (early ? 0 : count(minute)));
  return [
    {
      ...QUIET,
      id: 'count-1',
      name: 'count-1',
      state,
      lastAt: seen(14 * SECOND),
      records: early ? 0 : 2904,
      held: 0,
      refused: 0,
      ticks: minutes((m) => 4 + ((m * 5) % 7)),
      note: notes[0]!,
    },
    {
      ...QUIET,
      id: 'count-2',
      name: 'count-2',
      state,
      lastAt: seen(41 * SECOND),
      records: early ? 0 : 1377,
      held: 0,
      refused: 2,
      ticks: minutes((m) => (m >= 12 && m <= 22 ? 0 : 1 + (m % 3))),
      note: notes[1]!,
    },
    {
      ...QUIET,
      id: 'count-3',
      name: 'count-3',
      state: early ? 'waiting' : 'late',
      lastAt: seen(150 * SECOND),
      records: early ? 0 : 508,
      held: early ? 0 : 1,
      refused: 0,
      ticks: minutes((m) => (m % 3 === 0 ? 1 : 0)),
      note: notes[2]!,
    },
  ];
}
