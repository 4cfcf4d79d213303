/**
 * Short reports of one record each, in both languages. Who says so stands in every headline.
 */
import type {
  ArticleText,
  ArticleVersion,
  BriefFacts,
  BriefTicket,
  ClaimFact,
  ContestCall,
  Figure,
  NamedWinner,
  Paragraph,
  RetractionFact,
} from './brief.ts';
import { clock, clockWithZone, dayOfYear } from './stamp.ts';
import { capitalised, inWords, ordinal, say } from './text.ts';

type Texts = ArticleVersion['text'];

const NOT_FINAL = {
  en: 'Not yet final. A call is a desk’s projection and can be taken back.',
  ja: '未確定。判定は報道機関の推計であり、取り消されることがある。',
};

export function shortText(headline: string, standfirst: string, body: readonly Paragraph[]): ArticleText {
  return { headline, standfirst, place: '', body, picture: null };
}

function ticketOf(facts: BriefFacts, id: string): BriefTicket {
  return facts.tickets.find((ticket) => ticket.id === id) ?? facts.tickets[0];
}

function figures(
  facts: BriefFacts,
  fact: { at: number; record: number },
  title: { en: string; ja: string },
  source: { en: string; ja: string },
  note = NOT_FINAL,
) {
  const { home } = facts.zones;
  const make = (language: 'en' | 'ja', text: string): Figure => ({
    text,
    record: fact.record,
    asOf: fact.at,
    source: source[language],
    title: title[language],
    note: note[language],
  });
  return { en: make('en', clockWithZone(fact.at, home, 'en')), ja: make('ja', clock(fact.at, home, 'ja')) };
}

/** A contest that was long in doubt, called by the agency. */
export function callReported(facts: BriefFacts, call: ContestCall): Texts {
  const ticket = ticketOf(facts, call.ticket);
  const { agency, zones } = facts;
  const electors = facts.electors.agency[call.ticket] ?? 0;
  const when = figures(
    facts,
    call,
    { en: `${call.name.en}, ${call.electors} electors`, ja: `${call.name.ja}　選挙人${call.electors}人` },
    { en: `${agency.short.en} call`, ja: `${agency.short.ja}の判定` },
  );
  const closed = {
    en: clockWithZone(call.pollsClosed, zones.home, 'en'),
    ja: clock(call.pollsClosed, zones.home, 'ja'),
  };
  return {
    en: shortText(
      `${agency.short.en} calls ${call.name.en}, and its ${call.electors} electors, for ${ticket.short.en}`,
      `By the agency’s calls ${ticket.short.en} stands at ${electors} electors; ${facts.election.majority} decide.`,
      [
        say`${capitalised(agency.name.en)} called ${call.name.en} for ${ticket.full.en} at ${when.en} on ${dayOfYear(call.at, zones.home, 'en')}. The polls there had closed by ${closed.en}.`,
        say`A call of one state is not a call of the election. The government follows it and draws nothing from it alone.`,
      ],
    ),
    ja: shortText(
      `${agency.short.ja}、${call.name.ja}を${ticket.short.ja}氏の獲得と判定　選挙人${call.electors}人`,
      `${agency.short.ja}の判定による${ticket.short.ja}氏の選挙人は${electors}人。当選には${facts.election.majority}人が要る。`,
      [
        say`${agency.name.ja}は${dayOfYear(call.at, zones.home, 'ja')}${when.ja}、${call.name.ja}を${ticket.full.ja}氏の獲得と判定した。同州の投票は${closed.ja}までに締め切られていた。`,
        say`一つの州の判定は、選挙全体の判定ではない。政府は推移を見守り、これだけで判断することはない。`,
      ],
    ),
  };
}

