/**
 * Regions of the United States whose contests tend to swing together: the Census Bureau's nine divisions (2010 Census
 * Regions and Divisions of the United States). Contests that are not listed share one region.
 */
import type { Contest } from '../election/election.ts';

const DIVISIONS = [
  'CT ME MA NH RI VT',
  'NJ NY PA',
  'IL IN MI OH WI',
  'IA KS MN MO NE ND SD',
  'DE DC FL GA MD NC SC VA WV',
  'AL KY MS TN',
  'AR LA OK TX',
  'AZ CO ID MT NV NM UT WY',
  'AK CA HI OR WA',
];

const DIVISION_OF = new Map(
  DIVISIONS.flatMap((states, region) => states.split(' ').map((state) => [state, region])),
);

/** Number of regions that `regionOf` can name. */
export const REGION_COUNT = DIVISIONS.length + 1;

/** The region of a contest; a district lies in its state's. */
export function regionOf({ id, parent }: Contest): number {
  return DIVISION_OF.get(parent ?? id) ?? DIVISIONS.length;
}
