/**
 * Drafts of the night's standard pieces, written from the facts: results so far, a state called, a call withdrawn, final
 * enough, the statement, the talk held; and of the podium: the holding line, the line of the moment and three answers.
 *
 * Facts in, drafts out, in both languages, with every figure as a token; nothing of it is published until a person takes
 * it up, another approves it and a third lets it go. A draft exists only while its facts do.
 */
import type { BriefFacts, ContestCall, Twin } from './brief.ts';
import { podiumDrafts } from './podium-drafts.ts';
import { readSituation } from './situation.ts';
import type { Embargo, StandardDraft, StoryPlace, StorySource } from './story.ts';
import { capitalised } from './text.ts';

export function standardDrafts(facts: BriefFacts): StandardDraft[] {
  const view = readSituation(facts);
  const ticket = view.ticket?.id ?? null;
  const call = facts.contests.called.toSorted((a, b) => a.at - b.at || a.record - b.record).at(-1);
  return [
    resultsSoFar(facts),
    ...(call === undefined ? [] : [stateCalled(facts, call)]),
    ...facts.retractions.slice(-1).map((one) => callWithdrawn(facts, one)),
    ...(ticket !== null && ['final-enough', 'declared'].includes(facts.verdict.level)
      ? [finalEnough(ticket)]
      : []),
    ...(view.message === null ? [] : [statement(view.message.ticket)]),
    ...(facts.talk?.endedAt == null || ticket === null ? [] : [talkHeld(facts, ticket)]),
    ...podiumDrafts(facts),
  ];
}

function draftOf(
  id: string,
  title: Twin,
  place: StoryPlace,
  text: { readonly en: StorySource; readonly ja: StorySource },
  { embargo = null }: { embargo?: Embargo } = {},
): StandardDraft {
  return { id, title, content: { place, text, embargo, line: null } };
}

function resultsSoFar({ tickets: [first, second], agency, contests }: BriefFacts): StandardDraft {
  const begun = contests.called.length > 0;
  const [a, b] = [first.id, second.id];
  return draftOf('results-so-far', { en: 'Results so far', ja: 'ここまでの結果' }, 'politics', {
    en: {
      headline: begun
        ? `{name:${a}} {electors:${a}}, {name:${b}} {electors:${b}}: the count so far`
        : 'The count begins; no state has been called',
      standfirst: begun
        ? `{majority} electors decide; {uncalled} contests are without a call.`
        : '{majority} electors decide.',
      body: begun
        ? `By the calls of ${agency.name.en}, {full:${a}} stands at {electors:${a}} electors and {full:${b}} at {electors:${b}}. It takes {majority} of {total} to win.\n\nA call is a desk’s projection and can be taken back. The government follows the count and draws nothing from it before its own rule is met.`
        : `${capitalised(agency.name.en)} has called no state yet. It takes {majority} of {total} electors to win.\n\nThe government follows the count and says nothing ahead of it.`,
    },
    ja: {
      headline: begun
        ? `選挙人は{name:${a}}氏{electors:${a}}人、{name:${b}}氏{electors:${b}}人　開票続く`
        : '開票始まる　当確の出た州はまだなし',
      standfirst: begun
        ? '当選には{majority}人が必要。当確の出ていない選挙区は{uncalled}。'
        : '当選には選挙人{majority}人が必要。',
      body: begun
        ? `${agency.name.ja}の当確に基づく選挙人は、{full:${a}}氏が{electors:${a}}人、{full:${b}}氏が{electors:${b}}人。当選には{total}人のうち{majority}人が必要となる。\n\n当確は報道機関の推計であり、取り消されることがある。政府は開票を見守り、定めた条件が満たされるまで何の判断もしない。`
        : `${agency.name.ja}が当確を出した州はまだない。当選には選挙人{total}人のうち{majority}人が必要となる。\n\n政府は開票を見守り、結果に先んじて発言することはない。`,
    },
  });
}

function stateCalled({ agency }: BriefFacts, { contest, ticket }: ContestCall): StandardDraft {
  return draftOf(
    `called-${contest.toLowerCase()}`,
    { en: 'State called', ja: '州の当確' },
    'politics',
    {
      en: {
        headline: `${agency.short.en} calls {contest:${contest}} for {name:${ticket}}`,
        standfirst: `{electors-of:${contest}} electors; {name:${ticket}} stands at {electors:${ticket}} by the agency’s calls.`,
        body: `${capitalised(agency.name.en)} called {contest:${contest}}, with {electors-of:${contest}} electors, for {full:${ticket}} at {called:${contest}}. By its calls {name:${ticket}} stands at {electors:${ticket}}; {majority} decide.\n\nA call of one state is not a call of the election.`,
      },
      ja: {
        headline: `${agency.short.ja}、{contest:${contest}}で{name:${ticket}}氏に当確`,
        standfirst: `選挙人{electors-of:${contest}}人。同社の当確に基づく{name:${ticket}}氏の選挙人は{electors:${ticket}}人。`,
        body: `${agency.name.ja}は{called:${contest}}、{contest:${contest}}（選挙人{electors-of:${contest}}人）で{full:${ticket}}氏に当確を出した。同社の当確に基づく同氏の選挙人は{electors:${ticket}}人となった。当選には{majority}人が必要となる。\n\n一つの州の当確は、選挙全体の当確ではない。`,
      },
    },
    { embargo: { until: 'called', contest } },
  );
}