/** A group that names a winner of the whole election. */
export function groupReported(facts: BriefFacts, one: NamedWinner): Texts {
  const ticket = ticketOf(facts, one.ticket);
  const { total } = facts.groups;
  const order = facts.groups.naming.filter(
    ({ ticket: named, at, group }) =>
      named === one.ticket && (at < one.at || (at === one.at && group <= one.group)),
  ).length;
  const when = figures(
    facts,
    one,
    {
      en: `${capitalised(one.desk.en)} names ${ticket.short.en}`,
      ja: `${one.desk.ja}が${ticket.short.ja}氏当選と判定`,
    },
    one.desk,
  );
  const needed = facts.verdict.groupsNeeded;
  const day = dayOfYear(one.at, facts.zones.home, 'en');
  return {
    en: shortText(
      `${capitalised(one.desk.en)} names ${ticket.short.en}; the ${ordinal(order)} of ${inWords(total)} groups`,
      `The government’s rule asks for ${inWords(needed)} groups, and for ${facts.verdict.dwellMinutes} minutes without contradiction.`,
      [
        say`${capitalised(one.desk.en)} named ${ticket.full.en} the winner of ${facts.election.name.en} at ${when.en} on ${day}. Desks that share its data say the same and are not counted again.`,
        say`The government names nobody on the word of single desks. ${order < needed ? 'The rule is not met.' : 'The calls must now stand unbroken.'}`,
      ],
    ),
    ja: shortText(
      `${one.desk.ja}が${ticket.short.ja}氏当選と判定　${total}系統のうち${order}系統目`,
      `政府の条件は${needed}系統の判定と、反対の判定がないまま${facts.verdict.dwellMinutes}分がたつこと。`,
      [
        say`${one.desk.ja}は${dayOfYear(one.at, facts.zones.home, 'ja')}${when.ja}、${facts.election.name.ja}で${ticket.full.ja}氏が当選すると判定した。同じデータに拠る社は重ねて数えない。`,
        order < needed
          ? say`政府は個々の機関の判定だけで誰の名も挙げることはない。条件はまだ満たされていない。`
          : say`政府は個々の機関の判定だけで誰の名も挙げることはない。判定が維持されることが次の条件となる。`,
      ],
    ),
  };
}

/** A candidate's own claim of victory, which counts for nothing. */
export function claimReported(facts: BriefFacts, claim: ClaimFact): Texts {
  const { total, naming } = facts.groups;
  const silent = total - naming.length;
  const when = figures(
    facts,
    claim,
    { en: `Claim of victory by ${claim.by.en}`, ja: `${claim.by.ja}氏の勝利宣言` },
    { en: claim.source, ja: claim.source },
    {
      en: 'Counts for nothing in the verdict, by rule.',
      ja: '規定により、確定の判断には数えない。',
    },
  );
  const yet =
    silent === 0
      ? 'every group has spoken for itself'
      : `${inWords(silent)} of ${inWords(total)} groups ${silent === 1 ? 'has' : 'have'} yet to speak`;
  return {
    en: shortText(
      `${claim.by.en} claims victory; ${yet}`,
      'A candidate’s own claim does not make a result. The verdict did not move.',
      [
        say`${claim.by.en} claimed victory at ${when.en} on ${dayOfYear(claim.at, facts.zones.home, 'en')}. By the government’s rule a claim counts for nothing: candidates have claimed victory and lost.`,
        say`What counts are the calls of independent groups, a concession in public, and the law.`,
      ],
    ),
    ja: shortText(
      silent === 0
        ? `${claim.by.ja}氏が勝利宣言　政府の判断には数えず`
        : `${claim.by.ja}氏が勝利宣言　${total}系統のうち${silent}系統はなお判定せず`,
      '候補者自身の宣言は結果ではない。政府の判断は動いていない。',
      [
        say`${claim.by.ja}氏は${dayOfYear(claim.at, facts.zones.home, 'ja')}${when.ja}、勝利を宣言した。勝利を宣言した候補が敗れた例もあり、政府の規定では判断の材料としない。`,
        say`判断の材料となるのは、独立した系統の判定、公の場での敗北宣言、そして法の定める手続きである。`,
      ],
    ),
  };
}

export function concessionReported(facts: BriefFacts, concession: ClaimFact): Texts {
  const when = figures(
    facts,
    concession,
    { en: `Concession by ${concession.by.en}`, ja: `${concession.by.ja}氏の敗北宣言` },
    { en: concession.source, ja: concession.source },
    {
      en: 'A concession in the candidate’s own words. It must stand before it counts.',
      ja: '本人の言葉による。維持されて初めて数える。',
    },
  );
  return {
    en: shortText(
      `${concession.by.en} concedes in public`,
      'A concession in the candidate’s own words counts, once it has stood.',
      [
        say`${concession.by.en} conceded at ${when.en} on ${dayOfYear(concession.at, facts.zones.home, 'en')}. A concession told by others would not have counted.`,
      ],
    ),
    ja: shortText(
      `${concession.by.ja}氏、公の場で敗北を認める`,
      '本人の言葉による敗北宣言は、維持されて初めて判断の材料となる。',
      [
        say`${concession.by.ja}氏は${dayOfYear(concession.at, facts.zones.home, 'ja')}${when.ja}、敗北を認めた。他人の口を通じたものであれば、判断の材料とはならなかった。`,
      ],
    ),
  };
}

