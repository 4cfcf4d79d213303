/**
 * The figures that a text may carry, by name: what each says now, on which record, and whether it can fall.
 *
 * Token and facts in, figure or name out; null where the facts do not hold it (a call that was never made or was taken
 * back). The opening record, number 1, holds the law's own numbers.
 */
import type { Instant } from '../election/instant.ts';
import type { Language } from '../response/playbook.ts';
import type { BriefFacts, BriefTicket, Figure, LiveContest, Twin } from './brief.ts';
import { OPENING } from './fixed-figures.ts';
import { clockWithZone } from './stamp.ts';

export type Bound = {
  readonly token: string;
  readonly figure: Figure;
  /** For comparison with an earlier version; null where only equality says something. */
  readonly value: number | null;
  /** `grows`: a fall means that something was taken back; `free`: it may move both ways. */
  readonly moves: 'grows' | 'falls' | 'free' | 'fixed';
};

type Found = Bound | { readonly name: string };
type Basis = { readonly record: number; readonly at: Instant; readonly source: Twin };
type Asked = { readonly facts: BriefFacts; readonly language: Language; readonly args: readonly string[] };

const NOT_FINAL: Twin = {
  en: 'Not yet final. A call is a desk’s projection and can be taken back.',
  ja: '未確定。当確は報道機関の推計であり、取り消されることがある。',
};
const COUNT_GOES_ON: Twin = {
  en: 'The count as reported; it goes on and can be corrected.',
  ja: '報告に基づく開票途中の数。今後も動き、訂正されることがある。',
};
const BY_LAW: Twin = { en: 'Set by law.', ja: '法の定める数。' };

/** Tokens with what they say, for whoever writes. */
export const TOKENS: readonly { readonly token: string; readonly says: Twin }[] = [
  { token: '{electors:T}', says: { en: 'electors by the agency’s calls', ja: '選挙人（当確に基づく）' } },
  { token: '{majority}', says: { en: 'electors that win', ja: '当選に必要な選挙人' } },
  { token: '{uncalled}', says: { en: 'contests without a call', ja: '当確のない選挙区' } },
  { token: '{groups:T}', says: { en: 'groups that name the ticket', ja: '当確を伝えた系統' } },
  { token: '{called:PA}', says: { en: 'hour of the agency’s call', ja: '当確の時刻' } },
  { token: '{electors-of:PA}', says: { en: 'electors of a contest', ja: '選挙区の選挙人' } },
  { token: '{votes:PA:T}', says: { en: 'votes counted', ja: '得票' } },
  { token: '{lead:PA}', says: { en: 'votes by which the first leads', ja: '票差' } },
  { token: '{counted:PA}', says: { en: 'share counted', ja: '開票率' } },
  { token: '{sent}', says: { en: 'hour at which the message left', ja: '祝意を送った時刻' } },
  { token: '{talk}', says: { en: 'hour of the telephone talk', ja: '電話会談の時刻' } },
  { token: '{talk-minutes}', says: { en: 'its length in minutes', ja: '会談の長さ（分）' } },
  { token: '{name:T} {full:T}', says: { en: 'a candidate’s name', ja: '候補者名' } },
  { token: '{contest:PA}', says: { en: 'a contest’s name', ja: '選挙区名' } },
  { token: '{plain:1945}', says: { en: 'a number of your own', ja: '書き手による数' } },
];

export function resolve(
  token: string,
  facts: BriefFacts,
  language: Language,
  writing: { readonly record: number; readonly at: Instant },
): Found | null {
  const [kind = '', ...args] = token.split(':').map((part) => part.trim());
  if (kind === 'plain') {
    const own: Basis = { ...writing, source: { en: 'the writer', ja: '書き手' } };
    const title: Twin = { en: 'The writer’s own figure', ja: '書き手による数' };
    const note: Twin = { en: 'It follows no count.', ja: '開票とは連動しない。' };
    return bound(token, args.join(':'), null, { language, basis: own, title, note, moves: 'fixed' });
  }
  return READERS[kind]?.({ facts, language, args }, token) ?? null;
}

type Reader = (asked: Asked, token: string) => Found | null;

