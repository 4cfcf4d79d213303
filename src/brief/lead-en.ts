/**
 * The night's article in English: whole sentences per situation, figures bound to records.
 *
 * A sentence says who says so: groups name, desks call, candidates claim. Only the government's own message makes it
 * name anybody.
 */
import type { BriefTicket, ContestCall, Figure, Paragraph } from './brief.ts';
import { fixedFigure } from './fixed-figures.ts';
import { type LeadView, newestRecord } from './situation.ts';
import { clock, clockWithZone, dayOfYear, hoursAhead, weekday } from './stamp.ts';
import { capitalised, inWords, joined, listed, say, shareInWords } from './text.ts';

const NOT_FINAL = 'Not yet final. A call is a desk’s projection and can be taken back.';

function time(view: LeadView, at: number): string {
  return clockWithZone(at, view.facts.zones.home, 'en');
}

/** A figure of the law, of the government's own rule or of the clocks. */
function fixed(
  view: LeadView,
  basis: Parameters<typeof fixedFigure>[0],
  text: string,
  title: string,
): Figure {
  return fixedFigure(basis, text, { at: view.at, language: 'en', title });
}

/** The minute of the text, on the newest record that it takes account of. */
function nowFigure(view: LeadView): Figure {
  return {
    text: clock(view.at, view.facts.zones.home, 'en'),
    record: newestRecord(view.facts),
    asOf: view.at,
    source: 'the desk’s clock',
    title: 'The minute of this text',
    note: 'The text takes account of everything recorded until then.',
  };
}

function dwellFigure(view: LeadView): Figure {
  const text = `${view.facts.verdict.dwellMinutes} minutes`;
  return fixed(view, 'rule', text, 'How long the calls must stand without contradiction');
}

function neededFigure(view: LeadView): Figure {
  return fixed(
    view,
    'rule',
    inWords(view.facts.verdict.groupsNeeded),
    'Groups that must name the same winner',
  );
}

/** Only used where a ticket is named; the situation makes sure of it. */
function winner(view: LeadView): BriefTicket {
  return view.ticket ?? view.facts.tickets[0];
}

/** "two of four independent groups", bound to the latest call that makes it so. */
export function groupsFigure(view: LeadView, capital = false, noun = 'independent groups'): Figure {
  const last = view.naming.at(-1);
  const { total } = view.facts.groups;
  const words = shareInWords(view.naming.length, total, noun);
  const text = capital ? capitalised(words) : words;
  if (last === undefined) return { ...nowFigure(view), text, title: 'No group names a winner' };
  const desks = view.naming.map(({ desk, at }) => `${desk.en}, ${time(view, at)}`);
  const verb = view.naming.length === 1 ? 'names' : 'name';
  return {
    text,
    record: last.record,
    asOf: last.at,
    source: `calls of the whole election by ${listed(desks)}`,
    title: `${capitalised(shareInWords(view.naming.length, total, 'groups'))} ${verb} ${winner(view).short.en}`,
    note: `${NOT_FINAL} Desks that share data are one group and count once.`,
  };
}

function moment(
  view: LeadView,
  fact: { at: number; record: number },
  what: { source: string; title: string; note: string },
): Figure {
  return { text: time(view, fact.at), record: fact.record, asOf: fact.at, ...what };
}

/** The same with its day: "14:27 JST on November 6". */
function withDay(view: LeadView, figure: Figure): Figure {
  return { ...figure, text: `${figure.text} on ${dayOfYear(figure.asOf, view.facts.zones.home, 'en')}` };
}

function messageMoment(view: LeadView): Figure {
  const message = view.message!;
  return moment(view, message, {
    source: 'the desk’s own journal: approved by two people, sent once',
    title: `Message to ${winner(view).full.en}`,
    note: 'A message that left the house. It can be taken back, not undone.',
  });
}

function retractionMoment(view: LeadView): Figure {
  const retraction = view.retraction!;
  return moment(view, retraction, {
    source: retraction.desk.en,
    title: `${retraction.desk.en} takes back its call`,
    note: 'A call that is taken back stops everything until the rule is met anew.',
  });
}

function gateFigure(view: LeadView, gateAt: number): Figure {
  return {
    ...groupsFigure(view),
    text: time(view, gateAt),
    title: 'When the rule may be met at the earliest',
    note: 'Calculated from the call that completed the number; a call taken back ends it.',
  };
}

