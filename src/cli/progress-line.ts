/** One line of the night for a terminal: both clocks, the speed, what came in, where things stand. */
import type { DeskReader } from '../desk.ts';
import type { House } from '../server/house.ts';
import { wordingOf } from '../server/wording.ts';

export function progressLine({ state, context, watch }: DeskReader, house: House): string {
  const at = Math.max(house.now, state.at);
  const words = wordingOf(context, 'en', at);
  const clock = house.rehearsal?.clock;
  const pace =
    clock === undefined ? 'live' : clock.finished ? 'finished' : clock.running ? `${clock.speed}×` : 'paused';
  const reports = state.returns.tally.records.toLocaleString('en');
  return `${words.when(at)}  ${pace}  ${reports} reports  ${words.phrase(watch.verdict(state, context, at).headline)}`;
}
