/** Eleven megabytes: long enough for a process to be killed while it is written. */
export const LONG_TEXT = 'line of a long letter\n'.repeat(500_000);
