/** Who talked to the winner before whom: calls that are certain are numbered, claims stand beside them unnumbered. */
import type { Instant } from '../election/instant.ts';
import type { OtherCall } from './records.ts';

export type OrderedCall = Pick<OtherCall, 'who' | 'at' | 'minutes' | 'state' | 'source'> & {
  /** 1 for the first that is certain; null for a claim or report. */
  readonly place: number | null;
  readonly own: boolean;
};

/** In order of time. `own` is our talk, once it has begun. */
export function callOrder(
  calls: readonly OtherCall[],
  own: { readonly who: string; readonly at: Instant } | null,
): OrderedCall[] {
  const all = [
    ...calls.map(({ who, at, minutes, state, source }) => ({ who, at, minutes, state, source, own: false })),
    ...(own === null ? [] : [{ ...own, minutes: null, state: 'held' as const, source: '', own: true }]),
  ].sort((a, b) => a.at - b.at);
  let place = 0;
  return all.map((call) => ({ ...call, place: call.state === 'held' ? ++place : null }));
}
