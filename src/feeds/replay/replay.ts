/**
 * A replay: one election's units with frozen moments of a simulated count, and what another model made of each.
 *
 * Rows of its files in, plain data out. The columns that hold the truth are read apart from those that a projection
 * may see, so that nothing can leak.
 */
export type ReplayUnit = {
  readonly unit: string;
  readonly contest: string;
  readonly earlier: Readonly<Record<string, number>>;
  readonly earlierTotal: number;
  readonly traits: readonly number[];
};

export type ReplayCount = {
  readonly unit: string;
  readonly contest: string;
  readonly votes: Readonly<Record<string, number>>;
  readonly expectedShare: number;
};

/** The other model's scores for a moment; margins in points. */
export type PeerScores = {
  readonly mae_pp: number;
  readonly coverage90: number;
  readonly median_width_pp: number;
  readonly calls: number;
  readonly wrong_calls: readonly string[];
  readonly ev_low90: number;
  readonly ev_high90: number;
  readonly ev_truth: number;
  readonly cpu_s: number;
};

export type Moment = { readonly cell: string; readonly peer: PeerScores | null };

export type Fields = Readonly<Record<string, string>>;

/** Tickets of a replay, the first one signed plus. */
export const TICKETS = ['D', 'R'] as const;

/** Traits of a unit, in this order. */
const TRAITS = ['black_share', 'college_share'] as const;

/** How urban a county of each class is; the classes are the replay's own. */
const URBAN: Readonly<Record<string, number>> = { urban: 1, suburban: 0.5, rural: 0 };

export const UNIT_COLUMNS = [
  'unit',
  'contest',
  'baseline_D',
  'baseline_R',
  'baseline_total',
  ...TRAITS,
  'county_class',
];
export const ELECTOR_COLUMNS = ['contest', 'electors'];
export const COUNT_COLUMNS = ['unit', 'contest', 'expected_share', 'D', 'R', 'total'];

/** A unit as it was known before the day. Throws where a figure is not a number. */
export function replayUnit(fields: Fields): ReplayUnit {
  return {
    ...placeOf(fields),
    earlier: votesOf(fields, 'baseline_'),
    earlierTotal: figure(fields, 'baseline_total'),
    traits: [...TRAITS.map((trait) => figure(fields, trait)), urbanOf(fields['county_class']!)],
  };
}

/** How a unit ended; null where the replay does not say. Only scores may see it. */
export function replayResult(fields: Fields): Omit<ReplayCount, 'expectedShare'> | null {
  if ((fields['result_D'] ?? '') === '') return null;
  return { ...placeOf(fields), votes: votesOf(fields, 'result_') };
}

export function replayCount(fields: Fields): ReplayCount {
  return { ...placeOf(fields), votes: votesOf(fields, ''), expectedShare: figure(fields, 'expected_share') };
}

/** One line of `cells.jsonl`. Throws where it is not one. */
export function replayMoment(line: string): Moment {
  const { cell, peer } = JSON.parse(line) as { cell?: unknown; peer?: PeerScores };
  if (typeof cell !== 'string')
    throw new Error(`invalid moment: "cell" is ${JSON.stringify(cell)}, not a text`);
  return { cell, peer: peer ?? null };
}

function urbanOf(countyClass: string): number {
  const urban = URBAN[countyClass];
  if (urban === undefined)
    throw new Error(`county_class "${countyClass}" is none of ${Object.keys(URBAN).join(', ')}`);
  return urban;
}

function placeOf(fields: Fields): { readonly unit: string; readonly contest: string } {
  return { unit: fields['unit']!, contest: fields['contest']! };
}

function votesOf(fields: Fields, prefix: string): Readonly<Record<string, number>> {
  return Object.fromEntries(TICKETS.map((ticket) => [ticket, figure(fields, `${prefix}${ticket}`)]));
}

export function figure(fields: Fields, column: string): number {
  const text = fields[column] ?? '';
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new Error(`${column} "${text}" is no number`);
  return value;
}
