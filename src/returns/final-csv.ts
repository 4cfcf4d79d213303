/**
 * The accepted figures at the end as a table: one line a unit that reported, in the order of their names.
 */
import type { Returns, UnitReturns } from './returns.ts';

/**
 * CSV of `unit,total,TICKET…,expected_share,held`: accepted figures, `held` counts the reports that still wait.
 * A unit none of whose reports was accepted has empty fields, never zeros.
 */
export function finalCsv(returns: Returns): string {
  const units = Object.values(returns.units).sort((a, b) => (a.unit < b.unit ? -1 : 1));
  const tickets = Object.keys(units.find(({ count }) => count !== null)?.count?.votes ?? {});
  const lines = units.map((unit) => lineOf(unit, tickets));
  return `${[['unit', 'total', ...tickets, 'expected_share', 'held'].join(','), ...lines].join('\n')}\n`;
}

function lineOf({ unit, count, held }: UnitReturns, tickets: readonly string[]): string {
  const figures = [count?.total, ...tickets.map((ticket) => count?.votes[ticket]), count?.expectedShare];
  return [unit, ...figures.map((figure) => figure ?? ''), held.length].join(',');
}
