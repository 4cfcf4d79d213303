/**
 * A projection that is carried on from unit to unit: one changed count costs a few milliseconds instead of a full fit.
 *
 * The scales of errors, and which units count as outliers, stay those of the last full fit; given these the margins
 * are exact. The electors move by the difference that the change makes on a few points of the net, which is small
 * where the change is. A full fit every few minutes keeps both honest.
 */
import type { UnitId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import { electorDistribution, QUICK } from './elector-distribution.ts';
import { pairOf } from './ground.ts';
import type { Joint } from './joint.ts';
import { jointFrom, marginsFrom, type ProjectionInput, projectionFrom, tableOf } from './project.ts';
import type { Projection } from './projection.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import { fitSwing, refitSwing, type SwingFit } from './swing-fit.ts';
import { setCount, type UnitCount, type UnitTable } from './unit-table.ts';

export class Projector {
  #input: ProjectionInput;
  #table!: UnitTable;
  #fit!: SwingFit;
  #rowOf!: ReadonlyMap<string, number>;
  /** The electors at the last full fit: precisely, and at a few points. */
  #full!: readonly number[];
  #quick!: readonly number[];
  #now!: Projection;

  /** Starts with a full fit. Throws as `project` does. */
  constructor(input: ProjectionInput) {
    this.#input = input;
    this.refit(input);
  }

  get projection(): Projection {
    return this.#now;
  }

  /** Projects afresh, scales of errors included. */
  refit(input: ProjectionInput): Projection {
    const { election, settings = DEFAULT_SETTINGS } = input;
    this.#input = input;
    this.#table = tableOf(input);
    this.#fit = fitSwing(election, this.#table, settings);
    this.#rowOf = rowsByUnit(this.#table, input);
    const joint = jointFrom(input, marginsFrom(input, this.#table, this.#fit));
    this.#full = electorDistribution(joint.errors, joint.errors.majority, settings.precision);
    this.#quick = quickly(joint.errors);
    this.#now = projectionFrom(input, joint, this.#full);
    return this.#now;
  }

  /** Projects after the count of one unit has changed. A unit that is new, or whose contest stands whole, costs a refit. */
  update(count: UnitCount, at: Instant): Projection {
    const { election, settings = DEFAULT_SETTINGS } = this.#input;
    const others = (this.#input.units ?? []).filter(
      ({ unit, contest }) => unit !== count.unit || contest !== count.contest,
    );
    const input = { ...this.#input, units: [...others, count], at };
    const row = this.#rowOf.get(keyOf(count.contest, count.unit));
    const standsWhole = input.contests.some(({ contest, total }) => contest === count.contest && total > 0);
    if (row === undefined || standsWhole) return this.refit(input);
    this.#input = input;
    const { unit: id, votes, expectedShare } = count;
    setCount(
      this.#table,
      row,
      { id, now: pairOf(votes, election, `votes of ${id}`), expectedShare },
      settings,
    );
    this.#fit = refitSwing(this.#fit, this.#table, row, settings);
    const joint = jointFrom(input, marginsFrom(input, this.#table, this.#fit));
    this.#now = projectionFrom(input, joint, this.#moved(quickly(joint.errors)));
    return this.#now;
  }

  /** The precise distribution of the last full fit, moved by what has changed since on a few points. */
  #moved(quick: readonly number[]): number[] {
    const moved = this.#full.map((p, k) => Math.max(0, p + quick[k]! - this.#quick[k]!));
    const sum = moved.reduce((all, p) => all + p, 0);
    return moved.map((p) => p / sum);
  }
}

function quickly(joint: Joint): number[] {
  return electorDistribution(joint, joint.majority, QUICK);
}

function keyOf(contest: string, unit: UnitId): string {
  return `${contest}/${unit}`;
}

function rowsByUnit(table: UnitTable, { election }: ProjectionInput): Map<string, number> {
  const rows = new Map<string, number>();
  table.units.forEach((unit, row) => {
    if (table.whole[row] === 0) rows.set(keyOf(election.contests[table.contest[row]!]!.id, unit), row);
  });
  return rows;
}
