/**
 * A visit: where the two could meet, in what order of wish, and the legs that lead there. (plan, margin) → faults.
 *
 * A leg ends where the next begins, and with enough time in between: a motorcade that must hurry is a plan that fails.
 */
import { type Instant, MINUTE } from '../election/instant.ts';

type Twin = { readonly en: string; readonly ja: string };

export type VisitOption = {
  readonly kind: 'stop-over' | 'capital' | 'summit' | 'residence';
  readonly place: Twin;
  readonly zone: string;
  readonly from: Instant;
  readonly to: Instant;
  /** What speaks for and against it. */
  readonly note: Twin;
};

export type Leg = {
  readonly from: Twin;
  readonly fromZone: string;
  readonly departs: Instant;
  readonly to: Twin;
  readonly toZone: string;
  readonly arrives: Instant;
};

export type VisitPlan = {
  /** The most wished first. */
  readonly options: readonly VisitOption[];
  readonly legs: readonly Leg[];
  readonly delegation: readonly string[];
  readonly checklist: readonly { readonly what: Twin; readonly done: boolean }[];
};

/** What is done where no meeting can be had yet. */
export const FALLBACKS = ['envoy', 'letter', 'delegation', 'first-date'] as const;
export type FallbackKind = (typeof FALLBACKS)[number];

export type LegFault =
  | { readonly kind: 'backwards'; readonly leg: number }
  | { readonly kind: 'elsewhere'; readonly leg: number }
  | { readonly kind: 'margin'; readonly leg: number; readonly minutes: number };

/** Faults of the legs, by their place; none where the journey holds together. */
export function legFaults(legs: readonly Leg[], marginMinutes: number): LegFault[] {
  return legs.flatMap((leg, index): LegFault[] => {
    const before = legs[index - 1];
    const faults: LegFault[] = leg.arrives > leg.departs ? [] : [{ kind: 'backwards', leg: index }];
    if (before === undefined) return faults;
    if (before.to.en !== leg.from.en || before.toZone !== leg.fromZone)
      faults.push({ kind: 'elsewhere', leg: index });
    const minutes = (leg.departs - before.arrives) / MINUTE;
    if (minutes < marginMinutes) faults.push({ kind: 'margin', leg: index, minutes });
    return faults;
  });
}
