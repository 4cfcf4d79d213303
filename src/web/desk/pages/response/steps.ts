/** Which step is which: what is through, what runs, what a person most likely wants to read first. */
import type { BranchView, StepView } from '../../../../server/wire.ts';

/** Nothing more is to be done with it. */
export function isOver({ standing }: StepView): boolean {
  return ['sent', 'done', 'withdrawn', 'stood-down'].includes(standing);
}

export function keyOf({ branch, id }: StepView): string {
  return `${branch}/${id}`;
}

/** The branch under the eye before anybody chose: the armed one, else the first. */
export function firstBranch(branches: readonly BranchView[]): BranchView | undefined {
  return branches.find(({ armed }) => armed) ?? branches[0];
}

/** The step under the eye before anybody chose: one that runs or is unknown, a withdrawal that is due, the first not through. */
export function firstStep(branch: BranchView, withdrawalDue: boolean): StepView | undefined {
  const { steps } = branch;
  return (
    steps.find(({ standing }) => standing === 'countdown' || standing === 'unknown') ??
    (withdrawalDue ? steps.find((step) => step.isWithdrawal && !isOver(step)) : undefined) ??
    steps.find((step) => !step.isWithdrawal && !isOver(step) && step.document !== null) ??
    steps[0]
  );
}

/** All steps that can still be stopped. */
export function leaving(branches: readonly BranchView[]): StepView[] {
  return branches.flatMap(({ steps }) => steps).filter(({ standing }) => standing === 'countdown');
}

/** States of a release of which something has left or may have. */
const LEFT: readonly string[] = ['sending', 'sent', 'partial', 'unknown'];

export function sentSteps(branches: readonly BranchView[]): StepView[] {
  return branches.flatMap(({ steps }) => steps).filter(({ release }) => LEFT.includes(release?.state ?? ''));
}

/** Paragraphs of a text as it was written. */
export function paragraphs(body: string): string[] {
  return body.split(/\n{2,}/);
}
