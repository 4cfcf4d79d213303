/**
 * The prepared response as the page shows it: branches, steps, what each lacks, and what this person may do.
 */
import { linesOfSteps } from '../brief/podium.ts';
import type { DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import { personOf } from '../fold/context.ts';
import { stepKey } from '../response/apply.ts';
import { type AskedOfStep, mayApprove, mayRelease, mayStop } from '../response/permit.ts';
import { mayOverride } from '../response/permit-plan.ts';
import { isWithdrawal, type Language } from '../response/playbook.ts';
import { hasLeft } from '../response/releases.ts';
import type { Approval, Plan, PlannedStep } from '../response/response.ts';
import type { Phrase, Verdict } from '../verdict/verdict.ts';
import { mayReadText } from './marked-steps.ts';
import type { BranchView, StepView } from './wire.ts';
import type { Wording } from './wording.ts';

export type Viewer = { readonly words: Wording; readonly person: string; readonly at: Instant };

export function branchViews(reader: DeskReader, plan: Plan, verdict: Verdict, viewer: Viewer): BranchView[] {
  const lines = linesOfSteps(reader.state.stories, verdict);
  const { language } = viewer.words;
  return plan.branches.map(({ branch, armed, since, steps }) => ({
    id: branch.id,
    title: branch.title[viewer.words.language],
    ticket: branch.when.kind === 'winner' ? branch.when.ticket : null,
    armed,
    since,
    armsAt: armsAt(plan, branch.id),
    steps: steps.map((step) => {
      const line = lines.get(stepKey(step.ref));
      return {
        ...stepView(reader, plan, step, verdict, viewer),
        line: line === undefined ? null : { ...line, title: line.title[language] },
      };
    }),
    forbidden: branch.forbidden,
    calls: branch.calls.map(({ who, whom }) => ({ who, whom: whom[viewer.words.language] })),
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
): Omit<StepView, 'line'> {
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
    ...recipientsOf(planned, language),
    document: documentOf(reader, planned, viewer),
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
    ...detailsOf(reader, plan, planned, verdict, viewer),
  };
}

/** To whom it goes, and to whom it does not though they are named. */
function recipientsOf(
  { step, spared }: PlannedStep,
  language: Language,
): Pick<StepView, 'recipients' | 'spared'> {
  const names = step.recipients.map((recipient) => recipient[language]);
  return {
    recipients: names.filter((_, place) => !spared.includes(place)),
    spared: spared.map((place) => names[place]!),
  };
}

/** What else is known of a step: how it is to be handled, what it rests on, its parts, and who overrode its gate. */
function detailsOf(
  reader: DeskReader,
  plan: Plan,
  planned: PlannedStep,
  verdict: Verdict,
  viewer: Viewer,
): Pick<StepView, 'deputy' | 'marking' | 'source' | 'facts' | 'deliveries' | 'override'> {
  const { step, ref, facts, overrides, overridden } = planned;
  const { context, state } = reader;
  const { words } = viewer;
  const { language } = words;
  const release = state.response.steps[stepKey(ref)]?.release ?? null;
  const written = state.response.steps[stepKey(ref)]?.draft ?? step.document;
  const by = release !== null && hasLeft(release) ? release.overrides : overrides;
  const may = mayOverride(askedOf(reader, plan, planned, verdict, viewer));
  return {
    deputy: step.deputy,
    source:
      written === null || !isReadBy(reader, planned, viewer)
        ? null
        : { subject: written.subject[language], body: written.body[language] },
    marking: context.playbook.markings.find(({ id }) => id === step.marking)?.title[language] ?? null,
    facts: isReadBy(reader, planned, viewer)
      ? facts.map(({ field, value, records }) => ({ field, value: value[language], records }))
      : [],
    deliveries: (release?.deliveries ?? []).map((part) => ({
      id: part.id,
      to: words.listed(part.recipients.map((place) => step.recipients[place]?.[language] ?? '')),
      channel: part.channel,
      state: part.state,
      at: part.endedAt,
      told: part.receipt ?? part.reason,
    })),
    override: {
      people: by.map(({ person, at, reason }) => ({ person: words.person(person), at, reason })),
      open: overridden,
      may: may === true ? true : words.phrase(may),
    },
  };
}

const WITHHELD = {
  en: 'This text is marked above what you may read.',
  ja: '閲覧権限を超える区分の文面です。',
};

function documentOf(reader: DeskReader, planned: PlannedStep, viewer: Viewer): StepView['document'] {
  const { words } = viewer;
  const draft = reader.state.response.steps[`${planned.ref.branch}/${planned.ref.step}`]?.draft ?? null;
  const text = planned.document;
  if (text === null) return null;
  const draftedBy = draft === null ? 'template' : words.person(draft.by);
  if (!isReadBy(reader, planned, viewer)) {
    const told = WITHHELD[words.language];
    return { subject: told, body: told, binds: planned.binds, draftedBy };
  }
  return {
    subject: text.subject[words.language],
    body: text.body[words.language],
    binds: planned.binds,
    draftedBy,
  };
}

function isReadBy({ context }: DeskReader, { step }: PlannedStep, { person }: Viewer): boolean {
  return mayReadText(context, personOf(context, person), step);
}

function askedOf(
  { context, state }: DeskReader,
  plan: Plan,
  planned: PlannedStep,
  verdict: Verdict,
  viewer: Viewer,
): AskedOfStep {
  const { playbook, people } = context;
  const person = personOf(context, viewer.person);
  const { at } = viewer;
  return {
    playbook,
    people,
    state: state.response,
    verdict,
    plan,
    at,
    person,
    planned,
    binds: planned.binds,
  };
}

function mayOf(
  reader: DeskReader,
  plan: Plan,
  planned: PlannedStep,
  verdict: Verdict,
  viewer: Viewer,
): StepView['may'] {
  const common = askedOf(reader, plan, planned, verdict, viewer);
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
