/**
 * Whether a document writes expected shares as 0–100 or as 0–1: (shares beside what the precincts say) → divisor.
 *
 * The same field of the same source has had both scales. A share read a hundred times too large would make an early
 * count look complete, so where nothing tells them apart the share is unknown.
 */
import type { Item } from './item.ts';

export type StatedShare = {
  readonly expected: number | null;
  /** Precincts that have reported over all, 0–1, where the source says it. */
  readonly precincts: number | null;
};

/** Below this, precincts tell nothing: 1 % and 0.01 are then as near to them as each other. */
const TELLING = 0.05;

/** 100, 1, or null where the document does not tell. */
export function shareDivisor(shares: Iterable<StatedShare>): 100 | 1 | null {
  let fractions = 0;
  let percents = 0;
  for (const { expected, precincts } of shares) {
    if (expected === null || expected === 0) continue;
    if (expected > 1) return 100;
    if (precincts === null || precincts < TELLING) continue;
    if (Math.abs(expected - precincts) < Math.abs(expected / 100 - precincts)) fractions += 1;
    else percents += 1;
  }
  if (fractions === percents) return null;
  return fractions > percents ? 1 : 100;
}

export function shareOf(expected: number | null, divisor: 100 | 1 | null): number | null {
  if (expected === null) return null;
  if (expected === 0) return 0;
  return divisor === null ? null : expected / divisor;
}

export function fractionOf(reported: number | null, all: number | null): number | null {
  return reported === null || all === null || all <= 0 ? null : reported / all;
}

/** Said once a document, where its shares had to be left unknown. */
export function undecidedScale(place: string): Item {
  const value = 'percent or fraction? the document does not tell, so expected shares are unknown';
  return { kind: 'status', place, about: 'expected-share', contest: null, unit: null, value, at: null };
}
