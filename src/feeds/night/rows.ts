/**
 * The rows of a recorded night: fields of one line in, a report, call, fact or final figure out, or why not.
 *
 * An empty field is unknown, never zero. Whether figures are believable is not asked here (`returns` does).
 */
import { z } from 'zod';
import { type Baseline, type Election, type TicketId, WHOLE } from '../../election/election.ts';
import { type Instant, parseInstant } from '../../election/instant.ts';
import type { Call, CountReport, Fact, FactKind, Precision } from '../../election/report.ts';

export type Fields = Readonly<Record<string, string>>;
export type Read<T> = { readonly value: T } | { readonly reason: string };
export type Reader<T> = (fields: Fields) => Read<T>;

/** Columns of each file; the tickets' own come between `total` and what follows it. */
export const COLUMNS = {
  baseline: ['unit', 'contest', 'election', 'total'],
  results: ['unit', 'contest', 'total'],
  counts: ['seq', 'unit', 'contest', 'reported_at', 'observed_at', 'total', 'expected_share', 'precision'],
  calls: ['contest', 'desk', 'ticket', 'called_at', 'retracted_at', 'precision', 'source'],
  events: ['at', 'kind', 'by', 'scope', 'ticket', 'source'],
  counting: ['contest', 'early_bias', 'first_night_share'],
} as const;

export const KINDS: readonly FactKind[] = [
  'polls-close',
  'claim',
  'concession',
  'concession-withdrawn',
  'count',
  'feed-fault',
  'recount',
  'court',
  'certification',
  'annulment',
  'electors-vote',
  'congress-count',
  'inauguration',
  'statement',
  'message',
  'premature-message',
  'telephone',
  'meeting',
];

const filled = z.string().min(1, 'it is empty');
export const moment = z
  .string()
  .refine(isMoment, 'it is no moment; write it in UTC, as 2024-11-06T10:34:00Z');
const momentOrNothing = z.union([z.literal('').transform(() => null), moment]);
/** Digits only: `Number` would read "1e6", "0x10" and " " as numbers too. */
const figure = z
  .string()
  .regex(/^-?\d{1,15}$/, 'it is no whole number')
  .transform(Number);
const figureOrNothing = z.union([z.literal('').transform(() => null), figure]);
const decimal = z
  .string()
  .regex(/^-?\d*\.?\d+(e-?\d+)?$/i, 'it is no number')
  .transform(Number);
const decimalOrNothing = z.union([z.literal('').transform(() => null), decimal]);

/** A count without its place in the feed, and its number in it. */
export type CountRow = { readonly seq: number; readonly report: Omit<CountReport, 'feed' | 'position'> };

export function countReader({ tickets }: Election): Reader<CountRow> {
  const ids = tickets.map(({ id }) => id);
  const schema = z.object({
    seq: figure,
    unit: filled,
    contest: filled,
    reported_at: momentOrNothing,
    observed_at: momentOrNothing,
    total: figureOrNothing,
    ...columnsOf(ids, figureOrNothing),
    expected_share: decimalOrNothing,
    precision: oneOf(['exact', 'rounded']),
  });
  return reader(schema, (row) => ({
    seq: row.seq,
    report: {
      unit: row.unit,
      contest: row.contest,
      reportedAt: row.reported_at,
      observedAt: row.observed_at,
      votes: votesOf(ids, row),
      total: row.total,
      expectedShare: row.expected_share,
      precision: row.precision,
    },
  }));
}

/** A call, and where the desk took it back, when. */
export type CallRow = { readonly call: Call; readonly retractedAt: string | null };

export function callReader(election: Election): Reader<CallRow> {
  const schema = z.object({
    contest: scopeOf(election),
    desk: filled,
    ticket: ticketOf(election),
    called_at: moment,
    retracted_at: momentOrNothing,
    precision: oneOf<Precision>(['exact', 'post', 'approx']),
    source: z.string(),
  });
  return reader(schema, ({ contest, desk, ticket, called_at, retracted_at, precision, source }) => ({
    call: { desk, contest, ticket, saidAt: called_at, precision, source },
    retractedAt: retracted_at,
  }));
}

