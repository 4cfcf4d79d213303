/** What the night has brought that a deadline may count from: (state, election) → moments, null for what has not come. */
import { WHOLE } from '../election/election.ts';
import type { NightMoments } from '../response/moments.ts';
import { type Evidence, type FactEvidence, isSaid } from '../verdict/evidence.ts';
import type { Context } from './context.ts';
import type { DeskState } from './state.ts';

export function nightMoments({ evidence }: DeskState, { election }: Context): NightMoments {
  const standing = evidence.filter((one) => !isSaid(one) || one.struck === null);
  const facts = standing.filter((one): one is FactEvidence => one.kind === 'fact');
  const lastOf = (kind: string) => facts.findLast(({ fact }) => fact.kind === kind && fact.scope === WHOLE);
  const conceded = lastOf('concession');
  const withdrawn = lastOf('concession-withdrawn');
  const stands = conceded !== undefined && (withdrawn === undefined || withdrawn.record < conceded.record);
  return {
    pollsClose: Math.max(...election.contests.map(({ pollsCloseLast }) => pollsCloseLast)),
    firstCall: earliest(standing.filter(({ kind }) => kind === 'call')),
    concession: stands ? conceded.knownAt : null,
    annulment: lastOf('annulment')?.knownAt ?? null,
  };
}

function earliest(all: readonly Evidence[]): number | null {
  return all.length === 0 ? null : all.reduce((least, { knownAt }) => Math.min(least, knownAt), Infinity);
}