function callWithdrawn({ election }: BriefFacts, one: BriefFacts['retractions'][number]): StandardDraft {
  const what = one.contest?.name ?? election.name;
  const whole = one.contest === null;
  return draftOf(`withdrawn-${one.record}`, { en: 'Call withdrawn', ja: '当確の取り消し' }, 'politics', {
    en: {
      headline: `${capitalised(one.desk.en)} takes back its call of ${what.en}`,
      standfirst: whole ? 'Everything stops until the rule is met anew.' : 'The state counts as open again.',
      body: `${capitalised(one.desk.en)} has taken back its call of ${what.en} for {full:${one.ticket}}. ${whole ? 'By the government’s rule nothing leaves while a call of the whole election is taken back.' : 'By the government’s rule the state counts as open again.'}\n\nEarlier versions of these pages stay readable. A step back is shown as plainly as a step forward.`,
    },
    ja: {
      headline: `${one.desk.ja}、${what.ja}の当確を取り消し`,
      standfirst: whole ? '条件が改めて満たされるまで、すべてを止める。' : '同選挙区は再び未決として扱う。',
      body: `${one.desk.ja}は、${what.ja}で{full:${one.ticket}}氏に出した当確を取り消した。${whole ? '政府の規定により、選挙全体の当確の取り消しがある間は何も送らない。' : '政府の規定により、同選挙区は再び未決として扱う。'}\n\nこのページの過去の版は引き続き読める。後戻りも、前進と同じくここに示す。`,
    },
  });
}

function finalEnough(ticket: string): StandardDraft {
  return draftOf(
    'final-enough',
    { en: 'Final enough', ja: '確定相当' },
    'statements',
    {
      en: {
        headline: `The government’s rule for a final result is met: {full:${ticket}}`,
        standfirst: `{groups:${ticket}} independent groups of decision desks name the same winner, and it has stood.`,
        body: `The government’s own rule for a final result of {election} is met. {groups:${ticket}} independent groups of decision desks name {full:${ticket}}, and within the time that the rule asks for nobody has taken that back.\n\nWhat follows is approved by two people before it leaves.`,
      },
      ja: {
        headline: `{full:${ticket}}氏、政府の「確定」条件満たす`,
        standfirst: `独立した{groups:${ticket}}系統が同じ候補の当確を伝え、維持されている。`,
        body: `{election}について、政府の定める「確定」の条件が満たされた。独立した{groups:${ticket}}系統が{full:${ticket}}氏の当確を伝え、定めた時間の間に取り消しはなかった。\n\nこの後の発出には二人の承認が必要となる。`,
      },
    },
    { embargo: { until: 'level', level: 'final-enough' } },
  );
}

function statement(ticket: string): StandardDraft {
  return draftOf('statement', { en: 'Statement', ja: '発表文' }, 'statements', {
    en: {
      headline: `The government congratulates {full:${ticket}}`,
      standfirst: 'The message left at {sent}.',
      body: `The government sent its congratulations to {full:${ticket}} at {sent}, once its own rule for a final result was met. It hopes for a talk by telephone with {name:${ticket}} before long.`,
    },
    ja: {
      headline: `政府、{full:${ticket}}氏に祝意`,
      standfirst: '{sent}に送付した。',
      body: `政府は{sent}、定めた条件が満たされたことを受け、{full:${ticket}}氏に祝意を伝えた。{leader}は{name:${ticket}}氏との早い時期の電話会談をめざす。`,
    },
  });
}

function talkHeld({ leader }: BriefFacts, ticket: string): StandardDraft {
  return draftOf('talk-held', { en: 'Call held', ja: '電話会談' }, 'statements', {
    en: {
      headline: `${capitalised(leader.en)} and {name:${ticket}} speak by telephone`,
      standfirst: 'They spoke for {talk-minutes} minutes.',
      body: `${capitalised(leader.en)} spoke with {full:${ticket}} by telephone at {talk}, for {talk-minutes} minutes.\n\nWhat was said is in the readouts of both sides.`,
    },
    ja: {
      headline: `${leader.ja}、{name:${ticket}}氏と電話会談`,
      standfirst: '会談は{talk-minutes}分間。',
      body: `${leader.ja}は{talk}、{full:${ticket}}氏と{talk-minutes}分間の電話会談を行った。\n\n内容は双方の発表による。`,
    },
  });
}
