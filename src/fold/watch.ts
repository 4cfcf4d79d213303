/**
 * What follows from the state at a moment: verdict and plan, kept until evidence, response or time changes them.
 *
 * A cache beside the state and never part of it: thrown away and computed afresh, it says the same.
 */
import { type Instant, MINUTE } from '../election/instant.ts';
import { planOf } from '../response/plan.ts';
import { releasesOf } from '../response/releases.ts';
import type { Plan } from '../response/response.ts';
import { judge } from '../verdict/judge.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Touched } from './apply.ts';
import type { Context } from './context.ts';
import type { DeskState } from './state.ts';

export class Watch {
  #verdict: Verdict | null = null;
  #plan: Plan | null = null;
  #shown: { readonly of: Verdict; readonly as: Verdict } | null = null;

  /** Forgets what an entry may have changed. */
  touch(touched: Touched): void {
    if (touched.evidence || touched.response) this.#verdict = null;
    if (touched.evidence || touched.response) this.#plan = null;
  }

  verdict(state: DeskState, context: Context, at: Instant): Verdict {
    if (this.#verdict === null || !holdsAt(this.#verdict, at)) {
      this.#verdict = judgeNow(state, context, at);
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
    this.#shown = { of: verdict, as: judgeNow(state, context, at) };
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
      });
    }
    return this.#plan;
  }
}

function judgeNow(state: DeskState, { policy, election }: Context, at: Instant): Verdict {
  return judge({ policy, election, evidence: state.evidence, releases: releasesOf(state.response), at });
}

function minuteOf(at: Instant): number {
  return Math.floor(at / MINUTE);
}

function holdsAt(kept: { readonly at: Instant; readonly nextChange: Instant | null }, at: Instant): boolean {
  return at >= kept.at && (kept.nextChange === null || at < kept.nextChange);
}
