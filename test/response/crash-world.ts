/**
 * A house with two processes on one journal, channels that misbehave, and people who click twice: what a crash, a
 * jump of the clock or a race can do to a release, and what must hold whatever they do.
 *
 * The fold, the decisions, the consequences and the outbox are the real ones; only journal, channels and verdict are
 * played. A crash takes a process's memory and whatever it had not written; the journal and what arrived stay.
 */
import type { DeskReader } from '../../src/desk.ts';
import { MINUTE, SECOND } from '../../src/election/instant.ts';
import type { Draft, Entry } from '../../src/election/record.ts';
import { dispatchReleases, Ways } from '../../src/outbox/dispatch.ts';
import type { Outcome, Parcel, Way } from '../../src/outbox/way.ts';
import { applyResponse, emptyResponse, stepKey } from '../../src/response/apply.ts';
import { bindOf } from '../../src/response/bind.ts';
import type { ResponseCommand } from '../../src/response/command.ts';
import { consequences } from '../../src/response/consequences.ts';
import { decide } from '../../src/response/decide.ts';
import { mayNotLeave } from '../../src/response/permit.ts';
import { findPlanned, planOf } from '../../src/response/plan.ts';
import { type Playbook, ticketOf } from '../../src/response/playbook.ts';
import { releasesOf } from '../../src/response/releases.ts';
import type { Plan, ResponseState, StepRef } from '../../src/response/response.ts';
import { EVENING, PEOPLE, PLAYBOOK, sha256, verdictOf, type Word } from './stage.ts';

/** Messages by mail to two, lines by mail and webhook: few steps and short texts, so that a night is quick to play. */
const LIVE: Playbook = {
  ...PLAYBOOK,
  branches: PLAYBOOK.branches.map((branch) => ({
    ...branch,
    steps: branch.steps
      .filter(({ id }) => /^(message|line)/.test(id) || branch.when.kind !== 'winner')
      .map((step) => ({
        ...step,
        document: { subject: { en: 'S', ja: '件' }, body: { en: step.id, ja: '本文' } },
        recipients: step.recipients.flatMap((one) => [
          { ...one, channel: 'mail', address: 'a@example.org' },
          step.kind === 'line'
            ? { ...one, channel: 'hook', address: null }
            : { ...one, channel: 'mail', address: 'b@example.org' },
        ]),
      })),
  })),
};

/** What a channel does with a parcel: whether it arrives, and what the sender learns. */
export const MANNERS = {
  accept: { arrives: true, says: 'sent' },
  refuse: { arrives: false, says: 'failed' },
  'drop after': { arrives: true, says: 'unknown' },
  'drop before': { arrives: false, says: 'unknown' },
} as const;
export type Manner = keyof typeof MANNERS;

class Crash extends Error {}

export class World {
  readonly journal: Entry[] = [];
  at = EVENING;
  word: Word = { level: 'open', ticket: null };
  /** How the channels behave, drawn for every parcel. */
  manner: () => Manner = () => 'accept';
  /** How often each key arrived. */
  readonly arrived = new Map<string, number>();
  readonly complaints: string[] = [];
  /** Whether the process that works now dies at its next operation. */
  dies: () => boolean = () => false;
  crashes = 0;
  #processes: [Process, Process];

  constructor() {
    this.#processes = [new Process(this), new Process(this)];
    this.#processes[0].settle();
  }

  process(index: number): Process {
    return this.#processes[index]!;
  }

  /** Runs work of a process; one that dies is started afresh on the journal. */
  async run(index: number, work: (process: Process) => unknown): Promise<void> {
    try {
      await work(this.#processes[index]!);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.crashes += 1;
      this.#processes[index] = new Process(this);
    }
  }

  complain(what: string): void {
    this.complaints.push(what);
  }

  crashPoint(): void {
    if (this.dies()) throw new Crash();
  }

  /** Everything settles: no more crashes, channels well again, time passes until every answer is due. */
  async rest(): Promise<void> {
    this.dies = () => false;
    this.manner = () => 'accept';
    for (let round = 0; round < 6; round += 1) {
      await this.run(round % 2, (process) => process.dispatch());
      await this.run(round % 2, (process) => process.pass(MINUTE));
    }
  }

  get ways(): ReadonlyMap<string, Way> {
    const way: Way = { timeout: 30, send: (parcel) => this.#send(parcel) };
    return new Map([
      ['mail', way],
      ['hook', way],
    ]);
  }

  async #send(parcel: Parcel): Promise<Outcome> {
    const manner = this.manner();
    const { arrives, says } = MANNERS[manner];
    const times = (this.arrived.get(parcel.key) ?? 0) + (arrives ? 1 : 0);
    this.arrived.set(parcel.key, times);
    if (times > 1) this.complain(`${parcel.key} arrived ${times} times`);
    this.#checkRight(parcel);
    return says === 'sent' ? { kind: says, receipt: '250' } : { kind: says, reason: manner };
  }

  /** What is sent must be what two people approved who did not write it, at a moment at which it may leave. */
  #checkRight({ ref, key, texts }: Parcel): void {
    const fresh = new Process(this);
    const known = fresh.state.steps[stepKey(ref)]!;
    const branch = LIVE.branches.find(({ id }) => id === ref.branch)!;
    const step = branch.steps.find(({ id }) => id === ref.step)!;
    const [en, ja] = texts;
    const document = { subject: { en: en!.subject, ja: ja!.subject }, body: { en: en!.body, ja: ja!.body } };
    const { facts } = findPlanned(fresh.plan, ref)!;
    const binds = bindOf({ ref, step, document, ticket: ticketOf(branch), facts }, sha256);
    const given = new Set(
      this.journal.flatMap(({ kind, by, data, seq }) => {
        if (kind !== 'approved' || stepKey(data as StepRef) !== stepKey(ref)) return [];
        const ended = known.approvals.find(({ record }) => record === seq)?.ended ?? null;
        return (data as { binds: string }).binds === binds && ended === null ? [by] : [];
      }),
    );
    if (known.release?.binds !== binds) this.complain(`${key}: what left is not what was released`);
    if (given.size < 2) this.complain(`${key}: left with ${given.size} approvals`);
    if (given.has(`person:${known.draft?.by}`)) this.complain(`${key}: its drafter approved it`);
    const against = mayNotLeave(findPlanned(fresh.plan, ref)!);
    if (against !== null) this.complain(`${key}: left against ${against.key}`);
  }
}

