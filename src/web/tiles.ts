/**
 * Where each state's tile lies in the map: row and column from 1, one tile a state, roughly where the eye looks for it.
 * Districts have no tile: they are strips in their state's. A contest without a place here is listed in the table only.
 */
import type { ContestId } from '../election/election.ts';

export type Place = { readonly row: number; readonly column: number };

const ROWS = [
  'AK .. .. .. .. .. .. .. .. .. ME',
  '.. .. .. .. .. .. .. .. .. VT NH',
  'WA ID MT ND MN IL WI MI NY RI MA',
  'OR NV WY SD IA IN OH PA NJ CT ..',
  'CA UT CO NE MO KY WV VA MD DE ..',
  '.. AZ NM KS AR TN NC SC DC .. ..',
  '.. .. .. OK LA MS AL GA .. .. ..',
  'HI .. .. TX .. .. .. .. FL .. ..',
];

export const TILES: ReadonlyMap<ContestId, Place> = new Map(
  ROWS.flatMap((line, row) =>
    line
      .split(' ')
      .map((id, column) => [id, { row: row + 1, column: column + 1 }] as const)
      .filter(([id]) => id !== '..'),
  ),
);

/** The nearest tile in a direction: along the row or column first, then the one least off it; null at the edge. */
export function neighbour(
  from: ContestId,
  direction: 'left' | 'right' | 'up' | 'down',
  among: readonly ContestId[],
): ContestId | null {
  const start = TILES.get(from);
  if (start === undefined) return null;
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  const along = direction === 'left' || direction === 'right' ? 'column' : 'row';
  const across = along === 'column' ? 'row' : 'column';
  let best: { readonly id: ContestId; readonly cost: number } | null = null;
  for (const id of among) {
    const place = TILES.get(id);
    const ahead = place === undefined ? 0 : (place[along] - start[along]) * sign;
    if (place === undefined || ahead <= 0) continue;
    // Leaving the line costs more than going far along it.
    const cost = ahead + 3 * Math.abs(place[across] - start[across]);
    if (best === null || cost < best.cost) best = { id, cost };
  }
  return best?.id ?? null;
}
