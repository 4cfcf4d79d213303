/**
 * What the things of an election are called in a language: contests, tickets, desks. One file a language; where a
 * name is missing the election's own stands.
 */
import { z } from 'zod';
import type { ContestId, TicketId } from '../election/election.ts';
import { readYaml } from '../election/read-yaml.ts';

export type TicketNames = {
  /** Family name of the first candidate. */
  readonly short: string;
  readonly full: string;
  readonly party: string;
};

export type Names = {
  readonly election: string;
  readonly tickets: Readonly<Record<TicketId, TicketNames>>;
  readonly contests: Readonly<Record<ContestId, string>>;
  /** Calling desks and people who make facts, by the name that the records carry. */
  readonly voices: Readonly<Record<string, string>>;
};

const NAME = z.string().trim().min(1, 'write a name');

const LANGUAGE = z.strictObject({
  election: NAME,
  tickets: z.record(NAME, z.strictObject({ short: NAME, full: NAME, party: NAME })),
  contests: z.record(NAME, NAME).default({}),
  voices: z.record(NAME, NAME).default({}),
});

const NAMES = z.strictObject({ en: LANGUAGE, ja: LANGUAGE });

/** Reads both languages' names from YAML. Throws an error that names every fault by line. */
export function readNames(text: string, source: string): { readonly en: Names; readonly ja: Names } {
  return readYaml(text, source, NAMES);
}
