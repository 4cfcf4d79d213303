/** A change of the running plan: (step of the playbook, what was changed) → step as it is now. */
import type { Due, Recipient, Role, Step } from './playbook.ts';

export type PlanChange = {
  readonly owner?: Role | undefined;
  readonly deputy?: Role | null | undefined;
  readonly due?: Due | null | undefined;
  readonly approvals?: number | undefined;
  readonly recipients?: readonly Recipient[] | undefined;
  /** The step is taken out of the plan, or put back into it. */
  readonly dropped?: boolean | undefined;
};

/** Later changes lie over earlier ones. */
export function merged(before: PlanChange | null, change: PlanChange): PlanChange {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(said) };
}

export function changed(step: Step, change: PlanChange | null): Step {
  if (change === null) return step;
  const { dropped: _, ...parts } = change;
  return { ...step, ...(parts as Partial<Step>) };
}