function opening(view: LeadView): Paragraph {
  const { facts, at } = view;
  const { verdict, zones } = facts;
  const day = weekday(at, zones.home, 'en');
  const now = nowFigure(view);
  switch (view.situation) {
    case 'counting':
      return say`The government followed the count of ${facts.election.name.en} on ${day} and said nothing ahead of it. By ${now}, ${groupsFigure(view)} of decision desks had named a winner.`;
    case 'leaning':
      return say`The government followed the count of ${facts.election.name.en} on ${day} and kept its word to itself. By ${now}, ${groupsFigure(view)} of decision desks had named ${winner(view).full.en} the winner. Its rule asks for ${neededFigure(view)}, and for ${dwellFigure(view)} without contradiction.`;
    case 'called':
      return verdict.gateAt === null
        ? say`${groupsFigure(view, true)} of decision desks had named ${winner(view).full.en} by ${now} on ${day}. The government’s rule asks for more before it speaks, and it names nobody until then.`
        : say`${groupsFigure(view, true)} of decision desks had named ${winner(view).full.en} by ${now} on ${day}. The government’s rule also asks for ${dwellFigure(view)} without contradiction; they end at ${gateFigure(view, verdict.gateAt)} at the earliest. It names nobody until then.`;
    case 'gate-open':
      return say`${groupsFigure(view, true)} of decision desks ${view.naming.length === 1 ? 'names' : 'name'} ${winner(view).full.en}, and the government’s own rule for a final result is met. Two people must now approve what leaves. At ${now} on ${day} nothing had left, and the government named nobody.`;
    case 'sent':
      return say`The government sent its congratulations to ${winner(view).full.en} on ${weekday(view.message!.at, zones.home, 'en')} at ${messageMoment(view)}, once its own rule for a final result was met. ${groupsFigure(view, true)} of decision desks named ${winner(view).short.en}.`;
    case 'talk-held':
      return talkHeld(view);
    case 'on-hold':
      return onHold(view);
    case 'under-review':
      return view.retraction === null
        ? say`The government is looking again at the message it sent to ${winner(view).full.en} at ${messageMoment(view)}. ${groupsFigure(view, true)} of decision desks named ${winner(view).short.en} at ${now}. Nothing more goes out until the desk has decided.`
        : say`The government is looking again at the message it sent to ${winner(view).full.en} at ${messageMoment(view)}: at ${retractionMoment(view)} ${view.retraction.desk.en} took back its call. ${groupsFigure(view, true)} of decision desks named ${winner(view).short.en} at ${now}. Nothing more goes out until the desk has decided.`;
    case 'taken-back':
      return say`The government took back its message to ${winner(view).full.en} at ${moment(view, view.withdrawal!, { source: 'the desk’s own journal', title: 'Withdrawal of the message', note: 'Sent once, after two approvals, like the message itself.' })}. The message had left at ${messageMoment(view)}. ${groupsFigure(view, true)} of decision desks named ${winner(view).short.en} at ${now}.`;
  }
}

function talkHeld(view: LeadView): Paragraph {
  const { talk, leader, zones } = view.facts;
  const minutes = Math.max(1, Math.round((talk!.endedAt! - talk!.startedAt) / 60_000));
  const length = minutes === 1 ? 'one minute' : `${inWords(minutes)} minutes`;
  const took = { text: length, record: talk!.record, asOf: talk!.endedAt! };
  const begun = moment(
    view,
    { at: talk!.startedAt, record: talk!.record },
    {
      source: 'the desk’s own journal',
      title: 'Telephone talk',
      note: `It took ${length}. What was said is for the readouts of both sides.`,
    },
  );
  return say`${capitalised(leader.en)} spoke by telephone with ${winner(view).full.en} on ${weekday(talk!.startedAt, zones.home, 'en')} at ${begun}, for ${{ ...begun, ...took }}. The government had sent its congratulations at ${withDay(view, messageMoment(view))}.`;
}

function onHold(view: LeadView): Paragraph {
  if (view.retraction !== null) {
    return say`At ${retractionMoment(view)} ${view.retraction.desk.en} took back its call of ${view.facts.election.name.en}. ${groupsFigure(view, true)} of decision desks now named ${winner(view).short.en}. The government’s rule stops everything when a call is taken back; nothing had left the house, and nothing leaves now.`;
  }
  if (view.split) {
    return say`Groups of decision desks named different winners of ${view.facts.election.name.en} at ${nowFigure(view)}. The government’s rule stops everything while they differ; nothing has left the house.`;
  }
  return say`The government’s rule put everything on hold, as it stood at ${nowFigure(view)}. Nothing has left the house, and nothing leaves while the hold lasts.`;
}

/** Who named the ticket, and when, oldest first. */
function whoNamed(view: LeadView): Paragraph | null {
  const silent = view.facts.groups.total - view.facts.groups.naming.length;
  if (view.naming.length === 0) return null;
  const rest = (text: string): Figure => ({ ...groupsFigure(view), text });
  return joined(' ', [
    ...view.naming.map((one, place) => {
      const when = moment(view, one, {
        source: one.desk.en,
        title: `${capitalised(one.desk.en)} names ${winner(view).short.en}`,
        note: NOT_FINAL,
      });
      const desk = capitalised(one.desk.en);
      return place === 0
        ? say`${desk} was the first to name ${winner(view).short.en}, at ${when}.`
        : say`${desk} followed at ${when}.`;
    }),
    silent === 0
      ? null
      : silent === 1
        ? say`${rest('One group')} had not spoken.`
        : say`${rest(`${capitalised(inWords(silent))} groups`)} had not spoken.`,
    say`Desks that share data count as one, because they can share a mistake.`,
  ]);
}

function majority(view: LeadView): Figure {
  return fixed(view, 'law', String(view.facts.election.majority), 'Electors that win');
}

