/**
 * Reads the playbook from YAML: (text, name of the file) → playbook, or an error that names every fault by line.
 *
 * What a schema cannot say (one branch a winner, a way back for whatever leaves, no word of another outcome) is in
 * `check-playbook.ts`.
 */
import { z } from 'zod';
import { readYaml } from '../election/read-yaml.ts';
import { ACTS } from '../verdict/verdict.ts';
import { type Channel, FILE_DROP } from './channels.ts';
import { playbookFaults } from './check-playbook.ts';
import {
  ANCHORS,
  type BranchTrigger,
  type Due,
  type LocalMoment,
  type Playbook,
  type StepEvent,
} from './playbook.ts';

/** Ids become parts of file names and of keys. */
export const ID = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in small letters, digits and hyphens');

/** IANA names only: an abbreviation such as JST says nothing of summer time. */
export const ZONE = z.string().refine(isZone, 'write an IANA zone, as Asia/Tokyo');

const WORDS = z.string().trim().min(1, 'write some words');
export const TWIN = z.strictObject({ en: WORDS, ja: WORDS });

export const ROLE = z.enum([
  'duty-officer',
  'embassy-officer',
  'drafter',
  'approver',
  'press-officer',
  'administrator',
  'reader',
]);

const LOCAL = {
  date: z.iso.date('write a date, as 2024-11-07'),
  'local-time': z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day, as 12:00'),
  zone: ZONE,
};

const RECIPIENT = TWIN.extend({
  channel: ID.default(FILE_DROP),
  address: z.email('write an e-mail address').nullable().default(null),
});

const DUE = z.union([
  z.strictObject({ anchor: z.enum(ANCHORS), minutes: z.int().min(-10_080).max(43_200) }),
  z.strictObject(LOCAL),
]);

const EVENT = z.strictObject({
  start: z.union([z.literal('held-span'), z.strictObject(LOCAL)]),
  minutes: z.int().min(1).max(1_440),
});

const FIELD = z.discriminatedUnion('kind', [
  TWIN.extend({ kind: z.literal('text') }),
  z.strictObject({ kind: z.literal('title'), before: TWIN, permitted: TWIN }),
  z.strictObject({ kind: z.literal('electors') }),
]);

const TRIGGER = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('winner'), ticket: z.string().min(1) }),
  z.strictObject({ kind: z.literal('standing') }),
  z.strictObject({ kind: z.literal('undecided'), ...LOCAL }),
  z.strictObject({ kind: z.literal('candidate-lost'), ticket: z.string().min(1) }),
  z.strictObject({ kind: z.enum(['contested', 'contingent', 'annulled']) }),
]);

const STEP = z.strictObject({
  id: ID,
  kind: z.enum(['message', 'line', 'briefing', 'telephone', 'readout', 'meeting', 'task']),
  title: TWIN,
  owner: ROLE,
  deputy: ROLE.nullable().default(null),
  gate: z.strictObject({
    act: z.enum(ACTS).nullable().default(null),
    requires: z.array(z.enum(['message-sent', 'call-ended', 'withdrawal-due'])).default([]),
  }),
  approvals: z.int().min(0).max(5),
  due: DUE.nullable().default(null),
  exit: z.array(z.enum(['message-sent', 'call-ended'])).default([]),
  recipients: z.array(RECIPIENT).default([]),
  document: z.strictObject({ subject: TWIN, body: TWIN }).nullable().default(null),
  event: EVENT.nullable().default(null),
  marking: ID.nullable().default(null),
  withdrawal: ID.nullable().default(null),
});

/** What may be changed of a step while the plan runs, as a page sends it. */
export const PLAN_CHANGE = z.strictObject({
  owner: ROLE.optional(),
  deputy: ROLE.nullable().optional(),
  due: DUE.nullable()
    .transform((due) => dueOf(due))
    .optional(),
  approvals: z.int().min(0).max(5).optional(),
  recipients: z.array(RECIPIENT).max(20).optional(),
  dropped: z.boolean().optional(),
});

const PLAYBOOK = z.strictObject({
  id: ID,
  title: TWIN,
  'approval-minutes': z.int().min(1).max(1_440),
  'countdown-seconds': z.int().min(1).max(600),
  markings: z.array(z.strictObject({ id: ID, title: TWIN })).default([]),
  titles: z.array(WORDS).default([]),
  branches: z
    .array(
      z.strictObject({
        id: ID,
        title: TWIN,
        when: TRIGGER,
        forbidden: z.array(WORDS).default([]),
        fields: z.record(ID, FIELD).default({}),
        steps: z.array(STEP).min(1, 'add a step'),
        calls: z.array(z.strictObject({ who: ROLE, whom: TWIN })).default([]),
      }),
    )
    .min(1, 'add a branch'),
});

type PlaybookFile = z.infer<typeof PLAYBOOK>;

/** `channels` are the ways out that the desk has besides the file drop. */
export function readPlaybook(text: string, source: string, channels: readonly Channel[] = []): Playbook {
  return playbookOf(readYaml(text, source, PLAYBOOK, (file) => playbookFaults(playbookOf(file), channels)));
}

function playbookOf(file: PlaybookFile): Playbook {
  const { id, title, markings, titles } = file;
  return {
    id,
    title,
    approvalMinutes: file['approval-minutes'],
    countdownSeconds: file['countdown-seconds'],
    markings,
    titles,
    branches: file.branches.map((branch) => ({
      ...branch,
      when: triggerOf(branch.when),
      steps: branch.steps.map((step) => ({ ...step, due: dueOf(step.due), event: eventOf(step.event) })),
    })),
  };
}

function dueOf(due: z.infer<typeof DUE> | null): Due | null {
  return due === null || 'anchor' in due ? due : localMoment(due);
}

function eventOf(event: z.infer<typeof EVENT> | null): StepEvent | null {
  if (event === null) return null;
  const { start, minutes } = event;
  return { start: start === 'held-span' ? start : localMoment(start), minutes };
}

function triggerOf(when: PlaybookFile['branches'][number]['when']): BranchTrigger {
  return when.kind === 'undecided' ? { kind: when.kind, ...localMoment(when) } : when;
}

/** A time that a change of the clock skips is the one after it; one that occurs twice is the first. */
function localMoment(local: { date: string; 'local-time': string; zone: string }): LocalMoment {
  const { date, zone } = local;
  const localTime = local['local-time'];
  const at = Temporal.PlainDateTime.from(`${date}T${localTime}`).toZonedDateTime(zone).epochMilliseconds;
  return { date, localTime, zone, at };
}

function isZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
