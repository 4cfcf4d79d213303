/** What leaves with a release, put together from playbook, draft and journal: (step, context) → letter and parcels. */
import { createHash } from 'node:crypto';
import type { DeskReader } from '../desk.ts';
import type { Delivery } from '../response/deliveries.ts';
import { keyOf, letterOf, RULE } from '../response/letter.ts';
import { type Document, isWithdrawal, type Language, type Step } from '../response/playbook.ts';
import type { PlannedStep, Release, StepRef, StepState } from '../response/response.ts';
import { dropLetter } from './file-drop.ts';
import type { Appointment, Outcome, Parcel } from './way.ts';
import { dropAppointment } from './ways.ts';

type Context = DeskReader['context'];

export type LeavingStep = {
  readonly ref: StepRef;
  readonly step: Step;
  readonly document: Document;
  readonly release: Release;
  readonly languages: readonly Language[];
  readonly zone: string;
  readonly rehearsal: boolean;
  readonly event: Appointment | null;
};

/** Null where the playbook has no text for the step. */
export function leavingStep(
  { ref, release }: StepState,
  planned: PlannedStep | undefined,
  context: Context,
): LeavingStep | null {
  if (planned === undefined || planned.document === null || release === null) return null;
  const { step, document } = planned;
  const { languages, zones } = context.profile;
  const rehearsal = context.opened.night !== null;
  const event = appointmentOf(step, release, context, languages[0]!);
  return { ref, step, document, release, languages, zone: zones.home.zone, rehearsal, event };
}

export function parcelOf(leaving: LeavingStep, part: Delivery): Parcel {
  const { ref, step, document, release, languages, event } = leaving;
  return {
    key: `${release.key}.${part.id}`,
    ref,
    at: release.leavesAt,
    recipient: step.recipients[part.recipients[0]!]!,
    texts: languages.map((language) => ({
      language,
      subject: document.subject[language],
      body: document.body[language],
    })),
    event,
  };
}

/** One letter for all whom the drop serves, and beside it the appointment. */
export async function dropParts(
  leaving: LeavingStep,
  part: Delivery | null,
  folder: string,
): Promise<Outcome> {
  const { step, document, release, languages, zone, rehearsal } = leaving;
  const { key } = release;
  const recipients =
    part === null ? step.recipients : part.recipients.map((place) => step.recipients[place]!);
  const options = { key, at: release.leavesAt, zone, rehearsal };
  const text = languages
    .map((language) => letterOf({ ...step, recipients }, document, language, options))
    .join(RULE);
  const letter = await dropLetter(folder, { key, name: 'letter.txt', text });
  if (letter.kind === 'failed' || leaving.event === null || part === null) return letter;
  const event = await dropAppointment({ ...parcelOf(leaving, part), key }, folder);
  return event.kind === 'sent' ? { kind: 'sent', receipt: `${letter.receipt}; ${event.receipt}` } : event;
}

const RESERVED: Readonly<Record<Language, string>> = { en: 'Reserved', ja: '予定あり' };
const REHEARSAL: Readonly<Record<Language, string>> = { en: 'REHEARSAL: ', ja: '演習：' };

/** A withdrawal takes back the appointment of the step that it withdraws. */
function appointmentOf(
  step: Step,
  { event, withdraws }: Release,
  { playbook, opened }: Context,
  language: Language,
): Appointment | null {
  if (event === null) return null;
  const branch = playbook.branches.find(({ steps }) => steps.includes(step))!;
  const root = keyOf(playbook, { branch: branch.id, step: withdraws ?? step.id });
  const title = step.marking === null ? step.title[language] : RESERVED[language];
  const cancelled = isWithdrawal(step);
  return {
    ...event,
    uid: `${createHash('sha256').update(root).digest('hex').slice(0, 32)}@firstcall`,
    sequence: cancelled ? 1 : 0,
    cancelled,
    title: opened.night === null ? title : `${REHEARSAL[language]}${title}`,
    confidential: step.marking !== null,
  };
}
