/**
 * A feed's line: the rows of a unit in one feed as they came, whoever supplied them, and what a row shows in it.
 *
 * (unit, source) → rows before; (judgement, rows before) → the same with what it shows of them. Only suppliers that
 * the feed does not name share a line: the named ones are kept apart by its own word.
 */
import { wrongStamp } from './faults/stamps.ts';
import type { Judgement } from './judge-votes.ts';
import type { Count, EarlyFile, Fault, Shown, SourceId, UnitReturns } from './returns.ts';
import { FRACTIONS, feedOf } from './sources.ts';

/** A judgement, with what it shows of other reports. */
export type Judged = Judgement & {
  readonly shown: readonly Shown[];
  /** The feed's file of the contest, where the report came before the closing. */
  readonly early: EarlyFile | null;
};

/** The last two rows of the unit in the source's feed, the newest first. */
export function rowsBefore(unit: UnitReturns | null, source: SourceId): readonly Count[] {
  if (unit === null) return [];
  const feed = feedOf(source);
  const line = source === feed || source === feed + FRACTIONS ? [feed, feed + FRACTIONS] : [source];
  const rows: Count[] = [];
  for (const one of line) {
    if (!Object.hasOwn(unit.sources, one)) continue;
    const { last, lastButOne } = unit.sources[one]!;
    if (last !== null) rows.push(last);
    if (lastButOne !== null) rows.push(lastButOne);
  }
  return rows.sort((a, b) => b.record - a.record).slice(0, 2);
}

/** Whose stamp is wrong, where the line runs back; whose figures the row before has. A late row says it of itself. */
export function inLine(judgement: Judgement, unit: string, line: readonly Count[], count: Count): Judged {
  const shown: Shown[] = [];
  const { finding, noted, foreign } = judgement;
  if (foreign !== null) shown.push({ unit, record: foreign, fault: 'second_feed' });
  const fault: Fault = 'out_of_order';
  const wrong = finding.faults.includes(fault) || noted.includes(fault) ? 'none' : wrongStamp(line, count);
  if (wrong === 'before') shown.push({ unit, record: line[0]!.record, fault });
  return { ...judgement, noted: wrong === 'this' ? [...noted, fault] : noted, shown, early: null };
}
