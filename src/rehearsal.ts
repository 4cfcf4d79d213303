/**
 * A recorded night played to the desk at a chosen speed: the desk's clock is the night's.
 *
 * Paced, it delivers what has become known each time it wakes; unpaced, it runs to the end at once. Either way the
 * journal gets the same records in the same order, wherever it was interrupted.
 */
import type { Desk } from './desk.ts';
import type { Instant } from './election/instant.ts';
import type { Draft } from './election/record.ts';
import type { Delivery, Night, Positions } from './feeds/night/night.ts';

/** Deliveries written in one transaction: large enough for speed, small enough to be answered within a moment. */
const BATCH = 500;

/** How often the paced clock wakes, in milliseconds. */
const WAKE_EVERY = 200;

export type Progress = { readonly at: Instant; readonly delivered: number };

/** Plays everything up to `until` without pause. Stops between batches when the signal asks for it. */
export async function playAll(
  desk: Desk,
  night: Night,
  until: Instant,
  options: { signal?: AbortSignal; batch?: number; onProgress?: (progress: Progress) => void } = {},
): Promise<void> {
  const source = await nightSource(desk, night);
  let delivered = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const batch = await source.take(until, options.batch ?? BATCH);
    if (batch.length === 0) break;
    await desk.submit(batch);
    delivered += batch.length;
    options.onProgress?.({ at: batch.at(-1)!.at, delivered });
  }
  await desk.advance(until);
}

/** Plays from where the desk stands to `until` at a pace, and says so after each step; stops when the signal asks. */
export async function playPaced(
  desk: Desk,
  night: Night,
  options: {
    from: Instant;
    until: Instant;
    speed: number;
    wall: () => number;
    signal: AbortSignal;
    onStep: () => Promise<void>;
  },
): Promise<void> {
  let trouble: unknown = null;
  const rehearsal = new Rehearsal({
    ...options,
    desk,
    night,
    onChange: () => undefined,
    onError: (error) => {
      trouble ??= error;
    },
  });
  rehearsal.resume();
  while (!rehearsal.clock.finished && trouble === null && !options.signal.aborted) {
    await new Promise((wake) => setTimeout(wake, WAKE_EVERY));
    await options.onStep();
  }
  await rehearsal.stop();
  if (trouble !== null) throw trouble;
  await playAll(desk, night, options.signal.aborted ? rehearsal.now : options.until);
}

export type RehearsalClock = {
  readonly at: Instant;
  readonly running: boolean;
  readonly speed: number;
  readonly finished: boolean;
};

export class Rehearsal {
  readonly #desk: Desk;
  readonly #night: Night;
  readonly #until: Instant;
  #source: NightSource | null = null;
  #anchor: { readonly desk: Instant; readonly wall: number };
  #speed: number;
  #running = false;
  #told: Instant;
  #timer: NodeJS.Timeout | null = null;
  #working: Promise<void> = Promise.resolve();
  readonly #onChange: () => void;
  readonly #onError: (error: unknown) => void;
  readonly #wall: () => number;

  constructor(options: {
    desk: Desk;
    night: Night;
    from: Instant;
    until: Instant;
    speed: number;
    onChange: () => void;
    onError: (error: unknown) => void;
    wall: () => number;
  }) {
    this.#desk = options.desk;
    this.#night = options.night;
    this.#until = options.until;
    this.#speed = options.speed;
    this.#onChange = options.onChange;
    this.#onError = options.onError;
    this.#wall = options.wall;
    this.#anchor = { desk: options.from, wall: options.wall() };
    this.#told = options.from;
  }

  /** How far the desk has been told: everything up to this moment is in the journal. */
  get now(): Instant {
    return this.#told;
  }

  get clock(): RehearsalClock {
    const passed = this.#running ? (this.#wall() - this.#anchor.wall) * this.#speed : 0;
    const at = Math.min(this.#anchor.desk + passed, this.#until);
    return { at, running: this.#running, speed: this.#speed, finished: at >= this.#until };
  }

  resume(): void {
    if (this.#running) return;
    this.#anchor = { desk: this.#anchor.desk, wall: this.#wall() };
    this.#running = true;
    this.#timer = setInterval(() => this.#wake(), WAKE_EVERY);
    this.#onChange();
  }

  pause(): void {
    this.#reanchor(this.clock.at);
    this.#running = false;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#onChange();
  }

  setSpeed(speed: number): void {
    this.#reanchor(this.clock.at);
    this.#speed = speed;
    this.#onChange();
  }

  /** Plays forward to a moment at once. Going back needs a new journal: the past is not rewritten. */
  async jump(to: Instant): Promise<void> {
    const target = Math.min(to, this.#until);
    if (target < this.#told)
      throw new Error('a rehearsal goes back only by starting over: the journal keeps what was recorded');
    await this.#deliver(() => target);
    this.#reanchor(Math.max(target, this.#told));
    this.#onChange();
  }

  async stop(): Promise<void> {
    this.pause();
    await this.#working;
  }

  #reanchor(desk: Instant): void {
    this.#anchor = { desk, wall: this.#wall() };
  }

  #wake(): void {
    this.#deliver(() => this.clock.at).catch(() => undefined);
    if (this.clock.finished) this.pause();
  }

  #deliver(until: () => Instant): Promise<void> {
    const delivery = this.#working.then(() => this.#deliverUpTo(until()));
    this.#working = delivery.catch(this.#onError);
    return delivery;
  }

  async #deliverUpTo(at: Instant): Promise<void> {
    this.#source ??= await nightSource(this.#desk, this.#night);
    for (;;) {
      const batch = await this.#source.take(at, BATCH);
      if (batch.length === 0) break;
      await this.#desk.submit(batch);
    }
    await this.#desk.advance(at);
    this.#told = Math.max(this.#told, at);
  }
}

type NightSource = { take(until: Instant, most: number): Promise<Draft[]> };

/** The night's deliveries from where the journal stands. */
async function nightSource(desk: Desk, night: Night): Promise<NightSource> {
  const positions = await desk.read(
    ({ state }): Positions =>
      Object.fromEntries(Object.entries(state.feeds).map(([feed, { position }]) => [feed, position])),
  );
  const deliveries = night.deliveries({ after: positions })[Symbol.asyncIterator]();
  let waiting: Delivery | null = null;
  return {
    async take(until, most) {
      const batch: Draft[] = [];
      while (batch.length < most) {
        waiting ??= (await deliveries.next()).value ?? null;
        if (waiting === null || waiting.at > until) break;
        batch.push(waiting.draft);
        waiting = null;
      }
      return batch;
    },
  };
}
