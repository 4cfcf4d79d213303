/** How long something holds, by days: both ends belong to it, and null is open. (term, day) → whether it holds. */
import type { Instant } from '../election/instant.ts';

export type Term = {
  /** ISO date, e.g. "2021-01-20". */
  readonly since: string | null;
  readonly until: string | null;
};

export function holdsOn({ since, until }: Term, day: string): boolean {
  return (since ?? '') <= day && day <= (until ?? '9999');
}

/** The day of a moment in UTC: terms are kept by whole days, and one day more or less decides nothing here. */
export function dayOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Whether a text is a day of the calendar: 2023-02-30 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && dayOf(at) === text;
}
