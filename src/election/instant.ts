/**
 * Moments as the chain carries them: milliseconds since 1970-01-01T00:00Z.
 *
 * A number compares, sorts and serialises without surprises, which ISO text does not: "…57.5Z" sorts before
 * "…57Z". Text is read and written only here; zones belong to `meetings`, `brief` and the pages.
 */
export type Instant = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const UTC_TEXT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z$/;

/** Reads an ISO 8601 moment in UTC ("2024-11-06T10:34:00Z"). Throws when the text is not one. */
export function parseInstant(text: string): Instant {
  const at = UTC_TEXT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`invalid moment "${text}": write it in UTC, as 2024-11-06T10:34:00Z`);
  return at;
}

/** Writes a moment as ISO 8601 in UTC, with a fraction only where there is one. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
