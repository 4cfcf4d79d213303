/**
 * What follows by rule from the state at a moment, as records to be: announcements of verdict and acts, gates,
 * ended approvals, feed alarms, projections. Folding them in leaves nothing to follow at the same moment.
 */
import { expiredLines } from '../brief/podium.ts';
import type { Contest, ContestId } from '../election/election.ts';
import { formatInstant, type Instant, MINUTE } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import type { Fact } from '../election/report.ts';
import { type FeedHealth, feedHealth } from '../feeds/health.ts';
import { modelCalls } from '../projection/model-calls.ts';
import { consequences as responseConsequences } from '../response/consequences.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Context } from './context.ts';
import { expiredHolds, nextExpiry } from './decide-surroundings.ts';
import { isMaterialFault } from './material-fault.ts';
import { nightMoments } from './moments.ts';
import type { ActChange, FeedChange, ModelCall, Projected, VerdictChange } from './records.ts';
import type { DeskState } from './state.ts';
import { uncountedFrom } from './uncounted.ts';
import type { Watch } from './watch.ts';

/** How often the projection is written down while counts come in: enough for a curve, few enough for a journal. */
const PROJECTION_EVERY = 15 * MINUTE;

export function consequences(state: DeskState, watch: Watch, context: Context, at: Instant): Draft[] {
  if (state.opened === null) return [];
  const faults = faultChanges(state, context, at);
  if (faults.length > 0) return faults;
  const verdict = watch.verdict(state, context, at);
  return [
    ...verdictChanges(state, verdict, at),
    ...responseConsequences({
      playbook: context.playbook,
      state: state.response,
      verdict,
      plan: watch.plan(state, context, at),
      at,
      sha256: context.sha256,
      moments: nightMoments(state, context),
      expiredLines: expiredLines(state.stories, verdict),
    }),
    ...feedChanges(state, at),
    ...expiredHolds(state, at),
    ...projectionDue(state, watch, context, at),
  ];
}

/** The next moment after `after` at which `consequences` may have something to say though nothing came in. */
export function nextDeadline(
  state: DeskState,
  watch: Watch,
  context: Context,
  after: Instant,
): Instant | null {
  if (state.opened === null) return null;
  const due = [
    watch.verdict(state, context, after).nextChange,
    watch.plan(state, context, after).nextChange,
    ...Object.keys(state.feeds).map((feed) => healthOf(state, feed, after).nextChange),
    ...context.election.contests.map((contest) => uncountedFrom(state, contest)),
    projectionDueAt(state),
    nextExpiry(state),
  ].filter((moment) => moment !== null && moment > after);
  return due.length === 0 ? null : Math.min(...(due as number[]));
}

function verdictChanges(state: DeskState, verdict: Verdict, at: Instant): Draft[] {
  const drafts: Draft[] = [];
  const { announced } = state;
  if (announced.level !== verdict.level || announced.ticket !== verdict.ticket) {
    const change: VerdictChange = {
      scope: 'US',
      from: announced.level,
      to: verdict.level,
      ticket: verdict.ticket,
      reasons: [verdict.headline, verdict.detail],
    };
    drafts.push({ at, by: 'desk', kind: 'verdict', data: change });
  }
  for (const { act, standing, missing } of verdict.acts) {
    const before = announced.acts[act] ?? { standing: 'wait', ticket: null };
    const ticket = standing === 'releasable' ? verdict.ticket : null;
    if (before.standing === standing && before.ticket === ticket) continue;
    const change: ActChange = {
      act,
      from: before.standing,
      to: standing,
      ticket,
      reasons: missing === null ? [verdict.detail] : [missing],
    };
    drafts.push({ at, by: 'desk', kind: 'act', data: change });
  }
  return drafts;
}

/** What makes the count of a contest unfit to act on, in a record's words; null where nothing does. */
function faultIn(state: DeskState, context: Context, contest: Contest, at: Instant): string | null {
  if (isMaterialFault(state, context, contest.id)) return 'a report waits for confirmation';
  const from = uncountedFrom(state, contest);
  return from !== null && at >= from ? 'the count goes on and has no votes of the contest' : null;
}

function faultChanges(state: DeskState, context: Context, at: Instant): Draft[] {
  return context.election.contests.flatMap((contest): Draft[] => {
    const fault = faultIn(state, context, contest, at);
    if ((fault !== null) === (state.faulty[contest.id] ?? false)) return [];
    return [{ at, by: 'desk', kind: 'fact', data: faultOf(contest.id, fault, at) }];
  });
}

function faultOf(contest: ContestId, fault: string | null, at: Instant): Fact {
  return {
    kind: 'feed-fault',
    by: 'desk',
    scope: contest,
    ticket: null,
    saidAt: formatInstant(at),
    precision: 'exact',
    source: fault ?? 'votes are counted and no report waits any more',
    state: fault === null ? 'cleared' : 'open',
  };
}

function feedChanges(state: DeskState, at: Instant): Draft[] {
  return Object.entries(state.feeds).flatMap(([feed, known]): Draft[] => {
    const health = healthOf(state, feed, at);
    if (health.state === known.health) return [];
    const change: FeedChange = { feed, from: known.health, to: health.state, since: health.since };
    return [{ at, by: 'desk', kind: 'feed', data: change }];
  });
}

function healthOf(state: DeskState, feed: string, at: Instant): FeedHealth {
  const known = state.feeds[feed]!;
  return feedHealth({
    feed: known,
    asking: known.asking,
    counts: known.counts,
    at,
    endedAt: known.counts ? countEndedAt(state) : null,
  });
}

/** When the last contest's count was complete; null while any is still counting. */
function countEndedAt({ contests, opened }: DeskState): Instant | null {
  const all = opened!.election.contests.map(({ id }) => contests[id]);
  if (all.some((sum) => sum === undefined || (sum.expectedShare ?? 0) < 1)) return null;
  return Math.max(...all.map((sum) => sum!.updatedAt ?? 0));
}

function projectionDueAt(state: DeskState): Instant | null {
  if (!state.moved) return null;
  const last = state.projections.at(-1);
  return last === undefined ? null : last.at + PROJECTION_EVERY;
}

function projectionDue(state: DeskState, watch: Watch, context: Context, at: Instant): Draft[] {
  const last = state.projections.at(-1);
  if (!state.moved || (last !== undefined && at < last.at + PROJECTION_EVERY)) return [];
  const projection = watch.projection(state, context, at);
  const { mean, low90, high90, winProbability } = projection.electors;
  const projected: Projected = { mean, low90, high90, winProbability };
  return [
    { at, by: 'desk', kind: 'projected', data: projected },
    ...modelCalls(state.modelCalls, projection).map(
      (call): Draft<'model-call', ModelCall> => ({ at, by: 'desk', kind: 'model-call', data: call }),
    ),
  ];
}
