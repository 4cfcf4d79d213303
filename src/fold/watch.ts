/**
 * What follows from the state at a moment: verdict, plan and projection, kept until evidence, response, counts or
 * time change them.
 *
 * A cache beside the state and never part of it: thrown away and computed afresh, it says the same.
 */

import { expiredLines } from '../brief/podium.ts';
import type { ContestId, TicketId } from '../election/election.ts';
import { type Instant, MINUTE } from '../election/instant.ts';
import { project } from '../projection/project.ts';
import type { Projection } from '../projection/projection.ts';
import type { UnitCount } from '../projection/unit-table.ts';
import { planOf } from '../response/plan.ts';
import { releasesOf } from '../response/releases.ts';
import type { Plan } from '../response/response.ts';
import { enter, noteSent, openLastingDocket, strikeOut } from '../verdict/docket.ts';
import type { Docket } from '../verdict/docket-state.ts';
import { isSaid } from '../verdict/evidence.ts';
import { verdictAt } from '../verdict/judge.ts';
import { settingOf } from '../verdict/setting.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Touched } from './apply.ts';
import type { Context } from './context.ts';
import { nightMoments } from './moments.ts';
import type { DeskState } from './state.ts';

export class Watch {
  /** Everything the verdict rests on, kept from one record to the next. */
  #docket: Docket | null = null;
  /** How much of the state's evidence is in the docket. */
  #entered = 0;
  #verdict: Verdict | null = null;
  #plan: Plan | null = null;
  #projection: Projection | null = null;
  #shown: { readonly of: Verdict; readonly as: Verdict } | null = null;

  /** Forgets what an entry may have changed. */
  touch(touched: Touched): void {
    if (touched.struck !== null && this.#docket !== null) strikeOut(this.#docket, touched.struck);
    if (touched.counts) this.#projection = null;
    if (!touched.evidence && !touched.response) return;
    this.#verdict = null;
    this.#plan = null;
  }

  verdict(state: DeskState, context: Context, at: Instant): Verdict {
    if (this.#verdict === null || !holdsAt(this.#verdict, at)) {
      this.#verdict = this.#judge(state, context, at);
      this.#plan = null;
    }
    return this.#verdict;
  }

  /** The same verdict with its sentences as of this minute: "11 of 60 minutes" moves though nothing turns. */
  shown(state: DeskState, context: Context, at: Instant): Verdict {
    const verdict = this.verdict(state, context, at);
    if (minuteOf(verdict.at) === minuteOf(at)) return verdict;
    const kept = this.#shown;
    if (kept !== null && kept.of === verdict && minuteOf(kept.as.at) === minuteOf(at)) return kept.as;
    this.#shown = { of: verdict, as: this.#judge(state, context, at) };
    return this.#shown.as;
  }

  plan(state: DeskState, context: Context, at: Instant): Plan {
    const verdict = this.verdict(state, context, at);
    if (this.#plan === null || !holdsAt(this.#plan, at)) {
      this.#plan = planOf({
        playbook: context.playbook,
        state: state.response,
        verdict,
        at,
        sha256: context.sha256,
        moments: nightMoments(state, context),
        expiredLines: expiredLines(state.stories, verdict),
      });
    }
    return this.#plan;
  }

  /** The projection of what is counted, counties included where a feed gives them. */
  projection(state: DeskState, { election, baseline, expected, order }: Context, at: Instant): Projection {
    this.#projection ??= project({
      election,
      baseline,
      contests: Object.values(state.contests),
      units: unitsOf(state),
      expected,
      order,
      ...byPeople(state),
      at,
    });
    return { ...this.#projection, at };
  }

  #judge(state: DeskState, { policy, election }: Context, at: Instant): Verdict {
    this.#docket ??= openLastingDocket(settingOf(policy, election), []);
    for (const evidence of state.evidence.slice(this.#entered)) {
      if (!isSaid(evidence) || evidence.struck === null) enter(this.#docket, evidence);
    }
    this.#entered = state.evidence.length;
    const sent = releasesOf(state.response).map((release) => ({ ...release, withdrawnAt: null }));
    const forced = sent.filter((release) => release.forced);
    noteSent(
      this.#docket,
      sent.filter((release) => !release.forced),
    );
    const verdict = verdictAt(this.#docket, at);
    // What two people let out against the verdict never had the basis that is asked for: it is to be taken back when
    // its winner is no longer named, and not in the moment in which it left.
    if (forced.every(({ ticket }) => ticket === verdict.ticket)) return verdict;
    noteSent(this.#docket, sent);
    return verdictAt(this.#docket, at);
  }
}

/** What people hold to be true of single contests, and where they trust the model with nothing. */
function byPeople({ projecting }: DeskState): { held: Record<ContestId, TicketId>; off: ContestId[] } {
  const all = Object.entries(projecting);
  return {
    held: Object.fromEntries(all.flatMap(([contest, { as }]) => (as === 'off' ? [] : [[contest, as]]))),
    off: all.flatMap(([contest, { as }]) => (as === 'off' ? [contest] : [])),
  };
}

/** Accepted counts of units smaller than their contest. */
function unitsOf({ returns }: DeskState): UnitCount[] {
  return Object.values(returns.units).flatMap(({ unit, contest, count }) =>
    count === null || unit === contest
      ? []
      : [{ unit, contest, votes: count.votes, expectedShare: count.expectedShare }],
  );
}

function minuteOf(at: Instant): number {
  return Math.floor(at / MINUTE);
}

function holdsAt(kept: { readonly at: Instant; readonly nextChange: Instant | null }, at: Instant): boolean {
  return at >= kept.at && (kept.nextChange === null || at < kept.nextChange);
}
