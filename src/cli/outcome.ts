/**
 * How a command ends: 0 done, 1 a check fell short, 2 wrong use, 3 the outside world failed.
 */
export const EXIT = { done: 0, fellShort: 1, wrongUse: 2, outside: 3 } as const;

/** The caller asked for something that cannot be: the message says what, and what to write instead. */
export class WrongUse extends Error {}

/** A check ran and fell short; what it found is already printed. */
export class FellShort extends Error {}

/** Where commands print: results on `out`, which throws once nobody reads them any more, progress and trouble on `note`. */
export type Console = {
  readonly out: (line: string) => void;
  readonly note: (line: string) => void;
  /** Rewrites one line while long work runs; null where there is no terminal. */
  readonly progress: ((line: string) => void) | null;
};

export function exitCodeOf(error: unknown): number {
  if (error instanceof WrongUse) return EXIT.wrongUse;
  return error instanceof FellShort ? EXIT.fellShort : EXIT.outside;
}

/** What the caller wrote is wrong, not the world. */
export function useOf<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new WrongUse((error as Error).message, { cause: error });
  }
}