const READERS: Readonly<Record<string, Reader>> = {
  name: ({ facts, language, args }) => named(ticketOf(facts, args[0])?.short, language),
  full: ({ facts, language, args }) => named(ticketOf(facts, args[0])?.full, language),
  contest: ({ facts, language, args }) => named(contestOf(facts, args[0])?.name, language),
  leader: ({ facts, language }) => named(facts.leader, language),
  election: ({ facts, language }) => named(facts.election.name, language),
  majority: (asked, token) => law(asked, token, asked.facts.election.majority),
  total: (asked, token) => law(asked, token, asked.facts.election.electors),
  electors: ({ facts, language, args }, token) => {
    const ticket = ticketOf(facts, args[0]);
    const last = facts.contests.called.toSorted((a, b) => a.at - b.at || a.record - b.record).at(-1);
    if (ticket === null || last === undefined) return null;
    const value = facts.electors.agency[ticket.id] ?? 0;
    const title = {
      en: `Electors of ${ticket.short.en} by the calls of ${facts.agency.short.en}`,
      ja: `${ticket.short.ja}氏の選挙人（${facts.agency.short.ja}の当確に基づく）`,
    };
    const basis = {
      ...last,
      source: { en: `${facts.agency.short.en} calls`, ja: `${facts.agency.short.ja}の当確` },
    };
    return bound(token, String(value), value, { language, basis, title, note: NOT_FINAL, moves: 'grows' });
  },
  uncalled: ({ facts, language }, token) => {
    const last = facts.contests.called.at(-1);
    const basis = {
      record: last?.record ?? OPENING,
      at: last?.at ?? facts.at,
      source: { en: `${facts.agency.short.en} calls`, ja: `${facts.agency.short.ja}の当確` },
    };
    const title = { en: 'Contests without a call', ja: '当確の出ていない選挙区' };
    const value = facts.contests.uncalled;
    return bound(token, String(value), value, { language, basis, title, note: NOT_FINAL, moves: 'falls' });
  },
  groups: ({ facts, language, args }, token) => {
    const ticket = ticketOf(facts, args[0]);
    const naming = facts.groups.naming.filter((one) => one.ticket === ticket?.id);
    const last = naming.at(-1);
    if (ticket === null || last === undefined) return null;
    const title = {
      en: `Groups of desks that name ${ticket.short.en}, of ${facts.groups.total}`,
      ja: `${ticket.short.ja}氏の当確を伝えた系統（全${facts.groups.total}系統）`,
    };
    const basis = { ...last, source: last.desk };
    return bound(token, String(naming.length), naming.length, {
      language,
      basis,
      title,
      note: NOT_FINAL,
      moves: 'grows',
    });
  },
  called: ({ facts, language, args }, token) => {
    const call = facts.contests.called.find(({ contest }) => contest === args[0]);
    if (call === undefined) return null;
    const title = {
      en: `${facts.agency.short.en} call of ${call.name.en}`,
      ja: `${facts.agency.short.ja}による${call.name.ja}の当確`,
    };
    const text = clockWithZone(call.at, facts.zones.home, language);
    const basis = { ...call, source: facts.agency.name };
    return bound(token, text, null, { language, basis, title, note: NOT_FINAL, moves: 'fixed' });
  },
  'electors-of': (asked, token) => {
    const contest = contestOf(asked.facts, asked.args[0]);
    return contest === null ? null : law(asked, token, contest.electors, contest.name);
  },
  votes: ({ facts, language, args }, token) => {
    const contest = contestOf(facts, args[0]);
    const votes = contest?.votes[args[1] ?? ''];
    if (contest === null || votes === undefined) return null;
    const ticket = ticketOf(facts, args[1]);
    const title = {
      en: `Votes of ${ticket?.short.en ?? args[1]} in ${contest.name.en}`,
      ja: `${contest.name.ja}での${ticket?.short.ja ?? args[1]}氏の得票`,
    };
    return ofCount(token, votes, grouped(votes, language), { contest, language, title, moves: 'grows' });
  },
  lead: ({ facts, language, args }, token) => {
    const contest = contestOf(facts, args[0]);
    const [first, second] = Object.values(contest?.votes ?? {}).sort((a, b) => b - a);
    if (contest === null || first === undefined || second === undefined) return null;
    const title = { en: `Lead in ${contest.name.en}, in votes`, ja: `${contest.name.ja}の票差` };
    const lead = first - second;
    return ofCount(token, lead, grouped(lead, language), { contest, language, title, moves: 'free' });
  },
  counted: ({ facts, language, args }, token) => {
    const contest = contestOf(facts, args[0]);
    if (contest === null || contest.counted === null) return null;
    const percent = Math.floor(100 * contest.counted + 1e-9);
    const title = {
      en: `Counted of the expected vote in ${contest.name.en}`,
      ja: `${contest.name.ja}の開票率`,
    };
    const text = language === 'en' ? `${percent} %` : `${percent}％`;
    return ofCount(token, percent, text, { contest, language, title, moves: 'grows' });
  },
  sent: ({ facts, language }, token) => {
    const message = facts.sent.findLast(({ kind, withdrawal }) => kind === 'message' && !withdrawal);
    return message === undefined
      ? null
      : own(token, message, facts, language, { en: 'The message left', ja: '祝意の送付' });
  },
  talk: ({ facts, language }, token) => {
    const { talk } = facts;
    if (talk === null) return null;
    return own(token, { at: talk.startedAt, record: talk.record }, facts, language, {
      en: 'The telephone talk began',
      ja: '電話会談の開始',
    });
  },
  'talk-minutes': ({ facts, language }, token) => {
    const { talk } = facts;
    if (talk?.endedAt == null) return null;
    const minutes = Math.max(1, Math.round((talk.endedAt - talk.startedAt) / 60_000));
    const basis = { record: talk.record, at: talk.endedAt, source: JOURNAL };
    const title = { en: 'Length of the talk in minutes', ja: '会談の長さ（分）' };
    return bound(token, String(minutes), minutes, { language, basis, title, note: KEPT, moves: 'fixed' });
  },
};