export class Process {
  readonly state: ResponseState = emptyResponse();
  readonly #world: World;
  readonly #ways: Ways;
  #seq = 0;

  constructor(world: World) {
    this.#world = world;
    this.#ways = new Ways(world.ways);
    this.#catchUp();
  }

  get plan(): Plan {
    return planOf(this.#question);
  }

  /** As the verdict would: an aftermath only where something stands, due when nobody stands behind it any more. */
  get #question() {
    const { at, word } = this.#world;
    const [out] = releasesOf(this.state);
    const turned: Word =
      out === undefined
        ? word
        : word.ticket !== out.ticket
          ? { ...word, hold: true, aftermath: 'withdrawal-due' }
          : word.hold === true
            ? { ...word, aftermath: 'review' }
            : word;
    return { playbook: LIVE, state: this.state, verdict: verdictOf(turned, at), at, sha256 };
  }

  /** A person's command, decided on the journal as it stands. */
  command(id: string, command: ResponseCommand): void {
    this.#world.crashPoint();
    this.#catchUp();
    const person = PEOPLE.find((one) => one.id === id)!;
    this.#write(decide(command, { ...this.#question, people: PEOPLE, person }));
    this.#world.crashPoint();
  }

  settle(): void {
    this.#catchUp();
    this.#write([]);
  }

  pass(milliseconds: number): void {
    const world = this.#world;
    this.#catchUp();
    const until = world.at + milliseconds;
    for (;;) {
      const next = this.plan.nextChange;
      if (next === null || next > until) break;
      world.at = next;
      this.#write([]);
    }
    // A clock that is put back does not put back the desk.
    world.at = Math.max(world.at, until);
    this.#write([]);
  }

  async dispatch(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      this.#world.crashPoint();
      this.#catchUp();
      const job = dispatchReleases(this.#reader, '', this.#world.at, this.#ways);
      if (job === null) return;
      this.#world.crashPoint();
      const drafts = await job();
      this.#world.crashPoint();
      this.#catchUp();
      this.#write(drafts);
    }
  }

  get #reader(): DeskReader {
    const profile = { languages: ['en', 'ja'], zones: { home: { zone: 'Asia/Tokyo' } } };
    const plan = () => this.plan;
    return {
      state: { response: this.state },
      context: { playbook: LIVE, profile, opened: { night: null } },
      watch: { plan },
      hash: '',
    } as unknown as DeskReader;
  }

  #catchUp(): void {
    const { journal } = this.#world;
    for (; this.#seq < journal.length; this.#seq += 1)
      applyResponse(this.state, structuredClone(journal[this.#seq]!));
  }

  /** Drafts and what follows from them are one transaction. */
  #write(drafts: readonly Draft[]): void {
    const { journal, at } = this.#world;
    for (let batch = drafts; ; ) {
      for (const draft of batch) journal.push(structuredClone({ ...draft, at, seq: journal.length + 1 }));
      this.#catchUp();
      batch = consequences({ ...this.#question, plan: this.plan });
      if (batch.length === 0) return;
    }
  }
}

/** What must hold of a world at rest. */
export function checkAtRest(world: World): void {
  const fresh = new Process(world);
  if (JSON.stringify(fresh.state) !== JSON.stringify(settled(world)))
    world.complain('two processes fold the journal differently');
  for (const { kind, seq, data } of world.journal) {
    if (kind !== 'approved') continue;
    const kept = fresh.state.steps[stepKey(data as StepRef)]!.approvals.some(({ record }) => record === seq);
    if (!kept) world.complain(`approval ${seq} is lost`);
  }
  for (const { release } of Object.values(fresh.state.steps)) {
    for (const part of release?.deliveries ?? []) {
      const arrived = world.arrived.get(`${release!.key}.${part.id}`) ?? 0;
      const told = `${release!.key}.${part.id} is ${part.state}, arrived ${arrived} times`;
      if (part.state === 'waiting' || part.state === 'sending') world.complain(told);
      if (part.state === 'failed' && arrived > 0) world.complain(told);
      if (part.state === 'sent' && arrived === 0) world.complain(told);
    }
  }
}

function settled(world: World): ResponseState {
  const process = world.process(0);
  process.settle();
  return process.state;
}

export const TEN_SECONDS = 10 * SECOND;
