/** Every text that a view shows, with its place, and what must never be in one. */

/** Words that a person would read as a fault of the program, and values that were never worded. */
const FAULTY = /\b(undefined|NaN|null|Infinity|\[object)\b|\{[a-z]+\}|Invalid Date/;

export function textsOf(value: unknown, place = 'view'): [place: string, text: string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${place}.${key}`));
}

/** Texts that are no words, numbers that are none, and values that JSON would lose. */
export function faultsOf(value: unknown, place = 'view'): string[] {
  if (value === undefined) return [`${place} is undefined`];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${place} is ${value}`];
  if (typeof value === 'string') return FAULTY.test(value) ? [`${place}: ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  // The source of a text is what its drafter edits: there the fields stand unfilled.
  const shown = Object.entries(value).filter(([key]) => key !== 'source');
  return shown.flatMap(([key, part]) => faultsOf(part, `${place}.${key}`));
}
