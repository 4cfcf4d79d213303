/**
 * The verdict in English. One template a phrase; numbers up to ten in words, minutes and hours of a rule in figures.
 */
import type { Template, Values } from './template.ts';

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ORDINALS = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

const word = (count: number) => WORDS[count] ?? String(count);
const first = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const word1 = (count: number) => first(word(count));
const verb = (count: number, one: string, many: string) => (count === 1 ? one : many);
const lead = (v: Values) =>
  `${word(v.number('groups'))} of ${word(v.number('of'))} independent groups ${verb(v.number('groups'), 'names', 'name')} ${v.ticket('ticket')}`;

const ACTS: Readonly<Record<string, string>> = {
  certification: 'certification',
  'electors-vote': 'the vote of the electors',
  'congress-count': 'the count in Congress',
  inauguration: 'the oath',
};
const actNames = (v: Values) =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(
    v
      .text('acts')
      .split(',')
      .map((act) => ACTS[act] ?? act),
  );

export const ENGLISH: Readonly<Record<string, Template>> = {
  open: () => 'Not final: no group names a winner.',
  'open-differ': () => 'Not final: as many groups name one winner as name another.',
  leaning: (v) => `Not final: ${lead(v)}.`,
  'leaning-pool': (v) =>
    `Not final: ${word(v.number('desks'))} ${verb(v.number('desks'), 'desk names', 'desks name')} ${v.ticket('ticket')}, on one source of data.`,
  'leaning-conceded': (v) =>
    `Not final: the other side has conceded to ${v.ticket('ticket')}, and that word stands alone.`,
  called: () => 'Not yet final enough.',
  announced: (v) => `Not yet final enough: ${v.text('by')} has named ${v.ticket('ticket')} the winner.`,
  releasable: (v) => `Final enough: a congratulation to ${v.ticket('ticket')} is releasable.`,
  declared: (v) => `Declared: ${v.ticket('ticket')} has won in law.`,
  'hold-retraction': (v) =>
    `On hold: ${v.text('by')} has taken back its call of the whole election for ${v.ticket('ticket')}.`,
  'hold-turn': (v) =>
    `On hold: ${v.text('by')} has turned from ${v.ticket('ticket')} to ${v.ticket('other')}.`,
  'hold-concession-withdrawn': (v) =>
    `On hold: ${v.text('by')} has withdrawn the concession to ${v.ticket('ticket')}.`,
  'hold-annulment': (v) => `On hold: ${v.text('by')} has annulled the election.`,
  'hold-stay': (v) =>
    `On hold: ${v.text('by')} has stayed the result of ${v.contest('contest')}, which decides.`,
  'hold-feed-fault': (v) =>
    `On hold: the feed of ${v.contest('contest')}, which decides, is at fault (${v.text('by')}).`,
  'hold-groups-differ': () => 'On hold: independent groups name different winners.',
  'hold-law-differs': () => 'On hold: the bodies that decide by law name different winners.',
  'hold-basis-gone': () => 'On hold: too little still stands behind the winner that was named.',
  review: () => 'Under review: nothing more goes out.',
  'withdrawal-due': (v) => `Withdrawal due: the message to ${v.ticket('ticket')} must be taken back.`,

  rule: (v) =>
    `The rule asks for ${word(v.number('quorum'))} of ${word(v.number('of'))} independent groups, unbroken for ${v.number('minutes')} minutes.`,
  'releasable-own': (v) => `${v.text('en')}: met for ${v.ticket('ticket')} since ${v.clock('since')}.`,
  'rule-no-calls': () => 'By this policy calls open nothing: a public concession or the law must come.',
  'rule-own': (v) => `The gate opens by this: ${v.text('en')}.`,
  'rule-one-source': () =>
    'The roster has too few independent groups for a quorum: only a public concession or the law can open the gate.',
  'leaning-next': (v) =>
    v.number('quorum') - v.number('groups') === 1
      ? `A ${ORDINALS[v.number('quorum')] ?? 'further one'} is needed, then ${v.number('minutes')} minutes without contradiction.`
      : `${word1(v.number('quorum') - v.number('groups'))} more are needed, then ${v.number('minutes')} minutes without contradiction.`,
  'called-since': (v) =>
    `${first(lead(v))}. The rule asks for ${word(v.number('quorum'))}, unbroken for ${v.number('minutes')} minutes; it has counted ${word(v.number('quorum'))} since ${v.clock('since')}.`,
  'called-restarted': (v) =>
    `${first(lead(v))}. The rule asks for ${v.number('minutes')} unbroken minutes; they run since ${v.clock('since')}, when the last condition was met.`,
  'called-narrow': (v) =>
    `${first(lead(v))}, but ${v.contest('contest')} decides and is within the recount margin: the ${v.number('minutes')} minutes have not begun.`,
  'called-recount': (v) =>
    `${first(lead(v))}, but ${v.contest('contest')} decides and is being counted again: the ${v.number('minutes')} minutes have not begun.`,
  'called-waiting': (v) =>
    `${first(lead(v))}, but not all that the rule asks for holds: the ${v.number('minutes')} minutes have not begun.`,
  'conceded-alone': () =>
    'Two independent groups, or the complete count of the authority, must stand beside a concession.',
  'conceded-since': (v) =>
    `The other side conceded to ${v.ticket('ticket')} in public; the rule asks that this stand for ${v.number('minutes')} minutes, and it has since ${v.clock('since')}.`,
  'announced-refused': (v) =>
    `${v.text('by')} refuses the result or claims it; the court or the oath must decide.`,
  'announced-challenged': (v) =>
    `A challenge is before the court (${v.text('by')}); its ruling must be awaited.`,
  'announced-narrow': (v) => `The lead in ${v.contest('contest')} is within the recount margin.`,
  'announced-quiet': (v) =>
    `Nobody has refused it since ${v.clock('since')}; the rule asks for ${v.number('hours')} quiet hours.`,
  'announced-period': (v) =>
    `The period to challenge it has not run out; with the day for news it ends at ${v.clock('until')}.`,
  'releasable-A': (v) =>
    `${first(lead(v))} (${v.all('names', 'groups')}); ${word(v.number('quorum'))} have stood unbroken since ${v.clock('since')}, for ${v.number('minutes')} minutes and more.`,
  'releasable-B': (v) =>
    `${v.text('by')} conceded to ${v.ticket('ticket')} in public at ${v.clock('since')}; that has stood for ${v.number('minutes')} minutes, and independent groups or the authority name the same winner.`,
  'releasable-C1': (v) =>
    `The result is final in law for ${v.ticket('ticket')} since ${v.clock('since')} (${v.text('by')}).`,
  'releasable-C1-period': (v) =>
    `The period to challenge the declaration for ${v.ticket('ticket')} ran out unused, and the day for news with it, at ${v.clock('since')}.`,
  'releasable-C2': (v) =>
    `The authority has named ${v.ticket('ticket')}, and for ${v.number('hours')} hours since ${v.clock('since')} nobody has refused it.`,
  'hold-until-route': () =>
    'It ends only when a route is reached anew: standing calls for their full time, a new concession, a ruling or a final act.',
  'hold-while-it-lasts': () => 'It lasts as long as its cause; then the time of standing calls begins anew.',
  'withdrawal-annulled': (v) => `The election or its declaration was annulled at ${v.clock('at')}.`,
  'withdrawal-basis-gone': (v) =>
    `Since ${v.clock('at')} fewer than ${word(v.number('groups'))} groups, and no announcement or declaration, stand behind ${v.ticket('ticket')}.`,
  'withdrawal-another-named': (v) =>
    `At ${v.clock('at')} the authority or independent groups named another winner than ${v.ticket('ticket')}.`,
  'next-releasable': (v) => `Releasable from ${v.when('at')} if nothing is withdrawn.`,
  'next-since': (v) => `Releasable since ${v.when('at')}.`,
  'next-decide': () => 'The duty officer decides, and the reason is written down.',
  'next-withdraw': () => 'The withdrawal needs two people, as the message did.',

  'stop-retraction': () => 'a call of the whole taken back',
  'stop-contrary': (v) => `a group naming ${v.any('tickets', 'tickets')}`,
  'stop-fault': (v) => `a fault in the feed of a decisive contest (${v.any('contests', 'contests')})`,
  'stop-fault-any': () => 'a fault in the feed of a decisive contest',
  'stop-open': (v) =>
    `a recount, or a lead within the recount margin, in a decisive contest (${v.any('contests', 'contests')})`,
  'stop-open-any': () => 'a recount, or a lead within the recount margin, in a decisive contest',
  'stop-stay': () => 'a court that stays the result of a decisive contest',
  'stop-concession-withdrawn': () => 'the concession withdrawn',
  'stop-annulment': () => 'the election annulled',
  'stop-refusal': () => 'a rival who claims victory or refuses the result',
  'stop-challenge': () => 'a challenge filed in court',
  'missing-leaning': () => 'a group that names a winner',
  'missing-called': () => 'as many groups as the rule asks for',
  'missing-final-enough': () => 'a verdict that is final enough',
  'missing-declared': () => 'a declaration in law',
  'missing-condition': (v) => v.text('en'),
  'missing-basis': () => 'a public concession or the law',
  'missing-route-anew': () => 'a route reached anew, which alone ends the hold',
  'missing-end-of-hold': () => 'the end of what holds it',

  'route-A': (v) =>
    `Calls: ${word(v.number('quorum'))} independent groups for ${v.number('minutes')} unbroken minutes.`,
  'route-A-none': () => 'Calls: too few independent groups on the roster; this route does not exist.',
  'route-B': (v) =>
    `Concession: public, standing for ${v.number('minutes')} minutes, with two groups or the authority beside it.`,
  'route-C1': () => 'Law: the result is final.',
  'route-C2': (v) => `Quiet declaration: announced, and refused by nobody for ${v.number('hours')} hours.`,
  'route-own': (v) => `${v.text('en')}: unbroken for ${v.number('minutes')} minutes.`,
  'route-own-at-once': (v) => `${v.text('en')}.`,
  condition: (v) => `${v.text('en')}.`,
  'formula-all': () => 'All of these.',
  'formula-any': () => 'One of these.',
  'formula-not': () => 'Not this.',
  'formula-groups': (v) => `${first(lead(v))}; ${word(v.number('quorum'))} are needed.`,
  'formula-calls-of': (v) =>
    v.number('done') === v.number('of')
      ? `${v.text('names')} name ${v.ticket('ticket')}.`
      : `${v.text('names')} must name ${v.ticket('ticket')}: ${word(v.number('done'))} of ${word(v.number('of'))} so far.`,
  'formula-law-met': (v) => `The law has named the winner (${actNames(v)}).`,
  'formula-law-missing': (v) => `Still to come: ${actNames(v)}.`,
  'formula-feeds-met': () => 'No fault is open in the feeds that matter.',
  'formula-feeds-broken': () => 'A feed that matters is at fault.',
  'formula-live-met': () => 'The counts that matter go on.',
  'formula-live-broken': (v) => `The count of ${v.all('contests', 'contests')} has fallen silent.`,
  'formula-live-many': (v) => `The counts of ${v.number('of')} contests have fallen silent.`,
  'formula-projection': (v) =>
    `The projection gives ${v.ticket('ticket')} ${v.number('chance')} %; below ${v.number('least')} % it holds back.`,
  'formula-projection-unknown': () => 'No projection is on record; it holds nothing back.',
  'fact-open': () => 'A decisive contest is open.',
  'fact-conceded': () => 'The other side has conceded in public.',
  'fact-announced': () => 'The authority has named the winner.',
  'fact-narrow': () => 'A decisive lead is within the recount margin.',
  'fact-refused': () => 'A rival claims victory or refuses the result.',
  'fact-challenged': () => 'A challenge is before a court.',
  'quorum-met': (v) => `${first(lead(v))}; ${word(v.number('quorum'))} are needed.`,
  'quorum-short': (v) => `${first(lead(v))}; ${word(v.number('quorum'))} are needed.`,
  'quorum-nobody': (v) => `No group names a winner; ${word(v.number('quorum'))} are needed.`,
  'quorum-none': () => 'No quorum is possible with this roster.',
  'group-names': (v) => `${first(v.all('names', 'groups'))}: ${v.ticket('ticket')}, by ${v.text('by')}.`,
  'group-divided': (v) =>
    `${first(v.all('names', 'groups'))}: taken back, or its desks differ; it stands behind nobody.`,
  'group-silent': (v) => `${first(v.all('names', 'groups'))}: no call of the whole.`,
  'no-other-met': () => 'No group names another winner.',
  'no-other-broken': () => 'A group names another winner.',
  'none-open-met': () => 'No decisive contest is open.',
  'none-open-narrow': (v) => `${v.contest('contest')} decides and is within the recount margin.`,
  'none-open-recount': (v) => `${v.contest('contest')} decides and is being counted again.`,
  'none-open-stay': (v) => `${v.contest('contest')} decides and its result is stayed by a court.`,
  'none-open-feed-fault': (v) => `${v.contest('contest')} decides and its feed is at fault.`,
  'none-back-met': () => 'No call of the whole has been taken back.',
  'none-back-over': (v) =>
    `${v.text('by')} took back its call of the whole at ${v.clock('at')}, longer ago than the rule asks.`,
  'none-back-broken': (v) => `${v.text('by')} took back its call of the whole at ${v.clock('at')}.`,
  'dwell-met': (v) => `Unbroken for ${v.number('minutes')} minutes, since ${v.clock('since')}.`,
  'dwell-running': (v) =>
    `Unbroken for ${v.number('minutes')} minutes: ${v.number('done')} so far, since ${v.clock('since')}.`,
  'dwell-not-begun': (v) => `Unbroken for ${v.number('minutes')} minutes: not begun.`,
  'conceded-met': (v) => `The other side conceded in public (${v.text('by')}).`,
  'conceded-missing': () => 'No public concession stands; a claim of victory counts for nothing.',
  'backed-met': () => 'Two independent groups, or the authority, name the same winner.',
  'backed-missing': () => 'Neither two independent groups nor the authority name this winner.',
  'beyond-margin-met': () => 'No decisive contest is being counted again, stayed or faulty.',
  'final-met': (v) => `A final act names the winner (${v.text('by')}).`,
  'final-missing': () => 'No electors, no parliament and no oath have named a winner.',
  'disposed-met': (v) => `Every challenge to the declaration has been disposed of (${v.text('by')}).`,
  'disposed-pending': (v) => `A challenge is before the court (${v.text('by')}).`,
  'disposed-missing': () => 'No court has disposed of a challenge to a declaration.',
  'period-met': (v) => `The period to challenge, and the day for news, ran out at ${v.clock('until')}.`,
  'period-running': (v) => `The period to challenge, and the day for news, end at ${v.clock('until')}.`,
  'period-missing': () => 'No period to challenge is running.',
  'announced-met': (v) => `The authority has named the winner (${v.text('by')}).`,
  'announced-missing': () => 'The authority has announced and declared nothing.',
  'outside-margin-met': () => 'The lead is outside the recount margin.',
  'outside-margin-unknown': () => "No lead is on record; the authority's own count stands in for it.",
  'outside-margin-narrow': (v) => `The lead in ${v.contest('contest')} is within the recount margin.`,
  'not-refused-met': () => 'No rival claims victory or refuses the result.',
  'not-refused-broken': (v) => `${v.text('by')} claims victory or refuses the result.`,
  'unchallenged-met': () => 'No challenge is before a court.',
  'unchallenged-broken': (v) => `A challenge is before the court (${v.text('by')}).`,
  'quiet-met': (v) => `Quiet for ${v.number('hours')} hours, since ${v.clock('since')}.`,
  'quiet-running': (v) => `Quiet for ${v.number('hours')} hours: so far since ${v.clock('since')}.`,
  'quiet-not-begun': (v) => `Quiet for ${v.number('hours')} hours: not begun.`,

  'contest-narrow': () => 'within the recount margin',
  'contest-recount': () => 'being counted again',
  'contest-feed-fault': (v) => `feed at fault (${v.text('by')})`,
  'contest-stay': (v) => `result stayed by a court (${v.text('by')})`,
};
