/** The visit in one language, and as it was entered: (what the person may see, reader's language) → view. */
import type { MeetingsState } from '../meetings/records.ts';
import type { VisitPlan } from '../meetings/visit.ts';
import type { Looking } from './view-relations.ts';
import type { MeetingsView } from './wire-surroundings.ts';

export function visitOf(
  { visit, fallback, outcome }: MeetingsState,
  { language }: Looking,
): Pick<MeetingsView, 'visit' | 'fallback' | 'outcome'> {
  return {
    visit:
      visit === null
        ? null
        : {
            plan: planOf(visit),
            options: visit.options.map(({ place, note, ...one }) => ({
              ...one,
              place: place[language],
              note: note[language],
            })),
            legs: visit.legs.map(({ from, to, ...one }) => ({
              ...one,
              from: from[language],
              to: to[language],
            })),
          },
    fallback: fallback === null ? null : { fallback: fallback.fallback, why: fallback.why },
    outcome: outcome === null ? null : { at: outcome.heldAt, minutes: outcome.minutes, text: outcome.text },
  };
}

function planOf({ options, legs, delegation, checklist }: VisitPlan): VisitPlan {
  return { options, legs, delegation, checklist };
}
