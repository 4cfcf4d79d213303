/**
 * The prepared response as data: branches by outcome, each with its steps. Read from YAML by `read-playbook.ts`.
 */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Act } from '../verdict/verdict.ts';
import type { Field } from './fields.ts';

export type Language = 'en' | 'ja';

export type Role =
  | 'duty-officer'
  | 'embassy-officer'
  | 'drafter'
  | 'approver'
  | 'press-officer'
  | 'administrator'
  | 'reader';

export type StepKind = 'message' | 'line' | 'briefing' | 'telephone' | 'readout' | 'meeting' | 'task';

/** What a deadline may count from: `gate` is the step's own gate, `call-held` the beginning of the talk. */
export const ANCHORS = [
  'armed',
  'gate',
  'message-sent',
  'call-held',
  'call-ended',
  'polls-close',
  'first-call',
  'concession',
  'arrival',
  'leaning',
  'called',
  'final-enough',
  'declared',
] as const;

export type Anchor = (typeof ANCHORS)[number];

export type Due = { readonly anchor: Anchor; readonly minutes: number } | LocalMoment;

/** A fact that must hold besides the verdict before a step may be released. */
export type Requirement = 'message-sent' | 'call-ended' | 'withdrawal-due';

/** What a person marks because no feed tells it: `ticket` is the candidate who was lost. */
export const MARKS = ['arrival', 'candidate-lost', 'contingent-election'] as const;

export type Mark = (typeof MARKS)[number];

export type Gate = { readonly act: Act | null; readonly requires: readonly Requirement[] };

export type Document = {
  readonly subject: Readonly<Record<Language, string>>;
  readonly body: Readonly<Record<Language, string>>;
};

export type Marking = { readonly id: string; readonly title: Readonly<Record<Language, string>> };

/** Somebody outside to whom a step goes, and by which way out. */
export type Recipient = Readonly<Record<Language, string>> & {
  /** Id of a channel of the desk; `file` is the drop that every desk has. */
  readonly channel: string;
  /** Where the channel delivers: an e-mail address; null where the channel has only one place. */
  readonly address: string | null;
};

/** A moment on a local clock, and the same moment. */
export type LocalMoment = {
  readonly date: string;
  readonly localTime: string;
  readonly zone: string;
  readonly at: Instant;
};

/** An appointment that leaves with a step: in the first span held for the talk, or at a local time. */
export type StepEvent = { readonly start: 'held-span' | LocalMoment; readonly minutes: number };

export type Step = {
  readonly id: string;
  readonly kind: StepKind;
  readonly title: Readonly<Record<Language, string>>;
  readonly owner: Role;
  readonly deputy: Role | null;
  readonly gate: Gate;
  readonly approvals: number;
  readonly due: Due | null;
  /** When any of these holds the step is no longer needed and stands down. */
  readonly exit: readonly Exclude<Requirement, 'withdrawal-due'>[];
  /** Empty for what does not leave the house. */
  readonly recipients: readonly Recipient[];
  readonly document: Document | null;
  readonly event: StepEvent | null;
  /** How it is to be handled: one of the playbook's markings; null where anybody may know of it. */
  readonly marking: string | null;
  /** Id of the step that takes this one back, released only when a withdrawal is due. */
  readonly withdrawal: string | null;
};

/**
 * When a branch arms: a winner's is armed by the verdict, `undecided` at a local time, `contested` by a hold,
 * `annulled` by an annulment, `candidate-lost` and `contingent` by a person's mark, and `standing` whenever no other
 * does. At most one branch of each, and one a ticket.
 */
export type BranchTrigger =
  | { readonly kind: 'winner'; readonly ticket: TicketId }
  | { readonly kind: 'standing' }
  | ({ readonly kind: 'undecided' } & LocalMoment)
  | { readonly kind: 'candidate-lost'; readonly ticket: TicketId }
  | { readonly kind: 'contested' | 'contingent' | 'annulled' };

export type Branch = {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  readonly when: BranchTrigger;
  /** Names and words of the other outcome that must not occur in any document of this branch. */
  readonly forbidden: readonly string[];
  /** What `{{name}}` in its texts stands for. */
  readonly fields: Readonly<Record<string, Field>>;
  readonly steps: readonly Step[];
  /** Who rings whom when a release of this branch is to be taken back, in order. */
  readonly calls: readonly { readonly who: Role; readonly whom: Readonly<Record<Language, string>> }[];
};

export type Playbook = {
  readonly id: string;
  readonly title: Readonly<Record<Language, string>>;
  /** How long an approval stays good, in minutes. */
  readonly approvalMinutes: number;
  /** Seconds in which a release can be stopped before anything leaves. */
  readonly countdownSeconds: number;
  /** The house's own scheme, from the lowest to the highest. */
  readonly markings: readonly Marking[];
  /** Titles that no text may use before the verdict permits the act `title`. */
  readonly titles: readonly string[];
  readonly branches: readonly Branch[];
};

export type Person = {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly roles: readonly Role[];
};

/** The ticket that a branch is about; null where it names no winner. */
export function ticketOf(branch: Branch): TicketId | null {
  return branch.when.kind === 'winner' ? branch.when.ticket : null;
}

/** The winner whom a step's release names. A remark is neutral in content, also in a winner's branch. */
export function namedBy(step: Step, branch: Branch): TicketId | null {
  return step.gate.act === 'remark' ? null : ticketOf(branch);
}

/** Whether a step goes to somebody outside, and so needs people, a release and perhaps a way back. */
export function leavesHouse(step: Step): boolean {
  return step.recipients.length > 0;
}

/** Whether a step takes another one back. */
export function isWithdrawal(step: Step): boolean {
  return step.gate.requires.includes('withdrawal-due');
}

/** The step that a withdrawal takes back; undefined where the step is none. */
export function takenBackBy({ id }: Step, { steps }: Branch): Step | undefined {
  return steps.find(({ withdrawal }) => withdrawal === id);
}
