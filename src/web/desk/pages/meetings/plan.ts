/** The plan of the visit that a change is made from: (view) → what was entered, or a first plan. */
import type { VisitPlan } from '../../../../meetings/visit.ts';
import type { MeetingsView } from '../../../../server/wire-surroundings.ts';

export function planNow({ visit, checklist }: MeetingsView): VisitPlan {
  return visit?.plan ?? { options: [], legs: [], delegation: [], checklist };
}
