/**
 * What is known of units before the day: earlier results and traits, sorted by contest and unit.
 *
 * It does not change while the vote is counted, so that it is sorted once and kept beside the baseline it came from.
 */
import type { Baseline, Contest, Election, TicketId, UnitId } from '../election/election.ts';
import { finite } from '../numeric/finite.ts';
import { hispanicShareOf } from './hispanic-share.ts';

/** Facts about a unit known before the day, as numbers: shares of residents by schooling or origin, for example. */
export type UnitTraits = { readonly unit: UnitId; readonly values: readonly number[] };

/** First ticket and second together, and the margin between them (0 without votes). */
export type Pair = { readonly sum: number; readonly margin: number };

export type Traits = readonly (number | null)[];

export type GroundPart = {
  readonly unit: UnitId;
  readonly earlier: Pair;
  /** One value a trait, null where it is not known of this unit. */
  readonly traits: Traits;
  /** Whether it may teach the model: not counted a second time in the contest's parent. */
  readonly teaches: boolean;
};

export type GroundContest = {
  readonly contest: Contest;
  /** In the order of unit ids. */
  readonly parts: readonly GroundPart[];
  readonly places: ReadonlyMap<UnitId, number>;
  /** The whole contest's own earlier result; null where the file has none. */
  readonly whole: Pair | null;
};

export type Ground = {
  readonly contests: readonly GroundContest[];
  readonly traitCount: number;
};

export const NOTHING: Pair = { sum: 0, margin: 0 };

type Sources = {
  readonly election: Election;
  readonly baseline: readonly Baseline[];
  readonly traits: readonly UnitTraits[];
};

const KNOWN = new WeakMap<readonly Baseline[], { readonly of: Sources; readonly ground: Ground }>();

/** The ground of an election; the same arrays give the same object. Throws where a figure is not finite. */
export function groundOf(sources: Sources): Ground {
  const known = KNOWN.get(sources.baseline);
  if (known !== undefined && known.of.election === sources.election && known.of.traits === sources.traits)
    return known.ground;
  const ground = prepared(sources);
  const { election, baseline, traits } = sources;
  KNOWN.set(baseline, { of: { election, baseline, traits }, ground });
  return ground;
}

function prepared({ election, baseline, traits }: Sources): Ground {
  const earlier = new Map(
    election.contests.map(({ id }) => [
      id,
      { parts: new Map<UnitId, Baseline>(), whole: null as Baseline | null },
    ]),
  );
  for (const row of baseline) {
    const own = earlier.get(row.contest);
    if (own === undefined) continue;
    if (row.unit === row.contest) own.whole = row;
    else own.parts.set(row.unit, row);
  }
  const traitsOf = new Map(traits.map(({ unit, values }) => [unit, values]));
  const unknown: Traits = (traits[0]?.values ?? []).map(() => null);
  const residentsOf = (unit: UnitId, { id, parent }: Contest) => hispanicShareOf(unit, parent ?? id);
  const hasResidents = election.contests.some((contest) =>
    earlier
      .get(contest.id)!
      .parts.keys()
      .some((unit) => residentsOf(unit, contest) !== null),
  );
  return {
    contests: election.contests.map((contest) => {
      const own = earlier.get(contest.id)!;
      const inParent = contest.parent === null ? undefined : earlier.get(contest.parent)?.parts;
      const parts = [...own.parts.keys()].sort().map(
        (unit): GroundPart => ({
          unit,
          earlier: pairOf(own.parts.get(unit)!.votes, election, `earlier votes of ${unit}`),
          traits: [...(traitsOf.get(unit) ?? unknown), ...(hasResidents ? [residentsOf(unit, contest)] : [])],
          teaches: inParent === undefined || !inParent.has(unit),
        }),
      );
      return {
        contest,
        parts,
        places: new Map(parts.map(({ unit }, i) => [unit, i])),
        whole:
          own.whole === null ? null : pairOf(own.whole.votes, election, `earlier votes of ${contest.id}`),
      };
    }),
    traitCount: unknown.length + Number(hasResidents),
  };
}

/** Throws where a figure is not finite, naming `quantity`. Negative votes count as none. */
export function pairOf(
  votes: Readonly<Record<TicketId, number>> | undefined,
  { tickets }: Election,
  quantity: string,
): Pair {
  const first = Math.max(0, finite(votes?.[tickets[0]!.id] ?? 0, quantity));
  const second = Math.max(0, finite(votes?.[tickets[1]!.id] ?? 0, quantity));
  const sum = first + second;
  return { sum, margin: sum === 0 ? 0 : (first - second) / sum };
}
