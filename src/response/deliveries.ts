/**
 * The parts in which a released step leaves, and what is known of each: (step, release, answers) → one state.
 *
 * Everything for the file drop is one part; any other recipient is a part of its own, so that a refused address holds
 * up nobody else and nobody sees who else received it.
 */
import type { Instant } from '../election/instant.ts';
import { FILE_DROP } from './channels.ts';
import type { Recipient, Step } from './playbook.ts';
import type { ReleaseState } from './response.ts';

export type DeliveryState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown';

export type PlannedDelivery = {
  readonly id: string;
  readonly channel: string;
  /** Places in the step's list of recipients, from 0. */
  readonly recipients: readonly number[];
};

export type Delivery = PlannedDelivery & {
  state: DeliveryState;
  /** Who tries: one process takes a part once, and no other after it. Null before, and for the file drop. */
  attempt: string | null;
  /** When it must be known what became of it; after that it is unknown. */
  until: Instant | null;
  endedAt: Instant | null;
  receipt: string | null;
  reason: string | null;
};

function deliveriesFor({ recipients }: Step): PlannedDelivery[] {
  const places = recipients.map(({ channel }, place) => ({ channel, place }));
  const dropped = places.filter(({ channel }) => channel === FILE_DROP).map(({ place }) => place);
  return [
    ...(dropped.length === 0 ? [] : [{ id: FILE_DROP, channel: FILE_DROP, recipients: dropped }]),
    ...places
      .filter(({ channel }) => channel !== FILE_DROP)
      .map(({ channel, place }) => ({ id: `to-${place + 1}`, channel, recipients: [place] })),
  ];
}

/** The parts that leave now: without what has left or may have, which is never sent again, and without the spared. */
export function stillToSend(
  step: Step,
  known: readonly Delivery[],
  spared: readonly number[],
): PlannedDelivery[] {
  return deliveriesFor(step)
    .map((part) => ({ ...part, recipients: part.recipients.filter((place) => !spared.includes(place)) }))
    .filter(({ recipients }) => recipients.length > 0)
    .filter(({ id }) => !known.some((one) => one.id === id && mayHaveLeft(one)));
}

/**
 * Places among a withdrawal's recipients whom what it takes back has for certain not reached: a recall would be the
 * first that they hear of it. Nobody is spared where that would leave nobody.
 */
export function neverReached(withdrawal: Step, taken: Step, deliveries: readonly Delivery[]): number[] {
  const reached = (recipient: Recipient) => {
    const parts = deliveries.filter((part) =>
      part.recipients.some((place) => isSame(taken.recipients[place]!, recipient)),
    );
    return parts.length === 0 || parts.some(({ state }) => state !== 'failed');
  };
  const places = [...withdrawal.recipients.keys()];
  const spared = places.filter((place) => !reached(withdrawal.recipients[place]!));
  return spared.length === places.length ? [] : spared;
}

function isSame(one: Recipient, other: Recipient): boolean {
  if (one.channel !== other.channel) return false;
  return one.address === null ? one.en === other.en : one.address === other.address;
}

export function begun(planned: PlannedDelivery): Delivery {
  return {
    ...planned,
    state: 'waiting',
    attempt: null,
    until: null,
    endedAt: null,
    receipt: null,
    reason: null,
  };
}

export function mayHaveLeft({ state }: Delivery): boolean {
  return state === 'sent' || state === 'unknown';
}

/** What is known of a release as a whole: what is not known of a part is not known of the whole. */
export function overall(deliveries: readonly Delivery[]): ReleaseState {
  const some = (...states: DeliveryState[]) => deliveries.some(({ state }) => states.includes(state));
  if (some('waiting', 'sending')) return 'sending';
  if (some('unknown')) return 'unknown';
  if (!some('failed')) return 'sent';
  return some('sent') ? 'partial' : 'failed';
}
