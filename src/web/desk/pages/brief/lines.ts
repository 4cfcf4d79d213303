/** The spokesman's lines: the one in force (the last that was let out) and those that wait, from all branches. */
import type { BranchView, StepView } from '../../../../server/wire.ts';

function isLine({ kind }: StepView): boolean {
  return kind === 'line';
}

/** Null while none was let out, and where what was let out has been withdrawn. */
export function lineInForce(branches: readonly BranchView[]): StepView | null {
  const out = branches
    .flatMap(({ steps }) => steps)
    .filter((step) => isLine(step) && (step.standing === 'sent' || step.standing === 'done'));
  return (
    out.sort(
      (a, b) => (b.release?.leavesAt ?? b.gateOpenedAt ?? 0) - (a.release?.leavesAt ?? a.gateOpenedAt ?? 0),
    )[0] ?? null
  );
}

/** Of the armed branch only: the others' lines are for outcomes that are not. */
export function waitingLines(branches: readonly BranchView[]): StepView[] {
  return branches
    .filter(({ armed }) => armed)
    .flatMap(({ steps }) => steps)
    .filter((step) => isLine(step) && !['sent', 'done', 'withdrawn', 'resting'].includes(step.standing));
}
