/**
 * The fields of the AP Elections API that are read here, in both versions: their name → ours, and what each must be.
 */
import * as read from './fields.ts';

export const DOCUMENT = {
  races: ['races', read.entries],
  next: ['nextrequest', read.optional(read.text)],
  truncated: ['isTruncated', read.yes],
} as const;

export const RACE = {
  race: ['raceID', read.id],
  test: ['test', read.yes],
  results: ['resultsType', read.optional(read.text)],
  type: ['raceTypeID', read.optional(read.text)],
  office: ['officeID', read.id],
  officeName: ['officeName', read.optional(read.text)],
  seat: ['seatNum', read.optional(read.text)],
  seatName: ['seatName', read.optional(read.text)],
  party: ['party', read.optional(read.text)],
  state: ['statePostal', read.optional(read.text)],
  expected: ['eevp', read.optional(read.decimal)],
  units: ['reportingUnits', read.entries],
} as const;

export const UNIT = {
  state: ['statePostal', read.optional(read.text)],
  level: ['level', read.optional(read.text)],
  levelNumber: ['reportingunitLevel', read.optional(read.whole)],
  id: ['reportingunitID', read.optional(read.text)],
  name: ['reportingunitName', read.optional(read.text)],
  stateName: ['stateName', read.optional(read.text)],
  fips: ['fipsCode', read.optional(read.text)],
  districtType: ['districtType', read.optional(read.text)],
  updated: ['lastUpdated', read.optional(read.moment)],
  expected: ['eevp', read.optional(read.decimal)],
  reporting: ['precinctsReporting', read.optional(read.whole)],
  precincts: ['precinctsTotal', read.optional(read.whole)],
  candidates: ['candidates', read.entries],
} as const;

export const CANDIDATE = {
  id: ['polID', read.optional(read.text)],
  candidateId: ['candidateID', read.optional(read.text)],
  first: ['first', read.optional(read.text)],
  last: ['last', read.optional(read.text)],
  party: ['party', read.optional(read.text)],
  votes: ['voteCount', read.votes],
  winner: ['winner', read.optional(read.text)],
  calledAt: ['winnerDateTime', read.optional(read.moment)],
} as const;

export type Race = read.Translated<typeof RACE>;
export type Unit = read.Translated<typeof UNIT>;
export type Candidate = read.Translated<typeof CANDIDATE>;

/** A unit with its place in the document and its candidates read. */
export type ReadUnit = Unit & {
  readonly at: string;
  readonly ballot: readonly Candidate[];
};