/** A report whose call no longer stands: under its own headline, marked, with the text as it was below. */
export function reportTakenBack({ en, ja }: Texts): Texts {
  return {
    en: shortText(
      `No longer stands: ${en.headline}`,
      'The call reported here was taken back, or had been entered by mistake.',
      [say`This call counts for nothing any more. The report of it, as it first stood, follows.`, ...en.body],
    ),
    ja: shortText(
      `【取り消し】${ja.headline}`,
      'ここで伝えた判定は取り消されたか、誤って記録されたものです。',
      [say`この判定は現在、判断の材料としていない。以下は当初の記事である。`, ...ja.body],
    ),
  };
}

export function retractionReported(facts: BriefFacts, one: RetractionFact): Texts {
  const ticket = ticketOf(facts, one.ticket);
  const when = figures(
    facts,
    one,
    { en: `${capitalised(one.desk.en)} takes back its call`, ja: `${one.desk.ja}が判定を取り消し` },
    one.desk,
    {
      en: 'The call stays on record together with its retraction.',
      ja: '判定と取り消しの両方が記録に残る。',
    },
  );
  const whole = one.contest === null;
  const what = whole ? { en: facts.election.name.en, ja: facts.election.name.ja } : one.contest!.name;
  return {
    en: shortText(
      `${capitalised(one.desk.en)} takes back its call of ${what.en}`,
      whole
        ? 'The government’s rule stops everything when a call of the whole election is taken back.'
        : 'The state counts as open again.',
      [
        say`${capitalised(one.desk.en)} took back its call of ${what.en} for ${ticket.full.en} at ${when.en} on ${dayOfYear(one.at, facts.zones.home, 'en')}.`,
        say`A step back is shown here as plainly as a step forward.`,
      ],
    ),
    ja: shortText(
      `${one.desk.ja}、${what.ja}の判定を取り消し`,
      whole ? '選挙全体の判定の取り消しがあれば、政府はすべてを止める。' : '同州は再び未判定として扱う。',
      [
        say`${one.desk.ja}は${dayOfYear(one.at, facts.zones.home, 'ja')}${when.ja}、${what.ja}を${ticket.full.ja}氏とした判定を取り消した。`,
        say`後戻りも、前進と同じくここに示す。`,
      ],
    ),
  };
}

export function closingReported(
  facts: BriefFacts,
  closing: { name: { en: string; ja: string }; at: number; uncalledThen: number },
): Texts {
  const { home, there } = facts.zones;
  const open = closing.uncalledThen;
  const when = {
    en: clockWithZone(closing.at, home, 'en'),
    there: clockWithZone(closing.at, there, 'en'),
    ja: clock(closing.at, home, 'ja'),
    thereJa: clock(closing.at, there, 'ja'),
  };
  return {
    en: shortText(
      `Last polls close in ${closing.name.en}; ${inWords(open)} ${open === 1 ? 'contest stands' : 'contests stand'} uncalled`,
      'From now on the count can only be completed.',
      [
        say`The last polls of ${facts.election.name.en} closed in ${closing.name.en} at ${when.en}, ${when.there} in ${there.city.en}. ${capitalised(inWords(open))} ${open === 1 ? 'contest was' : 'contests were'} then without a call by ${facts.agency.name.en}.`,
      ],
    ),
    ja: shortText(
      `${closing.name.ja}で投票終了　判定の出ていない選挙区は${open}`,
      '投票はすべて終わり、あとは開票を残すのみとなった。',
      [
        say`${facts.election.name.ja}の投票は${when.ja}（${there.city.ja}${when.thereJa}）、${closing.name.ja}を最後にすべて締め切られた。この時点で${facts.agency.name.ja}の判定が出ていない選挙区は${open}だった。`,
      ],
    ),
  };
}
