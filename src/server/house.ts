/**
 * One running desk and what surrounds it: the clock (a rehearsal's or the real one), the people's commands, the way
 * out, the public pages, and the hint to every open page that something changed.
 */
import type { Desk, DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import { decideCommand } from '../fold/decide.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { Phrase } from '../verdict/verdict.ts';
import { EventStream } from './event-stream.ts';
import type { Command, Steer } from './wire.ts';

/** How often a live desk lets time pass, in milliseconds. */
const LIVE_TICK = 1000;

export type Surroundings = {
  /** Sends what a release let out; returns the records of what became of it. */
  readonly dispatch: (reader: DeskReader, at: Instant) => Promise<readonly Draft[]>;
  /** Rewrites the public pages where something changed; returns the records of what was published. */
  readonly publish: (reader: DeskReader, at: Instant) => Promise<readonly Draft[]>;
  readonly report: (error: unknown) => void;
  readonly wall: () => number;
};

export type CommandResult =
  | { readonly kind: 'done'; readonly seq: number }
  | { readonly kind: 'denied'; readonly why: Phrase };

export class House {
  readonly desk: Desk;
  readonly rehearsal: Rehearsal | null;
  readonly events: EventStream;
  readonly #surroundings: Surroundings;
  #seq = 0;
  #after: Promise<void> = Promise.resolve();
  #afterAsked = false;
  #ticker: NodeJS.Timeout | null = null;
  readonly #stopListening: () => void;

  constructor(desk: Desk, rehearsal: Rehearsal | null, surroundings: Surroundings) {
    this.desk = desk;
    this.rehearsal = rehearsal;
    this.#surroundings = surroundings;
    this.events = new EventStream(() => ({ seq: this.#seq, at: this.now }));
    this.#stopListening = desk.onWrite((seq) => {
      this.#seq = seq;
      this.events.announce();
      this.#followUp();
    });
  }

  get now(): Instant {
    return this.rehearsal?.clock.at ?? this.#surroundings.wall();
  }

  async open(): Promise<void> {
    this.#seq = await this.desk.read(({ state }) => state.seq);
    this.#followUp();
    if (this.rehearsal !== null) return;
    this.#ticker = setInterval(
      () => void this.desk.advance(this.now).catch(this.#surroundings.report),
      LIVE_TICK,
    );
  }

  /** A person's command, decided on the state as it stands. A refusal is a record too. */
  async command(person: string, command: Command): Promise<CommandResult> {
    let denied: Phrase | null = null;
    const seq = await this.desk.decide((reader) => {
      const drafts = decideCommand(reader, person, command, this.now);
      const refusal = drafts.find(({ kind }) => kind === 'denied');
      denied = refusal === undefined ? null : (refusal.data as { why: Phrase }).why;
      return drafts;
    });
    return denied === null ? { kind: 'done', seq } : { kind: 'denied', why: denied };
  }

  async steer(command: Exclude<Steer, { do: 'restart' }>): Promise<void> {
    const { rehearsal } = this;
    if (rehearsal === null) throw new Error('nothing to steer: this desk is live');
    if (command.do === 'pause') rehearsal.pause();
    if (command.do === 'resume') rehearsal.resume();
    if (command.do === 'speed') rehearsal.setSpeed(command.speed);
    if (command.do === 'jump') await rehearsal.jump(command.to);
    this.events.announce();
  }

  async close(): Promise<void> {
    if (this.#ticker !== null) clearInterval(this.#ticker);
    await this.rehearsal?.stop();
    this.#stopListening();
    await this.#after;
    this.events.close();
    await this.desk.close();
  }

  /** After a write: send what may leave, then publish. One at a time; a write meanwhile asks for one more round. */
  #followUp(): void {
    if (this.#afterAsked) return;
    this.#afterAsked = true;
    this.#after = this.#after.then(async () => {
      this.#afterAsked = false;
      try {
        for (const step of [this.#surroundings.dispatch, this.#surroundings.publish]) {
          const drafts = await step(
            await this.desk.read((reader) => ({ ...reader, state: structuredClone(reader.state) })),
            this.now,
          );
          if (drafts.length > 0) await this.desk.submit(drafts);
        }
      } catch (error) {
        this.#surroundings.report(error);
      }
    });
  }
}
