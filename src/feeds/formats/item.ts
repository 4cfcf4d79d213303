/**
 * What a file of any format says, in one vocabulary: counts, calls, retractions, states, and what could not be read.
 *
 * The names are still the source's own; which candidate is which ticket of the desk is asked in `to-drafts.ts`.
 * Times are ISO text in UTC; null means unknown, never zero.
 */
import type { Precision } from '../../election/report.ts';

/** A candidate, list or answer of the ballot, as the source names it. */
export type Choice = { readonly name: string; readonly party: string | null };

/**
 * What a unit is. `precinct` is the smallest; towns stand for counties in New England; `other` repeats other units or
 * lies across them.
 */
export type Level = 'national' | 'state' | 'district' | 'county' | 'town' | 'precinct' | 'other';

type Placed = {
  /** Where it stands: line and column, path or element. */
  readonly place: string;
};

export type Count = Placed & {
  readonly kind: 'count';
  /** See `contestId`. */
  readonly contest: string;
  /** The contest in the source's words. */
  readonly title: string;
  readonly unit: string;
  readonly unitName: string | null;
  readonly level: Level;
  /** By the source's id of the choice, or its name where it has none. */
  readonly votes: Readonly<Record<string, number | null>>;
  readonly choices: Readonly<Record<string, Choice>>;
  /** All votes counted, those of choices that the source does not list included. */
  readonly total: number | null;
  /** Ballots without a valid vote in this contest, where the source counts them: in no total. */
  readonly blank: number | null;
  /** Counted over expected final vote, 0–1. */
  readonly expectedShare: number | null;
  /** Stations, precincts or sections that have reported, and how many there are. */
  readonly unitsReported: readonly [reported: number, all: number] | null;
  readonly reportedAt: string | null;
  readonly precision: 'exact' | 'rounded';
  /** The source says that it is a test. */
  readonly test: boolean;
};

export type SourceCall = Placed & {
  readonly kind: 'call';
  readonly contest: string;
  readonly desk: string;
  readonly key: string;
  readonly choice: Choice;
  readonly saidAt: string | null;
  readonly precision: Precision;
  readonly test: boolean;
};

/** A desk takes back its call. Sources do not say whose victory it was: the desk's own last call says that. */
export type SourceRetraction = Placed & {
  readonly kind: 'retraction';
  readonly contest: string;
  readonly desk: string;
  readonly saidAt: string | null;
  readonly precision: Precision;
  readonly test: boolean;
};

/** What the source says of the state of a contest, a unit or the whole document, in its own words. */
export type Status = Placed & {
  readonly kind: 'status';
  readonly about:
    | 'call'
    | 'counting'
    | 'results'
    | 'runoff'
    | 'ballots-cast'
    | 'registered'
    | 'version'
    | 'expected-share'
    /** Units that do not add up to the total that the source states. */
    | 'sum';
  readonly contest: string | null;
  readonly unit: string | null;
  readonly value: string | number;
  readonly at: string | null;
};

/** Where the source's next part is. `truncated`: what was given is not all there was. */
type Paging = Placed & {
  readonly kind: 'paging';
  readonly next: string | null;
  readonly truncated: boolean;
};

/** A part that could not be read; the rest of the document stands. */
export type Refused = Placed & { readonly kind: 'refused'; readonly reason: string; readonly raw: string };

export type Item = Count | SourceCall | SourceRetraction | Status | Paging | Refused;

export type Emit = (item: Item) => void;

/** Choices of one contest: the longest ballot known, California's recall of 2003, had 135. */
export const MOST_CHOICES = 2_000;

/** What the document itself does not say and its address does. */
export type Context = {
  /** Postal code of the state that the document is of; null where it says so itself, or nobody knows. */
  readonly state: string | null;
  /** The unit that the document is the whole of, where it is one site of many. */
  readonly unit?: string;
};

/** The document as a whole cannot be read: `place` says where, the message why. */
export class Malformed extends Error {
  readonly place: string;

  constructor(place: string, reason: string) {
    super(reason);
    this.place = place;
  }
}

/** The words that formats have for an office, as one. */
const OFFICES: readonly (readonly [RegExp, string])[] = [
  [/^(p|(us |u\.s\. )?president( of the united states)?( and vice.president.*)?|presidente)$/i, 'president'],
  [/^(s|u\.?s\.? senat(e|or)|united states senat(e|or))$/i, 'senate'],
  [/^(h|u\.?s\.? house( of representatives)?)$/i, 'house'],
  [/^(g|governor)$/i, 'governor'],
];

/** An office in one word of ours, or the source's name in lower case with hyphens. */
export function officeOf(title: string): string {
  const words = title.trim();
  return OFFICES.find(([pattern]) => pattern.test(words))?.[1] ?? (hyphened(words) || words);
}

/**
 * The id of a contest. The president's general election has the ids of the desk: a state (`PA`), its district
 * (`ME-1`), or `US`. Every other contest is `STATE/office/seat/race`, without the parts that the source lacks; `race`
 * keeps two contests for one seat apart (a primary of each party, a special election).
 */
export function contestId(parts: {
  readonly state: string | null;
  readonly office: string;
  readonly district?: string | null;
  readonly seat?: string | null;
  readonly race?: string | null;
}): string {
  const { state, office, district = null, seat = null, race = null } = parts;
  if (office === 'president' && race === null && state !== null)
    return district === null ? state : `${state}-${district}`;
  return [state, office, district, seat, race].filter((part) => part !== null && part !== '').join('/');
}

export function hyphened(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** The sum of what is known; null where nothing is. */
export function sumOf(figures: Iterable<number | null>): number | null {
  let sum: number | null = null;
  for (const figure of figures) if (figure !== null) sum = (sum ?? 0) + figure;
  return sum;
}

/** The sum where every part is known, else null. */
export function wholeSumOf(figures: Iterable<number | null>): number | null {
  let sum = 0;
  for (const figure of figures) {
    if (figure === null) return null;
    sum += figure;
  }
  return sum;
}
