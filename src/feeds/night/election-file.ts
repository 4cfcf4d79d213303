/**
 * Reads `election.json` of a recorded night: text in, an election that is well formed out, or one error that names
 * every fault by its path.
 */
import { z } from 'zod';
import type { Election } from '../../election/election.ts';
import { parseInstant } from '../../election/instant.ts';
import { problemsOf } from '../../election/problems.ts';

const id = z.string().min(1);
const moment = z.string().transform((text, context) => {
  try {
    return parseInstant(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});

const ELECTION = z.strictObject({
  id,
  name: id,
  date: id,
  rule: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('electoral-college'), electors: z.number(), majority: z.number() }),
    z.strictObject({ kind: z.literal('plurality') }),
    z.strictObject({ kind: z.literal('two-round'), threshold: z.number() }),
  ]),
  tickets: z.array(z.strictObject({ id, name: id, party: z.string() })),
  contests: z.array(
    z.strictObject({
      id,
      name: id,
      kind: z.enum(['state', 'district']),
      parent: id.nullable(),
      electors: z.number(),
      pollsCloseFirst: moment,
      pollsCloseLast: moment,
    }),
  ),
});

/** Throws an error with one line a fault, each with the file's name: `election.json: contests[3].parent: …`. */
export function readElection(text: string, source: string): Election {
  const parsed = ELECTION.safeParse(jsonOf(text, source));
  const faults = parsed.success
    ? problemsOf(parsed.data).map(({ place, problem }) => `${place}: ${problem}`)
    : parsed.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`);
  if (faults.length > 0) throw new Error(faults.map((fault) => `${source}: ${fault}`).join('\n'));
  return parsed.data as Election;
}

function jsonOf(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${source}: ${(cause as Error).message}; write it as JSON`, { cause });
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (place, key) =>
      typeof key === 'number' ? `${place}[${key}]` : place === '' ? String(key) : `${place}.${String(key)}`,
    '',
  );
}
