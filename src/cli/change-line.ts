/** One change of verdict, gate, projection or feed as `rehearse` prints it (FORMATS: `at, kind, scope, from, to, reasons`). */
import { formatInstant, type Instant } from '../election/instant.ts';
import type { Entry } from '../election/record.ts';
import type { Context } from '../fold/context.ts';
import type { ActChange, FeedChange, ModelCall, VerdictChange } from '../fold/records.ts';
import { wordingOf } from '../server/wording.ts';
import type { Phrase } from '../verdict/verdict.ts';

export type ChangeLine = {
  readonly at: string;
  readonly kind: 'verdict' | 'gate' | 'projection' | 'feed';
  readonly scope: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reasons: readonly string[];
};

type Worder = (data: never, context: Context, at: Instant) => Omit<ChangeLine, 'at'>;

const WORDERS: Readonly<Record<string, Worder>> = {
  verdict: ({ scope, from, to, ticket, reasons }: VerdictChange, context, at) => ({
    kind: 'verdict',
    scope,
    from,
    to: ticket === null ? to : `${to} ${ticket}`,
    reasons: inEnglish(reasons, context, at),
  }),
  act: ({ act, from, to, ticket, reasons }: ActChange, context, at) => ({
    kind: 'gate',
    scope: act,
    from,
    to: ticket === null ? to : `${to} ${ticket}`,
    reasons: inEnglish(reasons, context, at),
  }),
  'model-call': ({ contest, ticket, probability }: ModelCall) => ({
    kind: 'projection',
    scope: contest,
    from: null,
    to: ticket,
    reasons: [`The model gives it ${(probability * 100).toFixed(1)} %; advice only.`],
  }),
  feed: ({ feed, from, to }: FeedChange) => ({ kind: 'feed', scope: feed, from, to, reasons: [] }),
};

/** The line of a record, or null for a record that is none of these changes. */
export function changeLine(record: Entry, context: Context): ChangeLine | null {
  const word = WORDERS[record.kind];
  return word === undefined
    ? null
    : { at: formatInstant(record.at), ...word(record.data as never, context, record.at) };
}

function inEnglish(phrases: readonly Phrase[], context: Context, at: Instant): string[] {
  return phrases.map(wordingOf(context, 'en', at).phrase);
}
