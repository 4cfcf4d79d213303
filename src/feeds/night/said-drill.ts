/**
 * Trouble put on purpose into what is said of a night: a call of the country taken back, a call given for the wrong
 * ticket, an hour in which nothing arrives.
 *
 * (items of calls and facts, drill) → items, unnumbered. It happens around the last desk to name a winner on the first
 * day, because that is when a desk is about to act. Like every drill it must be shown as one.
 */
import { type Election, WHOLE } from '../../election/election.ts';
import { DAY, formatInstant, type Instant, MINUTE } from '../../election/instant.ts';
import type { Call } from '../../election/report.ts';
import type { Drill } from '../drill.ts';
import type { Item } from './night.ts';

/** After the call: long enough that the people have begun to prepare, too short for any dwell time to be over. */
const TAKEN_BACK_AFTER = 30 * MINUTE;

/** Longer than a gate's usual hour would need: whoever counts from the first call is wrong. */
const GIVEN_AGAIN_AFTER = 70 * MINUTE;

/** A slip of the hand is seen by its own desk within minutes. */
const PUT_RIGHT_AFTER = 8 * MINUTE;

const SILENT_FOR = 60 * MINUTE;

/** Throws where the night has no call of the whole that trouble could be put into. */
export function withSaidDrill(items: readonly Item[], drill: Drill, election: Election): readonly Item[] {
  if (drill !== 'retraction' && drill !== 'slip') return items;
  const last = lastToName(items, drill);
  const call = last.draft.data as Call;
  const right = { ...last, draft: { ...last.draft } };
  if (drill === 'retraction')
    return [
      ...items,
      said(right, 'retraction', call, last.at + TAKEN_BACK_AFTER),
      said(right, 'call', call, last.at + TAKEN_BACK_AFTER + GIVEN_AGAIN_AFTER),
    ];
  const other = election.tickets.find(({ id }) => id !== call.ticket)!.id;
  const wrong = { ...call, ticket: other };
  const mended = last.at + PUT_RIGHT_AFTER;
  return [
    ...items.filter((item) => item !== last),
    said(right, 'call', wrong, last.at),
    said(right, 'retraction', wrong, mended),
    said(right, 'call', call, mended),
  ];
}

/** The span in which nothing arrives; null where the drill is another. */
export function silenceOf(
  items: readonly Item[],
  drill: Drill | undefined,
): readonly [Instant, Instant] | null {
  if (drill !== 'outage') return null;
  const from = lastToName(items, drill).at - SILENT_FOR / 2;
  return [from, from + SILENT_FOR];
}

/** What was to arrive in the silence arrives at its end, with the stamps that it has. */
export async function* silenced(
  items: AsyncIterable<Item>,
  silence: readonly [Instant, Instant] | null,
): AsyncGenerator<Item> {
  for await (const item of items) {
    if (silence === null || item.at <= silence[0] || item.at >= silence[1]) yield item;
    else yield { ...item, at: silence[1], draft: { ...item.draft, at: silence[1] } };
  }
}

/** The call by which the last new desk of the first day names the winner of the whole. */
function lastToName(items: readonly Item[], drill: Drill): Item {
  const calls = items
    .filter(({ draft }) => draft.kind === 'call' && (draft.data as Call).contest === WHOLE)
    .toSorted((a, b) => a.at - b.at);
  const first = calls.filter(
    ({ draft }, index) =>
      calls.findIndex((one) => (one.draft.data as Call).desk === (draft.data as Call).desk) === index,
  );
  const last = first.findLast(({ at }) => at <= first[0]!.at + DAY);
  if (last === undefined)
    throw new Error(`invalid drill "${drill}": nobody calls the whole election in this night`);
  return last;
}

function said(item: Item, kind: 'call' | 'retraction', call: Call, at: Instant): Item {
  return { ...item, at, draft: { ...item.draft, at, kind, data: { ...call, saidAt: formatInstant(at) } } };
}
