/**
 * Reads the playbook from YAML: (text, name of the file) → playbook, or an error that names every fault by line.
 *
 * What a schema cannot say (one branch a winner, a way back for whatever leaves, no word of another outcome) is in
 * `check-playbook.ts`.
 */
import { z } from 'zod';
import { readYaml } from '../election/read-yaml.ts';
import { ACTS } from '../verdict/verdict.ts';
import { playbookFaults } from './check-playbook.ts';
import type { BranchTrigger, Playbook } from './playbook.ts';

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

const TRIGGER = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('winner'), ticket: z.string().min(1) }),
  z.strictObject({ kind: z.literal('standing') }),
  z.strictObject({
    kind: z.literal('undecided'),
    date: z.iso.date('write a date, as 2024-11-07'),
    'local-time': z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day, as 12:00'),
    zone: ZONE,
  }),
  z.strictObject({ kind: z.literal('contested') }),
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
  due: z
    .strictObject({
      anchor: z.enum(['armed', 'gate', 'message-sent', 'call-ended']),
      minutes: z.int().min(-10_080).max(43_200),
    })
    .nullable()
    .default(null),
  recipients: z.array(TWIN).default([]),
  document: z.strictObject({ subject: TWIN, body: TWIN }).nullable().default(null),
  withdrawal: ID.nullable().default(null),
});

const PLAYBOOK = z.strictObject({
  id: ID,
  title: TWIN,
  'approval-minutes': z.int().min(1).max(1_440),
  'countdown-seconds': z.int().min(1).max(600),
  branches: z
    .array(
      z.strictObject({
        id: ID,
        title: TWIN,
        when: TRIGGER,
        forbidden: z.array(WORDS).default([]),
        steps: z.array(STEP).min(1, 'add a step'),
      }),
    )
    .min(1, 'add a branch'),
});

type PlaybookFile = z.infer<typeof PLAYBOOK>;

export function readPlaybook(text: string, source: string): Playbook {
  return playbookOf(readYaml(text, source, PLAYBOOK, (file) => playbookFaults(playbookOf(file))));
}

function playbookOf(file: PlaybookFile): Playbook {
  const { id, title } = file;
  return {
    id,
    title,
    approvalMinutes: file['approval-minutes'],
    countdownSeconds: file['countdown-seconds'],
    branches: file.branches.map((branch) => ({ ...branch, when: triggerOf(branch.when) })),
  };
}

function triggerOf(when: PlaybookFile['branches'][number]['when']): BranchTrigger {
  if (when.kind !== 'undecided') return when;
  const { kind, date, zone } = when;
  const localTime = when['local-time'];
  const at = Temporal.PlainDateTime.from(`${date}T${localTime}`).toZonedDateTime(zone).epochMilliseconds;
  return { kind, date, localTime, zone, at };
}

function isZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
