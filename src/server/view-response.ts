/**
 * The prepared response as the page shows it: branches, steps, what each lacks, and what this person may do.
 */
import type { DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import { personOf } from '../fold/context.ts';
import { mayApprove, mayRelease, mayStop } from '../response/permit.ts';
import { isWithdrawal } from '../response/playbook.ts';
import { hasLeft } from '../response/releases.ts';
import type { Approval, Plan, PlannedStep } from '../response/response.ts';
import type { Phrase, Verdict } from '../verdict/verdict.ts';
import type { BranchView, StepView } from './wire.ts';
import type { Wording } from './wording.ts';

export type Viewer = { readonly words: Wording; readonly person: string; readonly at: Instant };

export function branchViews(reader: DeskReader, plan: Plan, verdict: Verdict, viewer: Viewer): BranchView[] {
  return plan.branches.map(({ branch, armed, since, steps }) => ({
    id: branch.id,
    title: branch.title[viewer.words.language],
    ticket: branch.when.kind === 'winner' ? branch.when.ticket : null,
    armed,
    since,
    armsAt: armsAt(plan, branch.id),
    steps: steps.map((step) => stepView(reader, plan, step, verdict, viewer)),
  }));
}

function armsAt(plan: Plan, branch: string): Instant | null {
  return (
    plan.deadlines.find(({ what }) => what.key === 'deadline-arms' && what.values['branch'] === branch)?.at ??
    null
  );
}

function stepView(
  reader: DeskReader,
  plan: Plan,
  planned: PlannedStep,
  verdict: Verdict,
  viewer: Viewer,
): StepView {
  const { step, ref } = planned;
  const { state } = reader;
  const { words } = viewer;
  const { language } = words;
  const release = state.response.steps[`${ref.branch}/${ref.step}`]?.release ?? null;
  return {
    branch: ref.branch,
    id: step.id,
    kind: step.kind,
    title: step.title[language],
    owner: step.owner,
    standing: planned.standing,
    lacks: planned.lacks.map((phrase) => words.phrase(phrase)),
    gateOpenedAt: planned.gateOpenedAt,
    gateExpectedAt: planned.gateExpectedAt,
    dueAt: planned.dueAt,
    approvalsNeeded: step.approvals,
    approvals: approvalsOf(reader, planned).map(({ person, at, expiresAt }) => ({
      person: words.person(person),
      at,
      expiresAt,
    })),
    recipients: step.recipients.map((recipient) => recipient[language]),
    document: documentOf(reader, planned, words),
    release:
      release === null
        ? null
        : {
            by: words.person(release.by),
            second: words.person(release.second),
            leavesAt: release.leavesAt,
            state: release.state,
            stopped:
              release.stopped === null ? null : { at: release.endedAt!, why: words.phrase(release.stopped) },
            receipt: release.receipt,
          },
    may: mayOf(reader, plan, planned, verdict, viewer),
    isWithdrawal: isWithdrawal(step),
  };
}

function documentOf(reader: DeskReader, planned: PlannedStep, words: Wording): StepView['document'] {
  const draft = reader.state.response.steps[`${planned.ref.branch}/${planned.ref.step}`]?.draft ?? null;
  const text = planned.document;
  if (text === null) return null;
  const draftedBy = draft === null ? 'template' : words.person(draft.by);
  return {
    subject: text.subject[words.language],
    body: text.body[words.language],
    binds: planned.binds,
    draftedBy,
  };
}

function mayOf(
  reader: DeskReader,
  plan: Plan,
  planned: PlannedStep,
  verdict: Verdict,
  viewer: Viewer,
): StepView['may'] {
  const { context, state } = reader;
  const person = personOf(context, viewer.person);
  const common = {
    playbook: context.playbook,
    people: context.people,
    state: state.response,
    verdict,
    plan,
    at: viewer.at,
    person,
    planned,
    binds: planned.binds,
  };
  const word = (answer: true | Phrase) => (answer === true ? true : viewer.words.phrase(answer));
  return {
    approve: word(mayApprove(common)),
    release: word(mayRelease({ ...common, second: null })),
    stop: word(mayStop(common)),
  };
}

/** Those that count now; of what has left, those with which it left. */
function approvalsOf({ state }: DeskReader, { ref, valid }: PlannedStep): readonly Approval[] {
  const known = state.response.steps[`${ref.branch}/${ref.step}`];
  const release = known?.release ?? null;
  if (known === undefined || release === null || !hasLeft(release)) return valid;
  return known.approvals.filter(
    ({ binds, ended }) => binds === release.binds && (ended === null || ended.at >= release.at),
  );
}
