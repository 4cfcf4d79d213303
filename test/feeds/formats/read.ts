import type { Count, Item, SourceCall, Status } from '../../../src/feeds/formats/item.ts';
import { openFormat } from '../../../src/feeds/formats/open-format.ts';

/** Every item of a text, given in chunks of a size that cuts words in two. */
export function readItems(format: string, text: string, state: string | null = null, chunk = 50): Item[] {
  const items: Item[] = [];
  const reading = openFormat(format, { state }, (item) => items.push(item));
  for (let from = 0; from < text.length; from += chunk) reading.write(text.slice(from, from + chunk));
  reading.end();
  return items;
}

export const countsOf = (items: readonly Item[]): Count[] => items.filter((item) => item.kind === 'count');
export const callsOf = (items: readonly Item[]): SourceCall[] => items.filter((item) => item.kind === 'call');
export const statesOf = (items: readonly Item[]): Status[] => items.filter((item) => item.kind === 'status');
export const refusedOf = (items: readonly Item[]): string[] =>
  items.flatMap((item) => (item.kind === 'refused' ? [`${item.place}: ${item.reason}`] : []));

export const votesIn = (counts: readonly Count[]): number =>
  counts.reduce(
    (sum, { votes }) => sum + Object.values(votes).reduce<number>((all, one) => all + (one ?? 0), 0),
    0,
  );

/** Place and reason of what spoils a text as a whole. */
export function faultOf(format: string, text: string): string {
  try {
    readItems(format, text, null, 4096);
  } catch (error) {
    return `${(error as { place?: string }).place}: ${(error as Error).message}`;
  }
  return 'none';
}
