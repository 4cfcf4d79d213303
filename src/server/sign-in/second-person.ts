/**
 * Does the second person of a release stand beside it? At a live desk nobody is named by another: the second has
 * approved the same text within minutes, or has confirmed in a session of their own.
 *
 * Both are records, so the answer is the same in the transaction that writes the release.
 */
import type { DeskReader } from '../../desk.ts';
import { type Instant, MINUTE } from '../../election/instant.ts';
import type { Draft } from '../../election/record.ts';
import { personOf } from '../../fold/context.ts';
import { SECONDS } from '../../response/permit.ts';
import { phrase } from '../../response/phrases.ts';
import { findPlanned } from '../../response/plan.ts';
import { leavesHouse } from '../../response/playbook.ts';
import type { PlannedStep, StepRef } from '../../response/response.ts';
import type { Phrase } from '../../verdict/verdict.ts';
import { signInPhrase } from './phrases.ts';

/** Long enough to walk to one's screen and read, short enough that it is about this moment. */
const SECOND_WITHIN = 10 * MINUTE;

export type OfText = StepRef & { readonly binds: string };

type Agreement = { readonly person: string; readonly until: Instant };

/** Who stands beside a step's text now, and how long that counts. */
export function agreementsOf(reader: DeskReader, planned: PlannedStep, at: Instant): Agreement[] {
  const approved = planned.valid.map(({ person, at: given }) => ({ person, until: given + SECOND_WITHIN }));
  const confirmed = reader.state.timeline
    .filter(({ kind, data }) => kind === 'second-confirmed' && isOf(data as OfText, planned))
    .map(({ by, at: given }) => ({ person: by.replace(/^person:/, ''), until: given + SECOND_WITHIN }));
  return [...approved, ...confirmed].filter(({ until }) => until > at);
}

/** Why a release with this second person cannot be ordered; null where they agree. */
export function secondIsAbsent(
  reader: DeskReader,
  { branch, step, second }: StepRef & { readonly second: string },
  at: Instant,
): Phrase | null {
  const planned = findPlanned(reader.watch.plan(reader.state, reader.context, at), { branch, step });
  const agrees =
    planned !== undefined && agreementsOf(reader, planned, at).some(({ person }) => person === second);
  return agrees ? null : signInPhrase('refused-second-absent', second);
}

/** A person confirms to stand beside a text as it is: the record, or the refusal. */
export function confirmSecond(reader: DeskReader, person: string, of: OfText, at: Instant): Draft {
  const planned = findPlanned(reader.watch.plan(reader.state, reader.context, at), of);
  const { branch, step, binds } = of;
  const why = refusalOf(reader, person, planned, of);
  const by = `person:${person}`;
  return why === null
    ? { at, by, kind: 'second-confirmed', data: { branch, step, binds } }
    : { at, by, kind: 'denied', data: { command: 'confirm', branch, step, why } };
}

function refusalOf(
  { context }: DeskReader,
  person: string,
  planned: PlannedStep | undefined,
  { branch, step, binds }: OfText,
): Phrase | null {
  if (planned === undefined) return phrase('refused-step', { branch, step });
  const { roles } = personOf(context, person);
  if (!roles.some((role) => SECONDS.includes(role)))
    return phrase('refused-role', { roles: SECONDS.join(',') });
  if (!leavesHouse(planned.step)) return signInPhrase('refused-stands-alone');
  return binds === planned.binds ? null : phrase('refused-binds');
}

function isOf(data: OfText, { ref, binds }: PlannedStep): boolean {
  return data.branch === ref.branch && data.step === ref.step && data.binds === binds;
}
