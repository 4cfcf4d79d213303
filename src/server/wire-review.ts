/** What the review page receives: the note for the next shift, and how long each thing took. */
import type { Instant } from '../election/instant.ts';
import type { Role } from '../response/playbook.ts';
import type { Pace, StepReview } from '../review/after-action.ts';
import type { DrillStanding } from '../review/drill-plan.ts';

/** What the desk has set itself to rehearse, by the wall's clock. */
export type DrillView = {
  readonly id: string;
  readonly title: string;
  readonly state: DrillStanding['state'];
  readonly dueAt: Instant | null;
  readonly nextAt: Instant | null;
  /** The kept rehearsal that answers for it. */
  readonly journal: string | null;
};

export type ReviewView = {
  readonly at: Instant;
  /** What changed is told from here on. */
  readonly since: Instant;
  readonly sentence: string;
  /** Who holds everything and why; null where nobody does. */
  readonly held: string | null;
  readonly changed: readonly { readonly seq: number; readonly at: Instant; readonly text: string }[];
  /** How many more changed than are told; 0 where all are. */
  readonly untold: number;
  readonly waiting: readonly {
    readonly title: string;
    readonly owner: Role;
    readonly deputy: Role | null;
    /** What it waits for, the first thing first. */
    readonly lacks: readonly string[];
    readonly approvals: readonly [have: number, need: number];
  }[];
  readonly due: readonly { readonly at: Instant; readonly text: string }[];
  readonly afterAction: {
    readonly winner: string | null;
    readonly called: Instant | null;
    readonly finalEnough: Instant | null;
    readonly steps: readonly (StepReview & { readonly title: string })[];
    readonly paces: readonly Pace[];
    readonly retractions: number;
    readonly holds: number;
    readonly refusals: number;
  };
};