function electors(view: LeadView): Paragraph {
  const { facts } = view;
  const [first, second] = facts.tickets;
  const last = view.latestCall;
  if (last === null)
    return say`${capitalised(facts.agency.name.en)} had not called a single state. It takes ${majority(view)} of ${fixed(view, 'law', String(facts.election.electors), 'All electors')} electors to win.`;
  const bound = (ticket: BriefTicket): Figure => ({
    text: String(facts.electors.agency[ticket.id] ?? 0),
    record: last.record,
    asOf: last.at,
    source: `${facts.agency.short.en} calls of ${facts.contests.called.length} contests, state by state`,
    title: `Electors: ${first.short.en} ${facts.electors.agency[first.id] ?? 0}, ${second.short.en} ${facts.electors.agency[second.id] ?? 0}`,
    note: `${NOT_FINAL} Contests that only another desk has called are not included.`,
  });
  const ahead =
    (facts.electors.agency[second.id] ?? 0) > (facts.electors.agency[first.id] ?? 0)
      ? ([second, first] as const)
      : ([first, second] as const);
  return joined(' ', [
    say`By the calls of ${facts.agency.name.en}, ${ahead[0].short.en} stood at ${bound(ahead[0])} electors and ${ahead[1].short.en} at ${bound(ahead[1])}; ${majority(view)} decide.`,
    latestCall(view, last),
    facts.contests.uncalled === 0
      ? null
      : say`${{ ...bound(ahead[0]), text: capitalised(inWords(facts.contests.uncalled)) }} ${facts.contests.uncalled === 1 ? 'contest was' : 'contests were'} still without a call.`,
  ]);
}

function latestCall(view: LeadView, call: ContestCall): Paragraph {
  const ticket = view.facts.tickets.find(({ id }) => id === call.ticket)!;
  const figure: Figure = {
    text: `${call.electors} ${call.electors === 1 ? 'elector' : 'electors'}`,
    record: call.record,
    asOf: call.at,
    source: `${view.facts.agency.short.en} call`,
    title: `${call.name.en}, ${call.electors} ${call.electors === 1 ? 'elector' : 'electors'}`,
    note: NOT_FINAL,
  };
  return say`The latest call was ${call.name.en}, with ${figure}, for ${ticket.short.en} at ${{ ...figure, text: time(view, call.at) }}.`;
}

function claimsAndConcessions(view: LeadView): Paragraph | null {
  const { claims, concessions } = view.facts;
  const claim = claims.at(-1);
  const concession = concessions.at(-1);
  if (claim === undefined && concession === undefined) return null;
  return joined(' ', [
    claim === undefined
      ? null
      : say`${claim.by.en} claimed victory at ${moment(view, claim, { source: claim.source, title: `Claim of victory by ${claim.by.en}`, note: 'Counts for nothing in the verdict, by rule.' })}. A candidate’s own claim does not make a result, and the government did not treat it as one.`,
    concession === undefined
      ? null
      : say`${concession.by.en} conceded in public at ${withDay(view, moment(view, concession, { source: concession.source, title: `Concession by ${concession.by.en}`, note: 'A concession in the candidate’s own words. It must stand before it counts.' }))}.`,
  ]);
}

function contacts(view: LeadView): Paragraph | null {
  if (!view.facts.inTouchWithBoth) return null;
  return say`The embassy is in touch with people around both candidates and tells each side the same: the relation between the two countries does not hang on one evening.`;
}

function telephone(view: LeadView): Paragraph | null {
  const { facts, situation, at } = view;
  const { home, there } = facts.zones;
  if (situation === 'talk-held') return null;
  if (situation === 'under-review' || situation === 'taken-back' || situation === 'on-hold')
    return say`No telephone talk is being arranged while this lasts.`;
  const wish =
    situation === 'sent'
      ? say`${capitalised(facts.leader.en)} hopes to speak with ${winner(view).short.en} by telephone before long.`
      : say`Once the result is final, ${facts.leader.en} hopes to speak with the winner by telephone before long.`;
  const hours = Math.abs(hoursAhead(at, home, there));
  const apart = say`${fixed(view, 'zones', `${capitalised(inWords(hours))} hours`, 'Hours between the two capitals')} lie between ${home.city.en} and ${there.city.en}, so there are few in which both are awake.`;
  const span =
    facts.window === null
      ? null
      : say`The next such span runs from ${fixed(view, 'offices', clock(facts.window.from, home, 'en'), 'From when both are awake')} to ${fixed(view, 'offices', `${time(view, facts.window.to)} on ${dayOfYear(facts.window.from, home, 'en')}`, 'Until when both are awake')}.`;
  return joined(' ', [wish, apart, span]);
}

/** The article's text without its headline. */
export function bodyInEnglish(view: LeadView): Paragraph[] {
  const paragraphs = [
    opening(view),
    whoNamed(view),
    electors(view),
    claimsAndConcessions(view),
    contacts(view),
    telephone(view),
  ];
  return paragraphs.filter((paragraph) => paragraph !== null);
}
