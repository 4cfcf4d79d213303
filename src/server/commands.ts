/**
 * The edge at which a page's request becomes a typed command: everything unknown is refused with its path.
 */
import { z } from 'zod';
import { MARKINGS } from '../election/marking.ts';
import { MARKS } from '../response/playbook.ts';
import { PLAN_CHANGE } from '../response/read-playbook.ts';
import { BRIEF_COMMANDS } from './brief-commands.ts';
import { SURROUNDINGS_COMMANDS } from './surroundings-commands.ts';
import { TABLE_AT_MOST } from './view-hand-table.ts';
import type { Command, Steer } from './wire-command.ts';

const id = z.string().min(1).max(64);
const moment = z.number().int().nonnegative();
const text = z.string().max(20_000);
const reason = z.string().trim().min(1, 'say why, in a few words').max(2_000);
const both = z.strictObject({ en: text, ja: text });
const step = { branch: id, step: id };
const utc = z.iso.datetime();

const said = z.strictObject({
  do: z.enum(['call', 'retract']),
  desk: id,
  contest: id,
  ticket: id,
  saidAt: utc.optional(),
});

const fact = z.strictObject({
  kind: z.enum([
    'claim',
    'concession-withdrawn',
    'recount',
    'court',
    'certification',
    'annulment',
    'electors-vote',
    'congress-count',
    'inauguration',
  ]),
  by: z.string().trim().min(1, 'say which body or person').max(120),
  scope: id,
  ticket: id.nullable(),
  saidAt: utc.optional(),
  from: id.optional(),
  rejects: z.boolean().optional(),
  state: z.enum(['ordered', 'ended']).optional(),
  mandatory: z.boolean().optional(),
  effect: z.enum(['challenge', 'stay', 'stay-lifted', 'dismissed', 'upheld', 'remand']).optional(),
  stage: z.enum(['declared', 'final']).optional(),
});

const COMMAND = z.discriminatedUnion('do', [
  ...BRIEF_COMMANDS,
  ...SURROUNDINGS_COMMANDS,
  said,
  z.strictObject({ do: z.literal('strike'), record: z.number().int().positive(), reason }),
  z.strictObject({ do: z.literal('correct'), record: z.number().int().positive(), reason, as: said }),
  z.strictObject({ do: z.literal('concession'), ticket: id }),
  z.strictObject({ do: z.literal('fact'), fact }),
  z.strictObject({
    do: z.literal('count'),
    unit: id,
    contest: id,
    votes: z.record(id, z.number().int().nonnegative()),
    total: z.number().int().nonnegative(),
    expectedShare: z.number().min(0).max(1).nullable(),
    confirmed: z.boolean().optional(),
  }),
  z.strictObject({
    do: z.literal('counts'),
    table: z.string().min(1).max(TABLE_AT_MOST),
    contest: id.nullable(),
    confirmed: z.boolean().optional(),
  }),
  z.strictObject({
    do: z.literal('decide-report'),
    record: z.number().int().positive(),
    decision: z.enum(['accept', 'refuse']),
    reason,
  }),
  z.strictObject({ do: z.literal('set-projection'), contest: id, as: id.nullable(), reason }),
  z.strictObject({ do: z.literal('set-trust'), contest: id, order: z.array(id).max(32), reason }),
  z.strictObject({ do: z.literal('draft'), ...step, subject: both, body: both }),
  z.strictObject({ do: z.enum(['approve', 'revoke']), ...step, binds: id }),
  z.strictObject({ do: z.literal('release'), ...step, binds: id, second: id }),
  z.strictObject({ do: z.literal('stop'), ...step }),
  z.strictObject({ do: z.literal('override'), ...step, binds: id, reason }),
  z.strictObject({ do: z.literal('change-plan'), ...step, change: PLAN_CHANGE, reason }),
  z.strictObject({ do: z.literal('mark'), mark: z.enum(MARKS), ticket: id.nullable(), reason }),
  z.strictObject({ do: z.literal('unmark'), mark: z.enum(MARKS), reason }),
  z.strictObject({
    do: z.literal('resolve'),
    ...step,
    outcome: z.enum(['sent', 'not-sent']),
    reason,
    delivery: id.optional(),
  }),
  z.strictObject({ do: z.literal('done'), ...step }),
  z.strictObject({ do: z.enum(['hold-all', 'lift-hold']), reason }),
  z.strictObject({ do: z.enum(['hold-window', 'free-window']), from: moment, to: moment }),
  z.strictObject({ do: z.enum(['talk-started', 'talk-ended']) }),
  z.strictObject({
    do: z.literal('meeting'),
    state: z.enum(['requested', 'refused', 'agreed', 'held']),
    note: z.string().max(2_000),
    marking: z.enum(MARKINGS).optional(),
  }),
]);

const STEER = z.discriminatedUnion('do', [
  z.strictObject({ do: z.enum(['pause', 'resume', 'restart']) }),
  z.strictObject({ do: z.literal('speed'), speed: z.number().positive().max(100_000) }),
  z.strictObject({ do: z.literal('jump'), to: moment }),
]);

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string };

export function readCommand(body: unknown): Read<Command> {
  return read(COMMAND, body) as Read<Command>;
}

export function readSteer(body: unknown): Read<Steer> {
  return read(STEER, body);
}

function read<T>(schema: z.ZodType<T>, body: unknown): Read<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const { path, message } = parsed.error.issues[0]!;
  return { ok: false, reason: `${path.length === 0 ? 'the request' : path.join('.')}: ${message}` };
}
