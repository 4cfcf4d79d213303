/**
 * Whether an election is well formed: every contradiction that would make a tally wrong, each with its place.
 *
 * An election in, a list of problems out, empty when it may be used. It does not know whether the figures are true.
 */
import type { Contest, Election } from './election.ts';

export type Problem = {
  /** Path inside the election, e.g. "contests[3].parent". */
  readonly place: string;
  /** What is wrong there and what to do, for an operator. */
  readonly problem: string;
};

/** The word that stands beside ticket ids where a probability of nobody's majority is given. */
const RESERVED_TICKET = 'tie';

/** Everything that is wrong with an election, in reading order. */
export function problemsOf(election: Election): Problem[] {
  return [
    ...dateProblems(election),
    ...ticketProblems(election),
    ...repeated('contests', election.contests),
    ...election.contests.flatMap((contest, i) => contestProblems(contest, `contests[${i}]`, election)),
    ...ruleProblems(election),
  ];
}

function dateProblems({ date }: Election): Problem[] {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  const real = !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
  return real ? [] : [{ place: 'date', problem: `"${date}" is no day; write it as 2024-11-05` }];
}

function ticketProblems({ tickets }: Election): Problem[] {
  const problems = repeated('tickets', tickets);
  if (tickets.length < 2) problems.push({ place: 'tickets', problem: 'a margin needs two tickets; add one' });
  tickets.forEach(({ id }, i) => {
    if (id === '' || id === RESERVED_TICKET)
      problems.push({ place: `tickets[${i}].id`, problem: `"${id}" cannot be an id; choose another` });
  });
  return problems;
}

function contestProblems(contest: Contest, place: string, election: Election): Problem[] {
  const { id, kind, parent, electors, pollsCloseFirst, pollsCloseLast } = contest;
  const problems: Problem[] = [];
  const report = (field: string, problem: string) => problems.push({ place: `${place}.${field}`, problem });
  if (id === '') report('id', 'it is empty; give the contest an id');
  if (kind === 'state' && parent !== null)
    report('parent', `a state has none, but it is "${parent}"; set it to null`);
  if (kind === 'district' && !election.contests.some((one) => one.id === parent && one.kind === 'state'))
    report('parent', `"${parent}" is not a state of this election; name the district's state`);
  if (!Number.isInteger(electors) || electors < 0)
    report('electors', `${electors} is not a whole number of electors`);
  if (!Number.isFinite(pollsCloseFirst)) report('pollsCloseFirst', 'it is not a moment');
  if (!Number.isFinite(pollsCloseLast)) report('pollsCloseLast', 'it is not a moment');
  if (pollsCloseFirst > pollsCloseLast)
    report('pollsCloseLast', 'the last polls close before the first; swap them');
  return problems;
}

function ruleProblems({ rule, contests }: Election): Problem[] {
  const problems: Problem[] = [];
  if (rule.kind === 'two-round' && !(rule.threshold > 0 && rule.threshold < 1))
    problems.push({
      place: 'rule.threshold',
      problem: `${rule.threshold} is no share of the vote; write 0.5 for half`,
    });
  if (rule.kind !== 'electoral-college') return problems;
  const sum = contests.reduce((electors, contest) => electors + contest.electors, 0);
  if (sum !== rule.electors)
    problems.push({
      place: 'rule.electors',
      problem: `the contests award ${sum}, the rule says ${rule.electors}`,
    });
  if (!(rule.majority > rule.electors / 2 && rule.majority <= rule.electors))
    problems.push({ place: 'rule.majority', problem: `${rule.majority} of ${rule.electors} is no majority` });
  return problems;
}

function repeated(list: 'tickets' | 'contests', items: readonly { readonly id: string }[]): Problem[] {
  return items.flatMap(({ id }, i) => {
    const first = items.findIndex((one) => one.id === id);
    return first === i
      ? []
      : [{ place: `${list}[${i}].id`, problem: `"${id}" stands already at ${list}[${first}]` }];
  });
}
