/**
 * One running desk and what surrounds it: the clock (a rehearsal's or the real one), the people's commands, the way
 * out, the public pages, and the hint to every open page that something changed.
 */
import type { Desk, DeskReader } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import type { Draft } from '../election/record.ts';
import { decideCommand } from '../fold/decide.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { fallenDue } from '../response/deadlines.ts';
import type { Phrase } from '../verdict/verdict.ts';
import { EventStream } from './event-stream.ts';
import { Refusals } from './sign-in/refusals.ts';
import type { Command, Steer } from './wire-command.ts';

/** How often a live desk lets time pass, in milliseconds. */
const LIVE_TICK = 1000;

/** How soon the public pages follow a change, in milliseconds. */
const PUBLISH_EVERY = 2000;

/** How often a live desk renews its pages though nothing was recorded: embargoes end by the clock, pages show their age. */
const RENEW_EVERY = 20_000;

export type Surroundings = {
  /** What is to leave now, read between two ticks; null where nothing is. Sending it says what became of it. */
  readonly dispatch: (reader: DeskReader, at: Instant) => Job | null;
  /** The public pages as they should be now; the job writes them and gives the records of new versions. */
  readonly publish: (reader: DeskReader, at: Instant) => Job | null;
  readonly report: (error: unknown) => void;
  readonly wall: () => number;
};

/** Work outside the desk whose outcome is records. */
export type Job = () => Promise<readonly Draft[]>;

export type CommandResult =
  | { readonly kind: 'done'; readonly seq: number }
  | { readonly kind: 'denied'; readonly why: Phrase };

/** What a live desk asks of a command beyond its own rules, and what is written with it. */
export type Conditions = {
  /** Asked in the transaction that writes the command; null where nothing speaks against it. */
  readonly against: (reader: DeskReader, at: Instant) => Phrase | null;
  /** Written before what the command leads to, or not at all. */
  readonly with: readonly Draft[];
};

const UNCONDITIONAL: Conditions = { against: () => null, with: [] };

export class House {
  readonly desk: Desk;
  readonly rehearsal: Rehearsal | null;
  readonly events: EventStream;
  readonly refusals: Refusals;
  readonly #surroundings: Surroundings;
  #seq = 0;
  #after: Promise<void> = Promise.resolve();
  /** Apart from the pages: they must not wait for a mail server. */
  #sending: Promise<void> = Promise.resolve();
  #publishing: NodeJS.Timeout | null = null;
  /** What to go back to after a countdown. */
  #pace: { readonly speed: number; readonly running: boolean } | null = null;
  #ticker: NodeJS.Timeout | null = null;
  #renewer: NodeJS.Timeout | null = null;
  /** Up to when the pages have been told what fell due. */
  #toldDue: Instant = 0;
  readonly #stopListening: () => void;

