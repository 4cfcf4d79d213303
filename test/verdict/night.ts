/** A small invented election by electors, and short ways to write evidence for it. */
import type { Contest, Election } from '../../src/election/election.ts';
import { formatInstant, type Instant, MINUTE, parseInstant } from '../../src/election/instant.ts';
import type { Fact } from '../../src/election/report.ts';
import type {
  CallEvidence,
  Evidence,
  FactEvidence,
  NarrowEvidence,
  ProjectionEvidence,
} from '../../src/verdict/evidence.ts';
import type { SentenceContext } from '../../src/verdict/sentences.ts';

const START = parseInstant('2031-05-01T00:00:00Z');

/** Minutes after the start of the night. */
export const minute = (minutes: number): Instant => START + minutes * MINUTE;

const contest = (id: string, electors: number): Contest => ({
  id,
  name: id,
  kind: 'state',
  parent: null,
  electors,
  pollsCloseFirst: START,
  pollsCloseLast: START,
});

/** 100 electors, 51 to win; N, E, S, W in order of size. */
export const ELECTION: Election = {
  id: 'invented',
  name: 'An invented election',
  date: '2031-05-01',
  rule: { kind: 'electoral-college', electors: 100, majority: 51 },
  tickets: [
    { id: 'D', name: 'Doe', party: 'D' },
    { id: 'R', name: 'Roe', party: 'R' },
  ],
  contests: [contest('N', 40), contest('E', 30), contest('S', 20), contest('W', 10)],
};

let record = 0;

type Told = { readonly knownAt?: Instant; readonly record?: number };

export function call(
  minutes: number,
  desk: string,
  ticket: string,
  where = 'US',
  told: Told = {},
): CallEvidence {
  const saidAt = minute(minutes);
  record += 1;
  return {
    kind: 'call',
    record: told.record ?? record,
    knownAt: told.knownAt ?? saidAt,
    saidAt,
    by: 'person:1',
    call: {
      desk,
      contest: where,
      ticket,
      saidAt: formatInstant(saidAt),
      precision: 'exact',
      source: 'invented',
    },
    struck: null,
  };
}

export function retract(
  minutes: number,
  desk: string,
  ticket: string,
  where = 'US',
  told: Told = {},
): CallEvidence {
  return { ...call(minutes, desk, ticket, where, told), kind: 'retract' };
}

export function fact(minutes: number, what: Partial<Fact> & Pick<Fact, 'kind'>): FactEvidence {
  const saidAt = minute(minutes);
  record += 1;
  return {
    kind: 'fact',
    record,
    knownAt: saidAt,
    saidAt,
    by: 'person:1',
    fact: {
      by: 'somebody',
      scope: 'US',
      ticket: null,
      saidAt: formatInstant(saidAt),
      precision: 'exact',
      source: 'invented',
      ...what,
    },
    struck: null,
  };
}

export function narrow(minutes: number, where: string, is: boolean, leader = 'D'): NarrowEvidence {
  record += 1;
  return {
    kind: 'narrow',
    record,
    knownAt: minute(minutes),
    saidAt: minute(minutes),
    contest: where,
    leader,
    narrow: is,
  };
}

/** Calls of N, E and S for D by AP: 90 electors. */
export const statesForD = (): Evidence[] =>
  ['N', 'E', 'S'].map((where, index) => call(index + 1, 'AP', 'D', where));

/** Three groups name D at 60, 65 and 70 minutes. */
export const threeForD = (): Evidence[] => [call(60, 'CNN', 'D'), call(65, 'AP', 'D'), call(70, 'Fox', 'D')];

export const CONTEXT: SentenceContext = {
  tickets: { D: 'Doe', R: 'Roe' },
  contests: { N: 'North', E: 'East', S: 'South', W: 'West' },
  groups: { pool: 'pool', ap: 'AP', fox: 'Fox', ddhq: 'Decision Desk HQ' },
  when: (at) => `${clock(at)} UTC`,
  clock: (at) => clock(at),
};

function clock(at: Instant): string {
  return formatInstant(at).slice(11, 16);
}

/** The projection's chances, as written down at a minute. */
export function projection(minutes: number, chances: ProjectionEvidence['chances']): ProjectionEvidence {
  record += 1;
  return { kind: 'projection', record, knownAt: minute(minutes), saidAt: minute(minutes), chances };
}
