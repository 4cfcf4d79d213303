/** Which contests deserve a column: the decisive ones and those nearest to even, in the order of the tipping point. */
import type { ContestView } from '../../../../server/wire.ts';

/** Seven fit beside the groups at 1440 px and cover every contest that has decided a recent election. */
const COLUMNS = 7;

export function closestContests(contests: readonly ContestView[]): ContestView[] {
  const ranked = [...contests].sort(
    (a, b) => rank(a) - rank(b) || distance(a) - distance(b) || width(a) - width(b),
  );
  const chosen = new Set(ranked.slice(0, COLUMNS).map(({ id }) => id));
  return contests.filter(({ id }) => chosen.has(id));
}

function rank(contest: ContestView): number {
  return contest.decisive || contest.tips ? 0 : 1;
}

/** Distance of the chance from even, in hundredths: a model's last digits must not reorder settled contests. */
function distance({ chance }: ContestView): number {
  return chance === null ? 50 : Math.round(Math.abs(chance - 0.5) * 100);
}

function width({ margin }: ContestView): number {
  return margin === null ? 1 : Math.abs(margin);
}
