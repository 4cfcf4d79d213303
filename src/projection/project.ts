/**
 * Who will win, as far as earlier results and the count so far can tell.
 *
 * Units' swings and turnout are pooled across states (`swing-fit.ts`), summed to contests (`contest-margins.ts`) and
 * these to electors (`elector-distribution.ts`), or shares of all tickets where votes decide alone (`shares.ts`).
 * Nothing is drawn: the same returns give the same projection. Margins know two tickets; where a third can take a
 * contest their probabilities are wrong. The mathematics is in docs/projection.md.
 */
import type { Baseline, ContestId, Election, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { finite } from '../numeric/finite.ts';
import type { ContestReturns } from '../returns/returns.ts';
import { type ContestMargins, contestMargins } from './contest-margins.ts';
import type { CountingOrder } from './counting-order.ts';
import { electorDistribution } from './elector-distribution.ts';
import { summariseElectors } from './electors.ts';
import { type ExpectedMargins, withExpected } from './expected.ts';
import { groundOf, type UnitTraits } from './ground.ts';
import { intervalOf } from './interval.ts';
import { chanceOf, type Joint, jointOf, lengthOf } from './joint.ts';
import type { ContestProjection, Projection } from './projection.ts';
import { DEFAULT_SETTINGS, type ProjectionSettings } from './settings.ts';
import { asElectors, projectShares } from './shares.ts';
import { fitSwing, type SwingFit, uncounted } from './swing-fit.ts';
import { type UnitCount, type UnitTable, uncountedTable, unitTable } from './unit-table.ts';
import { type Condition, whatIf } from './what-if.ts';

export type ProjectionInput = {
  readonly election: Election;
  /** Earlier results of contests (unit = contest) and of smaller units. */
  readonly baseline: readonly Baseline[];
  /** One row a contest at most; a contest without one has nothing counted, or only in its units. */
  readonly contests: readonly ContestReturns[];
  /** Counts of units smaller than a contest, where a feed gives them. */
  readonly units?: readonly UnitCount[];
  /** Facts about units, equally many numbers each; of American counties `hispanic-share.ts` knows one more. */
  readonly traits?: readonly UnitTraits[];
  /** Calls that a person holds to be true: everything else follows from them. */
  readonly held?: Readonly<Record<ContestId, TicketId>>;
  /** Contests whose projection a person switched off: anything can happen there, and every sum says so. */
  readonly off?: readonly ContestId[];
  /** Margins that are expected before the count, where a desk has a file of them; past swings stand in for it. */
  readonly expected?: ExpectedMargins | null;
  /** How early counts lay from final ones on an earlier night, where a desk has a file of it. */
  readonly order?: CountingOrder | null;
  readonly at: Instant;
  readonly settings?: ProjectionSettings;
};

/** One array for all, so that the ground is known again. */
const NO_TRAITS: readonly UnitTraits[] = [];

/**
 * Projects every contest and the whole. Throws where a figure is not finite, and where `held` names what does not
 * exist.
 */
export function project(input: ProjectionInput): Projection {
  const { election, settings = DEFAULT_SETTINGS } = input;
  const table = tableOf(input);
  const joint = jointFrom(input, marginsFrom(input, table, fitSwing(election, table, settings)));
  return projectionFrom(
    input,
    joint,
    electorDistribution(joint.errors, joint.errors.majority, settings.precision),
  );
}

/** The units of an input, in columns. */
export function tableOf(input: ProjectionInput): UnitTable {
  const { election, baseline, contests, settings = DEFAULT_SETTINGS } = input;
  const { units = [], traits = NO_TRAITS, order = null } = input;
  return unitTable(groundOf({ election, baseline, traits }), { election, contests, units, order }, settings);
}

/** Margins of all contests from a fit, joined to what was expected. */
export function marginsFrom(
  { election, settings = DEFAULT_SETTINGS, expected = null }: ProjectionInput,
  table: UnitTable,
  fit: SwingFit,
): ContestMargins {
  const counted = contestMargins(election, table, fit, settings);
  if (expected === null) return counted;
  const before = contestMargins(election, uncountedTable(table), uncounted(fit), settings);
  return withExpected(election, counted, before, expected);
}

export type JointMargins = { readonly errors: Joint; readonly margins: ContestMargins };

/** All contests at once, those switched off as unknown as they are. */
export function jointFrom(input: ProjectionInput, known: ContestMargins): JointMargins {
  const { election, off = [], settings = DEFAULT_SETTINGS } = input;
  const { rule, contests } = election;
  const margins = switchedOff(known, election, off, settings);
  const hasElectors = rule.kind === 'electoral-college';
  const electors = contests.map((contest) => (hasElectors ? contest.electors : 1));
  const majority = hasElectors ? rule.majority : Math.floor(contests.length / 2) + 1;
  const joint = jointOf(election, electors, majority, margins);
  const indices = contests.flatMap(({ id }, i) => (off.includes(id) ? [i] : []));
  return { errors: indices.length === 0 ? joint : { ...joint, off: indices }, margins };
}

/** From all contests and the distribution of the electors to what is shown; calls held to be true condition both. */
export function projectionFrom(
  { election, baseline, contests: returns, at, held = {}, settings = DEFAULT_SETTINGS }: ProjectionInput,
  { errors: joint, margins }: JointMargins,
  distribution: readonly number[],
): Projection {
  const { rule } = election;
  const shares =
    rule.kind === 'electoral-college' ? null : projectShares(election, baseline, returns, settings);
  const conditions = Object.entries(held).map(([contest, ticket]): Condition => ({ contest, ticket }));
  const given = conditions.length === 0 ? null : whatIf(joint, conditions);
  const { contests, tickets } = election;
  const ids = tickets.map(({ id }) => id);
  return {
    at,
    contests: contests.map(
      ({ id }, i): ContestProjection => ({
        contest: id,
        ...(given?.contests[i] ?? {
          ...intervalOf(joint.centre[i]!, lengthOf(joint.loadings, i), joint.own[i]!),
          winProbability: winProbability(ids, joint.chance[i]!),
        }),
        stressed: winProbability(ids, stressedChance(joint, i, margins, settings)),
        counted: margins.counted[i]!,
        open: margins.open[i] === 1,
      }),
    ),
    electors:
      shares !== null && rule.kind !== 'electoral-college'
        ? asElectors(shares, rule.kind)
        : (given?.electors ?? summariseElectors(distribution, joint.majority, ids)),
    shares,
    joint,
  };
}

/** Nothing is known of a contest that is switched off, and it shares nothing with the others. */
function switchedOff(
  margins: ContestMargins,
  { contests }: Election,
  off: readonly ContestId[],
  { blankSpread }: ProjectionSettings,
): ContestMargins {
  if (off.length === 0) return margins;
  const size = contests.length;
  const isOff = contests.map(({ id }) => off.includes(id));
  return {
    ...margins,
    margin: margins.margin.map((margin, i) => (isOff[i] ? 0 : margin)),
    own: margins.own.map((own, i) => (isOff[i] ? blankSpread ** 2 : own)),
    shared: margins.shared.map((shared, at) =>
      isOff[Math.floor(at / size)] || isOff[at % size] ? 0 : shared,
    ),
  };
}

/** Without the calls that people hold to be true: what the model itself would say. */
function stressedChance(
  joint: Joint,
  i: number,
  { counted, open }: ContestMargins,
  { stress }: ProjectionSettings,
): number {
  const centre = joint.centre[i]!;
  const out = open[i] === 1 ? Math.min(1, 1 - counted[i]! + stress.turnout) : 0;
  return chanceOf(
    centre - Math.sign(centre) * stress.bias * out,
    stress.widen * lengthOf(joint.loadings, i),
    stress.widen * joint.own[i]!,
  );
}

/** The border to the verdict: no probability leaves that is not finite. */
function winProbability(tickets: readonly TicketId[], first: number): Record<TicketId, number> {
  finite(first, 'probability of a contest');
  return Object.fromEntries(tickets.map((id, i) => [id, i === 0 ? first : i === 1 ? 1 - first : 0]));
}
