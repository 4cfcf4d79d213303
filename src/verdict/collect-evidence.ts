/**
 * Gathers the verdict's evidence from the journal, entry by entry.
 *
 * (evidence, entry) → appended in place; true where the entry was the verdict's business. Nothing is taken out: a
 * struck entry stays and carries the record that struck it.
 */
import { parseInstant } from '../election/instant.ts';
import type { Entry } from '../election/record.ts';
import type { Call, Fact } from '../election/report.ts';
import { type Evidence, isSaid } from './evidence.ts';

/** A person's word that an earlier record was mistaken. */
export type Struck = { readonly record: number; readonly reason: string };

/** Takes the kinds `call`, `retraction`, `fact` and `struck`; leaves all others alone. */
export function collectEvidence(evidence: Evidence[], entry: Entry): boolean {
  const common = { record: entry.seq, knownAt: entry.at, by: entry.by, struck: null };
  switch (entry.kind) {
    case 'call':
    case 'retraction': {
      const call = entry.data as Call;
      const kind = entry.kind === 'call' ? 'call' : 'retract';
      evidence.push({ ...common, kind, saidAt: parseInstant(call.saidAt), call });
      return true;
    }
    case 'fact': {
      const fact = entry.data as Fact;
      evidence.push({ ...common, kind: 'fact', saidAt: parseInstant(fact.saidAt), fact });
      return true;
    }
    case 'struck': {
      const { record } = entry.data as Struck;
      const mistaken = evidence.find((each) => each.record === record);
      if (!mistaken || !isSaid(mistaken) || mistaken.struck !== null) return false;
      mistaken.struck = { record: entry.seq, at: entry.at };
      return true;
    }
    default:
      return false;
  }
}
