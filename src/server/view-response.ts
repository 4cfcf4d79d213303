/**
 * The prepared response as the page shows it: branches, steps, what each lacks, and what this person may do.
 */
import type { DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import { mayApprove, mayRelease, mayStop } from '../response/permit.ts';
import type { Language } from '../response/playbook.ts';
import type { Plan, PlannedStep } from '../response/response.ts';
import type { Phrase, Verdict } from '../verdict/verdict.ts';
import type { BranchView, StepView } from './wire.ts';
import { wordResponse } from './wording.ts';

export type Viewer = { readonly language: Language; readonly person: string; readonly at: Instant };

export function branchViews(reader: DeskReader, plan: Plan, verdict: Verdict, viewer: Viewer): BranchView[] {
  return plan.branches.map(({ branch, armed, since, steps }) => ({
    id: branch.id,
    title: branch.title[viewer.language],
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
  const { context, state } = reader;
  const { language } = viewer;
  const release = state.response.steps[`${ref.branch}/${ref.step}`]?.release ?? null;
  return {
    branch: ref.branch,
    id: step.id,
    kind: step.kind,
    title: step.title[language],
    owner: step.owner,
    standing: planned.standing,
    lacks: planned.lacks.map((phrase) => wordResponse(phrase, language, context)),
    gateOpenedAt: planned.gateOpenedAt,
    gateExpectedAt: planned.gateExpectedAt,
    dueAt: planned.dueAt,
    approvalsNeeded: step.approvals,
    approvals: planned.valid.map(({ person, at, expiresAt }) => ({
      person: context.personName(person, language),
      at,
      expiresAt,
    })),
    recipients: step.recipients,
    document: documentOf(reader, planned, language),
    release:
      release === null
        ? null
        : {
            by: context.personName(release.by, language),
            second: context.personName(release.second, language),
            leavesAt: release.leavesAt,
            state: release.state,
            receipt: release.receipt,
          },
    may: mayOf(reader, plan, planned, verdict, viewer),
    isWithdrawal: step.gate.requires.includes('withdrawal-due'),
  };
}

function documentOf(reader: DeskReader, planned: PlannedStep, language: Language): StepView['document'] {
  const draft = reader.state.response.steps[`${planned.ref.branch}/${planned.ref.step}`]?.draft ?? null;
  const text = draft ?? planned.step.document;
  if (text === null) return null;
  const draftedBy = draft === null ? 'template' : reader.context.personName(draft.by, language);
  return { subject: text.subject[language], body: text.body[language], binds: planned.binds, draftedBy };
}

function mayOf(
  reader: DeskReader,
  plan: Plan,
  planned: PlannedStep,
  verdict: Verdict,
  viewer: Viewer,
): StepView['may'] {
  const { context, state } = reader;
  const person = context.person(viewer.person);
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
  const word = (answer: true | Phrase) =>
    answer === true ? true : wordResponse(answer, viewer.language, context);
  return {
    approve: word(mayApprove(common)),
    release: word(mayRelease({ ...common, second: null })),
    stop: word(mayStop(common)),
  };
}
