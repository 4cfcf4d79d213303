/**
 * Short reports of one record each, in both languages. Who says so stands in every headline.
 */
import type { Language } from '../response/playbook.ts';
import type { BriefFacts, ContestCall, Figure, NamedWinner, RetractionFact } from './brief.ts';
import { fixedFigure, OPENING } from './fixed-figures.ts';
import { figures, NOT_FINAL, ruleOf, shortText, type Texts, ticketOf } from './report-figures.ts';
import { clock, clockWithZone } from './stamp.ts';
import { capitalised, inWords, ordinal, say } from './text.ts';

/** A contest that was long in doubt, called by the agency. */
export function callReported(facts: BriefFacts, call: ContestCall): Texts {
  const ticket = ticketOf(facts, call.ticket);
  const { agency, zones } = facts;
  // As it stood with this call: later ones are not its news.
  const later = facts.contests.called.filter(
    (one) =>
      one.ticket === call.ticket && (one.at > call.at || (one.at === call.at && one.record > call.record)),
  );
  const electors =
    (facts.electors.agency[call.ticket] ?? 0) - later.reduce((sum, one) => sum + one.electors, 0);
  const majority = (language: Language, text: string, title: string) =>
    fixedFigure('law', text, { at: call.at, language, title });
  const decide = String(facts.election.majority);
  const when = figures(
    facts,
    call,
    { en: `${call.name.en}, ${call.electors} electors`, ja: `${call.name.ja}　選挙人${call.electors}人` },
    { en: `${agency.short.en} call`, ja: `${agency.short.ja}の当確` },
  );
  const closed = {
    en: fixedFigure('polls', clockWithZone(call.pollsClosed, zones.home, 'en'), {
      at: call.at,
      language: 'en',
      title: `Close of polls, ${call.name.en}`,
    }),
    ja: fixedFigure('polls', clock(call.pollsClosed, zones.home, 'ja'), {
      at: call.at,
      language: 'ja',
      title: `${call.name.ja}の投票終了`,
    }),
  };
  return {
    en: shortText(
      say`${agency.short.en} calls ${call.name.en}, and its ${when.as('en', `${call.electors} electors`)}, for ${ticket.short.en}`,
      say`By the agency’s calls ${ticket.short.en} stands at ${when.as('en', `${electors} electors`)}; ${majority('en', decide, 'Electors that win')} decide.`,
      [
        say`${capitalised(agency.name.en)} called ${call.name.en} for ${ticket.full.en} at ${when.en}. The polls there had closed by ${closed.en}.`,
        say`A call of one state is not a call of the election. The government follows it and draws nothing from it alone.`,
      ],
    ),
    ja: shortText(
      say`${agency.short.ja}、${call.name.ja}で${ticket.short.ja}氏に当確　選挙人${when.as('ja', `${call.electors}人`)}`,
      say`${agency.short.ja}の当確に基づく${ticket.short.ja}氏の選挙人は${when.as('ja', `${electors}人`)}。当選には${majority('ja', `${decide}人`, '当選に必要な選挙人')}が必要。`,
      [
        say`${agency.name.ja}は${when.ja}、${call.name.ja}で${ticket.full.ja}氏に当確を出した。現地の投票は${closed.ja}までに締め切られていた。`,
        say`一つの州の当確は、選挙全体の当確ではない。政府は推移を見守り、これだけで判断することはない。`,
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
      ja: `${one.desk.ja}が${ticket.short.ja}氏に当確`,
    },
    one.desk,
  );
  const needed = facts.verdict.groupsNeeded;
  const rule = ruleOf(facts, one.at);
  return {
    en: shortText(
      say`${capitalised(one.desk.en)} names ${ticket.short.en}; ${when.as('en', `the ${ordinal(order)} of ${inWords(total)} groups`)}`,
      say`The government’s rule asks for ${rule.needed.en}, and for ${rule.dwell.en} without contradiction.`,
      [
        say`${capitalised(one.desk.en)} named ${ticket.full.en} the winner of ${facts.election.name.en} at ${when.en}. Desks that share its data say the same and are not counted again.`,
        say`The government names nobody on the word of single desks. ${order < needed ? 'The rule is not met.' : 'The calls must now stand unbroken.'}`,
      ],
    ),
    ja: shortText(
      say`${one.desk.ja}、${ticket.short.ja}氏に当確　${when.as('ja', `${total}系統のうち${order}系統目`)}`,
      say`政府の条件は、${rule.needed.ja}が同じ候補の当確を伝え、取り消しも食い違いもないまま${rule.dwell.ja}がたつこと。`,
      [
        say`${one.desk.ja}は${when.ja}、${facts.election.name.ja}で${ticket.full.ja}氏の当確を伝えた。同じ集計データを使う社は重ねて数えない。`,
        order < needed
          ? say`政府は個々の報道機関の当確だけで誰の名も挙げることはない。条件はまだ満たされていない。`
          : say`政府は個々の報道機関の当確だけで誰の名も挙げることはない。当確が維持されることが次の条件となる。`,
      ],
    ),
  };
}

/** A report whose call no longer stands: under its own headline, marked, with the text as it was below. */
export function reportTakenBack({ en, ja }: Texts): Texts {
  return {
    en: shortText(
      ['No longer stands: ', ...(en.titled?.headline ?? [en.headline])],
      ['The call reported here was taken back, or had been entered by mistake.'],
      [say`This call counts for nothing any more. The report of it, as it first stood, follows.`, ...en.body],
    ),
    ja: shortText(
      ['【取り消し】', ...(ja.titled?.headline ?? [ja.headline])],
      ['ここで伝えた当確は取り消されたか、誤って記録されたものである。'],
      [say`この当確は現在、判断の材料としていない。以下は当初の記事である。`, ...ja.body],
    ),
  };
}

export function retractionReported(facts: BriefFacts, one: RetractionFact): Texts {
  const ticket = ticketOf(facts, one.ticket);
  const when = figures(
    facts,
    one,
    { en: `${capitalised(one.desk.en)} takes back its call`, ja: `${one.desk.ja}が当確を取り消し` },
    one.desk,
    {
      en: 'The call stays on record together with its retraction.',
      ja: '当確と取り消しの両方が記録に残る。',
    },
  );
  const whole = one.contest === null;
  const what = whole ? { en: facts.election.name.en, ja: facts.election.name.ja } : one.contest!.name;
  return {
    en: shortText(
      say`${capitalised(one.desk.en)} takes back its call of ${what.en}`,
      [
        whole
          ? 'The government’s rule stops everything when a call of the whole election is taken back.'
          : 'The state counts as open again.',
      ],
      [
        say`${capitalised(one.desk.en)} took back its call of ${what.en} for ${ticket.full.en} at ${when.en}.`,
        say`A step back is shown here as plainly as a step forward.`,
      ],
    ),
    ja: shortText(
      say`${one.desk.ja}、${what.ja}の当確を取り消し`,
      [whole ? '選挙全体の当確の取り消しがあれば、政府はすべてを止める。' : '同選挙区は再び未決として扱う。'],
      [
        say`${one.desk.ja}は${when.ja}、${what.ja}で${ticket.full.ja}氏に出した当確を取り消した。`,
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
  const polls = (language: Language, text: string): Figure =>
    fixedFigure('polls', text, {
      at: closing.at,
      language,
      title: language === 'en' ? `Close of polls, ${closing.name.en}` : `${closing.name.ja}の投票終了`,
    });
  const before = facts.contests.called.filter(({ at }) => at <= closing.at);
  const last = before.toSorted((a, b) => a.at - b.at || a.record - b.record).at(-1);
  const count = (language: Language, text: string): Figure => ({
    text,
    record: last?.record ?? OPENING,
    asOf: last?.at ?? closing.at,
    source: language === 'en' ? `${facts.agency.short.en} calls` : `${facts.agency.short.ja}の当確`,
    title: language === 'en' ? 'Contests without a call at that hour' : 'その時点で当確の出ていない選挙区',
    note: NOT_FINAL[language],
  });
  const contests = open === 1 ? 'contest' : 'contests';
  return {
    en: shortText(
      say`Last polls close in ${closing.name.en}; ${count('en', `${inWords(open)} ${contests}`)} ${open === 1 ? 'stands' : 'stand'} uncalled`,
      ['From now on the count can only be completed.'],
      [
        say`The last polls of ${facts.election.name.en} closed in ${closing.name.en} at ${polls('en', clockWithZone(closing.at, home, 'en'))}, ${polls('en', clockWithZone(closing.at, there, 'en'))} in ${there.city.en}. ${count('en', `${capitalised(inWords(open))} ${contests}`)} ${open === 1 ? 'was' : 'were'} then without a call by ${facts.agency.name.en}.`,
      ],
    ),
    ja: shortText(
      say`${closing.name.ja}で投票終了　当確の出ていない選挙区は${count('ja', String(open))}`,
      ['投票はすべて終わり、あとは開票を残すのみとなった。'],
      [
        say`${facts.election.name.ja}の投票は${polls('ja', clock(closing.at, home, 'ja'))}（${there.city.ja}${polls('ja', clock(closing.at, there, 'ja'))}）、${closing.name.ja}を最後にすべて締め切られた。この時点で${facts.agency.name.ja}の当確が出ていない選挙区は${count('ja', String(open))}だった。`,
      ],
    ),
  };
}
