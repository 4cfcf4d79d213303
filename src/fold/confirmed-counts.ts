/**
 * Counts entered by hand that go back or jump against what stands: asked about once, then entered with what was asked.
 *
 * (state, drafts, whether the person confirmed) → the drafts, or how many of them want a second look.
 */
import type { Draft } from '../election/record.ts';
import type { CountReport } from '../election/report.ts';
import { doubtsByHand } from '../returns/by-hand.ts';
import type { Context } from './context.ts';
import type { DeskState } from './state.ts';

export function confirmedCounts(
  { returns }: DeskState,
  { election, baseline }: Context,
  drafts: readonly Draft[],
  confirmed: boolean,
): { readonly drafts: readonly Draft[] } | { readonly doubtful: number } {
  let doubtful = 0;
  const asked = drafts.map((draft) => {
    const report = draft.data as CountReport;
    const doubts = doubtsByHand(returns, report, election, baseline);
    if (doubts.length === 0) return draft;
    doubtful += 1;
    return { ...draft, data: { ...report, confirmed: doubts } };
  });
  return doubtful > 0 && !confirmed ? { doubtful } : { drafts: asked };
}