  constructor(desk: Desk, rehearsal: Rehearsal | null, surroundings: Surroundings) {
    this.desk = desk;
    this.rehearsal = rehearsal;
    this.#surroundings = surroundings;
    this.events = new EventStream(() => ({ seq: this.#seq, at: this.now }));
    this.refusals = new Refusals(
      (draft) => void this.record(draft).catch(surroundings.report),
      surroundings.wall,
    );
    this.#stopListening = desk.onWrite((seq) => {
      this.#seq = seq;
      this.events.announce();
      this.#followUp();
    });
  }

  get now(): Instant {
    return this.rehearsal?.now ?? this.#surroundings.wall();
  }

  async open(): Promise<void> {
    this.#seq = await this.desk.read(({ state }) => state.seq);
    this.#followUp();
    // The first page must not wait: one round records its version, the next bakes it.
    this.#publish();
    this.#publish();
    if (this.rehearsal !== null) return;
    this.#toldDue = this.now;
    this.#ticker = setInterval(() => void this.#passTime().catch(this.#surroundings.report), LIVE_TICK);
    this.#renewer = setInterval(() => this.#publish(), RENEW_EVERY);
  }

  /** A person's command, decided on the state as it stands. A refusal is a record too. */
  command(person: string, command: Command, conditions = UNCONDITIONAL): Promise<CommandResult> {
    return this.decide((reader, at) => {
      const drafts = decideCommand(reader, person, command, at);
      if (drafts.some(isDenied)) return drafts;
      const why = conditions.against(reader, at);
      return why === null ? [...conditions.with, ...drafts] : [deniedOf(person, command, why, at)];
    });
  }

  /** Whether a command would be refused as things stand; where it would, that is recorded. */
  async refusalOf(person: string, command: Command, against: Conditions['against']): Promise<Phrase | null> {
    const result = await this.decide((reader, at) => {
      const drafts = decideCommand(reader, person, command, at);
      const why = drafts.some(isDenied) ? null : against(reader, at);
      return why === null ? drafts.filter(isDenied) : [deniedOf(person, command, why, at)];
    });
    return result.kind === 'denied' ? result.why : null;
  }

  /** Decides on the state as it stands; of refusals of one kind only the first in a minute is written in full. */
  async decide(decision: (reader: DeskReader, at: Instant) => readonly Draft[]): Promise<CommandResult> {
    let denied: Draft | undefined;
    const seq = await this.desk.decide((reader) => {
      const drafts = decision(reader, this.now);
      denied = drafts.find(isDenied);
      return denied !== undefined && this.refusals.isFull(kindOf(denied)) ? [] : drafts;
    });
    if (denied === undefined) return { kind: 'done', seq: seq ?? this.#seq };
    const { by, kind, data } = denied;
    const again = (count: number) => ({ at: this.now, by, kind, data: { ...(data as object), count } });
    if (seq === null) this.refusals.count(kindOf(denied), again);
    else this.refusals.begin(kindOf(denied), again);
    return { kind: 'denied', why: (data as { why: Phrase }).why };
  }

  /** Writes what happened to the desk itself: who signed in, what was refused. */
  record({ by, kind, data }: Draft): Promise<number> {
    return this.desk.submit([{ at: this.now, by, kind, data }]);
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
    if (this.#renewer !== null) clearInterval(this.#renewer);
    if (this.#publishing !== null) clearTimeout(this.#publishing);
    await this.rehearsal?.stop();
    this.refusals.close();
    this.#stopListening();
    await Promise.all([this.#after, this.#sending]);
    this.events.close();
    await this.desk.close();
  }

  /** After a write: send at once what may leave; publish soon, for a burst of counts needs one set of pages. */
  #followUp(): void {
    void this.#paceCountdown().catch(this.#surroundings.report);
    this.#sending = this.#sending.then(() => this.#do(this.#surroundings.dispatch));
    this.#publishing ??= setTimeout(() => {
      this.#publishing = null;
      this.#publish();
    }, PUBLISH_EVERY);
  }

  /** What falls due is no record; the pages are told that something has. */
  async #passTime(): Promise<void> {
    const { now } = this;
    await this.desk.advance(now);
    const due = await this.desk.read(({ state, context, watch }) =>
      fallenDue(watch.plan(state, context, now).deadlines, this.#toldDue, now),
    );
    this.#toldDue = now;
    if (due.length > 0) this.events.announce();
  }

  /** While a release counts down a rehearsal runs, and at true speed: ten seconds to stop it must be ten seconds. */
  async #paceCountdown(): Promise<void> {
    const { rehearsal } = this;
    if (rehearsal === null) return;
    const counting = await this.desk.read(({ state }) =>
      Object.values(state.response.steps).some(({ release }) => release?.state === 'countdown'),
    );
    if (counting && this.#pace === null) {
      const { speed, running } = rehearsal.clock;
      this.#pace = { speed, running };
      rehearsal.setSpeed(Math.min(speed, 1));
      rehearsal.resume();
    }
    if (!counting && this.#pace !== null) {
      rehearsal.setSpeed(this.#pace.speed);
      if (!this.#pace.running) rehearsal.pause();
      this.#pace = null;
    }
  }

  #publish(): void {
    this.#after = this.#after.then(() => this.#do(this.#surroundings.publish));
  }

  async #do(find: Surroundings['dispatch']): Promise<void> {
    try {
      const job = await this.desk.read((reader) => find(reader, this.now));
      const drafts = job === null ? [] : await job();
      if (drafts.length > 0) await this.desk.submit(drafts);
    } catch (error) {
      this.#surroundings.report(error);
    }
  }
}

function isDenied({ kind }: Draft): boolean {
  return kind === 'denied';
}

function deniedOf(person: string, command: Command, why: Phrase, at: Instant): Draft {
  const about =
    'step' in command ? { branch: command.branch, step: command.step } : { branch: null, step: null };
  return { at, by: `person:${person}`, kind: 'denied', data: { command: command.do, ...about, why } };
}

/** Refusals of one kind: the same person, act and reason. Which step it was is the sender's choice and no part of it. */
function kindOf({ by, data }: Draft): string {
  const { command, why } = data as { command: string; why: Phrase };
  return `denied ${by} ${command} ${why.key}`;
}
