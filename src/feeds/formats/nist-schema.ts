/**
 * NIST SP 1500-100 version 2 (Election Results Common Data Format): the rules of its schema, as far as results need
 * them, in the shape of its JSON. Names and enumerations are the standard's.
 */
import * as read from './fields.ts';
import type { Level } from './item.ts';

const COUNT_TYPES = [
  'absentee',
  'absentee-fwab',
  'absentee-in-person',
  'absentee-mail',
  'early',
  'election-day',
  'other',
  'provisional',
  'seats',
  'total',
  'uocava',
  'write-in',
] as const;

/** `ReportingUnitType` of the standard → our level. */
const UNIT_LEVELS: Readonly<Record<string, Level>> = {
  'ballot-batch': 'precinct',
  'ballot-style-area': 'other',
  borough: 'county',
  city: 'town',
  'city-council': 'district',
  'combined-precinct': 'precinct',
  congressional: 'district',
  country: 'national',
  county: 'county',
  'county-council': 'district',
  'drop-box': 'precinct',
  judicial: 'district',
  municipality: 'town',
  other: 'other',
  'polling-place': 'precinct',
  precinct: 'precinct',
  school: 'district',
  special: 'other',
  'split-precinct': 'precinct',
  state: 'state',
  'state-house': 'district',
  'state-senate': 'district',
  town: 'town',
  township: 'town',
  utility: 'other',
  village: 'town',
  'vote-center': 'precinct',
  ward: 'district',
  water: 'other',
};

/** An id; white space around it is no part of it (xsd:ID). */
const reference = read.optional(read.id);

/** IDREFS: a list, in XML also one text with blanks between. */
const references: read.Reader<readonly string[]> = (value) =>
  read
    .list(read.id)(typeof value === 'string' ? [value] : value)
    .flatMap((ids) => ids.split(/\s+/));

/** InternationalizedText: the English text, else the first. */
const words: read.Reader<string | null> = read.optional((value) => {
  if (typeof value === 'string') return read.text(value);
  const texts = read.list(
    read.object({
      content: ['Content', read.optional(read.text)],
      language: ['Language', read.optional(read.text)],
    }),
  )(read.record(value)['Text']);
  return (texts.find(({ language }) => language?.startsWith('en')) ?? texts[0])?.content ?? null;
});

const nameNeeded: read.Reader<string | null> = read.needed(words);

export const REPORT = {
  format: ['Format', read.needed(read.oneOf(['precinct-level', 'summary-contest']))],
  generated: ['GeneratedDate', read.needed(read.moment)],
  issuer: ['Issuer', read.id],
  issuerAbbreviation: ['IssuerAbbreviation', read.id],
  sequenceStart: ['SequenceStart', read.needed(read.whole)],
  sequenceEnd: ['SequenceEnd', read.needed(read.whole)],
  status: [
    'Status',
    read.needed(
      read.oneOf([
        'certified',
        'correction',
        'pre-election',
        'recount',
        'unofficial-complete',
        'unofficial-partial',
      ]),
    ),
  ],
  vendor: ['VendorApplicationId', read.id],
  test: ['IsTest', read.yes],
} as const;

export const ELECTION = {
  scope: ['ElectionScopeId', read.id],
  start: ['StartDate', read.id],
  end: ['EndDate', read.id],
  name: ['Name', nameNeeded],
  type: [
    'Type',
    read.needed(
      read.oneOf([
        'general',
        'other',
        'partisan-primary-closed',
        'partisan-primary-open',
        'primary',
        'runoff',
        'special',
      ]),
    ),
  ],
} as const;

export const UNIT = {
  id: ['@id', read.id],
  kind: ['@type', read.optional(read.text)],
  type: ['Type', read.optional(read.oneOf(Object.keys(UNIT_LEVELS)))],
  name: ['Name', words],
  parts: ['ComposingGpUnitIds', references],
  reported: ['SubUnitsReported', read.optional(read.whole)],
  all: ['TotalSubUnits', read.optional(read.whole)],
  identifiers: [
    'ExternalIdentifier',
    read.list(read.object({ type: ['Type', read.id], value: ['Value', read.id] })),
  ],
  status: [
    'CountStatus',
    read.list(
      read.object({
        status: ['Status', read.needed(read.oneOf(['completed', 'in-process', 'not-processed', 'unknown']))],
        type: ['Type', read.needed(read.oneOf(COUNT_TYPES))],
      }),
    ),
  ],
} as const;

export const PARTY = { id: ['@id', read.id], name: ['Name', nameNeeded] } as const;

export const CANDIDATE = {
  id: ['@id', read.id],
  name: ['BallotName', nameNeeded],
  party: ['PartyId', reference],
  outcome: [
    'PostElectionStatus',
    read.optional(read.oneOf(['advanced-to-runoff', 'defeated', 'projected-winner', 'winner', 'withdrawn'])),
  ],
} as const;

export const CONTEST = {
  id: ['@id', read.id],
  kind: ['@type', read.optional(read.text)],
  district: ['ElectionDistrictId', read.id],
  name: ['Name', read.needed(read.text)],
} as const;

export const SELECTION = {
  id: ['@id', read.id],
  candidates: ['CandidateIds', references],
  parties: ['PartyIds', references],
  writeIn: ['IsWriteIn', read.yes],
  answer: ['Selection', words],
} as const;

export const VOTE_COUNTS = {
  unit: ['GpUnitId', read.id],
  type: ['Type', read.needed(read.oneOf(COUNT_TYPES))],
  otherType: ['OtherType', read.optional(read.text)],
  /** The standard allows fractions "in special cases". */
  count: ['Count', read.needed(read.decimal)],
  round: ['Round', read.optional(read.whole)],
  device: ['DeviceClass', read.optional(read.record)],
  suppressed: ['IsSuppressedForPrivacy', read.yes],
} as const;

export const OTHER_COUNTS = {
  unit: ['GpUnitId', read.id],
  over: ['Overvotes', read.optional(read.decimal)],
  under: ['Undervotes', read.optional(read.decimal)],
} as const;

export const BALLOT_COUNTS = {
  unit: ['GpUnitId', read.id],
  type: ['Type', read.needed(read.oneOf(COUNT_TYPES))],
  cast: ['BallotsCast', read.optional(read.whole)],
} as const;

export type Unit = read.Translated<typeof UNIT>;
export type Contest = read.Translated<typeof CONTEST>;
export type Selection = read.Translated<typeof SELECTION>;
export type Candidate = read.Translated<typeof CANDIDATE>;

export function levelOf({ type }: Unit): Level {
  return type === null ? 'other' : UNIT_LEVELS[type]!;
}