/** Every name that a token may begin with. */
export const TOKEN_NAMES: ReadonlySet<string> = new Set(['plain', ...Object.keys(READERS)]);

const JOURNAL: Twin = { en: 'the desk’s own journal', ja: '担当部署の記録' };
const KEPT: Twin = { en: 'As recorded at the desk.', ja: '担当部署の記録による。' };

function named(name: Twin | undefined, language: Language): Found | null {
  return name === undefined ? null : { name: name[language] };
}

function own(
  token: string,
  fact: { at: Instant; record: number },
  facts: BriefFacts,
  language: Language,
  title: Twin,
): Bound {
  const text = clockWithZone(fact.at, facts.zones.home, language);
  return bound(token, text, null, {
    language,
    basis: { ...fact, source: JOURNAL },
    title,
    note: KEPT,
    moves: 'fixed',
  });
}

function law(
  { facts, language }: Asked,
  token: string,
  value: number,
  of: Twin = facts.election.name,
): Bound {
  const basis = { record: OPENING, at: facts.at, source: { en: 'the election’s rules', ja: '選挙の規則' } };
  const title = { en: `Electors: ${of.en}`, ja: `選挙人：${of.ja}` };
  return bound(token, String(value), value, { language, basis, title, note: BY_LAW, moves: 'fixed' });
}

function ofCount(
  token: string,
  value: number,
  text: string,
  of: { contest: LiveContest; language: Language; title: Twin; moves: Bound['moves'] },
): Bound | null {
  const { contest, language, title, moves } = of;
  if (contest.record === null) return null;
  const source = { en: 'the count as reported', ja: '開票の報告' };
  const basis = { record: contest.record, at: contest.updatedAt ?? 0, source };
  return bound(token, text, value, { language, basis, title, note: COUNT_GOES_ON, moves });
}

function bound(
  token: string,
  text: string,
  value: number | null,
  of: { language: Language; basis: Basis; title: Twin; note: Twin; moves: Bound['moves'] },
): Bound {
  const { language, basis, title, note, moves } = of;
  const figure: Figure = {
    text,
    record: basis.record,
    asOf: basis.at,
    source: basis.source[language],
    title: title[language],
    note: note[language],
    token,
  };
  return { token, figure, value, moves };
}

function ticketOf({ tickets }: BriefFacts, id: string | undefined): BriefTicket | null {
  return tickets.find((ticket) => ticket.id === id) ?? null;
}

function contestOf({ contests }: BriefFacts, id: string | undefined): LiveContest | null {
  return contests.all.find((contest) => contest.id === id) ?? null;
}

function grouped(value: number, language: Language): string {
  return value.toLocaleString(language === 'en' ? 'en-US' : 'ja-JP');
}
