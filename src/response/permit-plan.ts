/** Who may act against or upon the plan itself: override a gate, change a step, mark what no feed tells. */
import type { TicketId } from '../election/election.ts';
import type { Channel } from './channels.ts';
import { stepFaults } from './check-playbook.ts';
import { type Answer, type Asked, type AskedOfStep, lacksRole, onItsWay, SECONDS } from './permit.ts';
import { phrase } from './phrases.ts';
import { changed, type PlanChange } from './plan-change.ts';
import { type Mark, type Playbook, ticketOf } from './playbook.ts';

/** The duty officer first, then a second who answers for what leaves: each in an act of his own, for what he has read. */
export function mayOverride(asked: AskedOfStep): Answer {
  const { person, planned, binds } = asked;
  const { overrides } = planned;
  return (
    lacksRole(person, overrides.length === 0 ? ['duty-officer'] : SECONDS) ??
    onItsWay(asked) ??
    (binds === planned.binds ? null : phrase('refused-binds')) ??
    (overrides.some((one) => one.person === person.id) ? phrase('refused-override-twice') : null) ??
    (planned.overridable ? null : phrase('refused-not-overridable')) ??
    true
  );
}

/** A changed step must still be one that the playbook could have had. */
export function mayChangePlan(asked: AskedOfStep, change: PlanChange, channels: readonly Channel[]): Answer {
  const { person, planned, playbook } = asked;
  const role = lacksRole(person, ['duty-officer']) ?? onItsWay(asked);
  if (role !== null) return role;
  const branch = playbook.branches.find(({ id }) => id === planned.ref.branch)!;
  const [fault] = stepFaults(changed(planned.step, change), branch, [], channels);
  return fault === undefined ? true : phrase('refused-plan', { reason: fault.reason });
}

export function mayMark(
  { person, playbook }: Asked & { playbook: Playbook },
  mark: Mark,
  ticket: TicketId | null,
): Answer {
  const needsTicket = mark === 'candidate-lost';
  const known = playbook.branches.some((branch) => ticketOf(branch) === ticket && ticket !== null);
  return (
    lacksRole(person, ['duty-officer', 'embassy-officer']) ??
    (known === needsTicket ? null : phrase('refused-mark', { name: ticket ?? '' })) ??
    true
  );
}

export function mayUnmark({ person, state }: Asked, mark: Mark): Answer {
  return (
    lacksRole(person, ['duty-officer', 'embassy-officer']) ??
    (state.marks.some((one) => one.mark === mark) ? true : phrase('refused-mark', { name: '' }))
  );
}
