/**
 * What follows from the state at a moment: verdict and plan, kept until evidence, response or time changes them.
 *
 * A cache beside the state and never part of it: thrown away and computed afresh, it says the same.
 */
import type { Instant } from '../election/instant.ts';
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

  /** Forgets what an entry may have changed. */
  touch(touched: Touched): void {
    if (touched.evidence || touched.response) this.#verdict = null;
    if (touched.evidence || touched.response) this.#plan = null;
  }

  verdict(state: DeskState, context: Context, at: Instant): Verdict {
    if (this.#verdict === null || !holdsAt(this.#verdict, at)) {
      this.#verdict = judge({
        policy: context.policy,
        election: context.election,
        evidence: state.evidence,
        releases: releasesOf(state.response),
        at,
      });
      this.#plan = null;
    }
    return this.#verdict;
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

function holdsAt(kept: { readonly at: Instant; readonly nextChange: Instant | null }, at: Instant): boolean {
  return at >= kept.at && (kept.nextChange === null || at < kept.nextChange);
}
