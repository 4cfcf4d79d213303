/**
 * Who may see what: four markings in one order, and the one function that every list, path, count, search, export and
 * calendar title asks.
 *
 * A reader's marking follows from the roles. What carries no marking is open; an unknown role reads open things only.
 */
export const MARKINGS = ['open', 'internal', 'restricted', 'secret'] as const;

export type Marking = (typeof MARKINGS)[number];

/** The marking up to which each role reads. */
export type Readers = Readonly<Partial<Record<string, Marking>>>;

/** Whether a reader of one marking may see what carries another. Asked everywhere, answered here. */
export function maySee(reader: Marking, marked: Marking): boolean {
  return MARKINGS.indexOf(marked) <= MARKINGS.indexOf(reader);
}

/** The highest marking that any of the roles reads. */
export function readsUpTo(roles: readonly string[], readers: Readers): Marking {
  return highest(roles.map((role) => readers[role] ?? 'open'));
}

/** The highest of some markings; open where there is none. */
export function highest(markings: readonly Marking[]): Marking {
  return markings.reduce<Marking>((top, one) => (maySee(top, one) ? top : one), 'open');
}