export function factReader(election: Election): Reader<Fact> {
  const schema = z.object({
    at: moment,
    kind: oneOf(KINDS),
    by: z.string(),
    scope: scopeOf(election),
    ticket: z.union([z.literal('').transform(() => null), ticketOf(election)]),
    source: z.string(),
  });
  return reader(schema, ({ at, kind, by, scope, ticket, source }) => ({
    kind,
    by,
    scope,
    ticket,
    saidAt: at,
    // The file does not say how far to trust its hours; only a closing is fixed to the minute, by law.
    precision: kind === 'polls-close' ? 'exact' : 'approx',
    source,
  }));
}

/** Final figures of a unit: a row of `baseline.csv` or `results.csv`. */
export function finalReader({ tickets }: Election): Reader<Baseline> {
  const ids = tickets.map(({ id }) => id);
  const schema = z.object({
    unit: filled,
    contest: filled,
    total: figureOrNothing,
    ...columnsOf(ids, figure),
  });
  return reader(schema, (row) => ({
    unit: row.unit,
    contest: row.contest,
    total: row.total,
    votes: votesOf(ids, row) as Record<TicketId, number>,
  }));
}

/** How a contest's count usually runs: see `reconstruction.ts`. */
export type CountingRow = {
  readonly contest: string;
  readonly earlyBias: number;
  readonly firstNightShare: number;
};

export function countingReader(): Reader<CountingRow> {
  const schema = z.object({ contest: filled, early_bias: decimal, first_night_share: decimal });
  return reader(schema, ({ contest, early_bias, first_night_share }) => ({
    contest,
    earlyBias: early_bias,
    firstNightShare: first_night_share,
  }));
}

function reader<Schema extends z.ZodType, T>(schema: Schema, make: (row: z.output<Schema>) => T): Reader<T> {
  return (fields) => {
    const parsed = schema.safeParse(fields);
    if (parsed.success) return { value: make(parsed.data) };
    return { reason: parsed.error.issues.map((issue) => reasonOf(issue, fields)).join('; ') };
  };
}

function reasonOf(issue: z.core.$ZodIssue, fields: Fields): string {
  const column = String(issue.path[0]);
  // A field that may be empty is refused for what it is, not for not being empty.
  const inner = issue.code === 'invalid_union' ? issue.errors.at(-1)?.[0] : issue;
  return `${column} "${fields[column] ?? ''}": ${inner?.message ?? issue.message}`;
}

function isMoment(text: string): boolean {
  try {
    return Number.isFinite(parseInstant(text));
  } catch {
    return false;
  }
}

function scopeOf({ contests }: Election) {
  const known = new Set([WHOLE, ...contests.map(({ id }) => id)]);
  return z.string().refine((id) => known.has(id), `it is neither a contest of this election nor ${WHOLE}`);
}

function oneOf<T extends string>(values: readonly T[]) {
  return z.enum(values, `it is none of ${values.join(', ')}`);
}

function ticketOf({ tickets }: Election) {
  return oneOf(tickets.map(({ id }) => id));
}

function columnsOf<T>(ids: readonly TicketId[], column: T): Record<TicketId, T> {
  return Object.fromEntries(ids.map((id) => [id, column]));
}

function votesOf(
  ids: readonly TicketId[],
  row: Readonly<Record<string, unknown>>,
): Record<TicketId, number | null> {
  return Object.fromEntries(ids.map((id) => [id, row[id] as number | null]));
}

/** The time of a row: when it was seen, else the feed's own stamp; null where it says neither. */
export function timeOf({
  observedAt,
  reportedAt,
}: Pick<CountReport, 'observedAt' | 'reportedAt'>): Instant | null {
  const text = observedAt ?? reportedAt;
  return text === null ? null : parseInstant(text);
}
