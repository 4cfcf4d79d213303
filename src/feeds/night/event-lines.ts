/**
 * Reads `events.jsonl`: what was said and decided about one election, a line each (FORMATS: the events of a case).
 *
 * One line in, a call, retraction or fact out, with the moment at which it became known; or why it is none. A night
 * of which nobody kept the counts is told by such lines alone.
 */
import { z } from 'zod';
import { type Election, WHOLE } from '../../election/election.ts';
import { type Instant, parseInstant } from '../../election/instant.ts';
import type { Call, Fact } from '../../election/report.ts';
import * as rows from './rows.ts';

export type EventLine = { readonly knownAt: Instant } & (
  | { readonly kind: 'call' | 'retraction'; readonly data: Call }
  | { readonly kind: 'fact'; readonly data: Fact }
);

/** A reader of lines for one election: contests and tickets that it does not have are refused. */
export function eventLineReader(election: Election): (line: string) => rows.Read<EventLine> {
  const schema = lineSchema(election);
  return (line) => {
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch {
      return { reason: 'it is not JSON; write one object a line' };
    }
    const parsed = schema.safeParse(row);
    if (!parsed.success) return { reason: parsed.error.issues.map(reasonOf).join('; ') };
    return { value: eventOf(parsed.data) };
  };
}

function lineSchema(election: Election) {
  const ticket = z.enum(election.tickets.map(({ id }) => id));
  const fact = z.strictObject({
    kind: z.enum(rows.KINDS),
    at: rows.moment,
    known: rows.moment.exactOptional(),
    by: z.string(),
    scope: z.enum([WHOLE, ...election.contests.map(({ id }) => id)]).default(WHOLE),
    ticket: ticket.nullable().default(null),
    precision: z.enum(['exact', 'post', 'approx']),
    source: z.string().default(''),
    note: z.string().exactOptional(),
    from: z.string().exactOptional(),
    public: z.boolean().exactOptional(),
    exitPoll: z.boolean().exactOptional(),
    rejects: z.boolean().exactOptional(),
    margin: z.number().exactOptional(),
    counted: z.number().min(0).exactOptional(),
    decisive: z.boolean().exactOptional(),
    state: z.enum(['open', 'cleared', 'ordered', 'ended']).exactOptional(),
    mandatory: z.boolean().exactOptional(),
    effect: z
      .enum(['challenge', 'stay', 'stay-lifted', 'dismissed', 'upheld', 'remand', 'none'])
      .exactOptional(),
    stage: z.enum(['declared', 'final']).exactOptional(),
    majority: z.boolean().exactOptional(),
    challengeUntil: rows.moment.exactOptional(),
    basis: z.enum(['complete-count', 'mathematically-decided']).exactOptional(),
  });
  const call = fact
    .pick({
      at: true,
      known: true,
      by: true,
      scope: true,
      precision: true,
      source: true,
      note: true,
      basis: true,
    })
    .extend({ kind: z.enum(['call', 'retract']), ticket });
  return z.discriminatedUnion('kind', [call, fact]);
}

type Row = z.output<ReturnType<typeof lineSchema>>;

function eventOf(row: Row): EventLine {
  const { at, known, note, source: page } = row;
  const knownAt = parseInstant(known ?? at);
  const source = [page, note].filter((text) => text).join('; ');
  if (isCall(row)) {
    const { kind, by, scope, ticket, precision, ...rest } = row;
    const basis = rest.basis === undefined ? {} : { basis: rest.basis };
    const data = { desk: by, contest: scope, ticket, saidAt: at, precision, source, ...basis };
    return { knownAt, kind: kind === 'call' ? 'call' : 'retraction', data };
  }
  const { at: saidAt, known: _known, note: _note, ...fact } = row;
  return { knownAt, kind: 'fact', data: { ...fact, source, saidAt } };
}

type CallRow = Extract<Row, { readonly kind: 'call' | 'retract' }>;

function isCall(row: Row): row is CallRow {
  return row.kind === 'call' || row.kind === 'retract';
}

function reasonOf({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}
