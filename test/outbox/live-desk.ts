/** A live desk on the embedded night whose message leaves by mail: the same playbook, with addresses and channels. */
import { Desk } from '../../src/desk.ts';
import { MINUTE } from '../../src/election/instant.ts';
import type { Draft } from '../../src/election/record.ts';
import type { OpenedDraft } from '../../src/fold/opened.ts';
import { dispatchReleases, Ways } from '../../src/outbox/dispatch.ts';
import { openWays } from '../../src/outbox/ways.ts';
import { House } from '../../src/server/house.ts';
import type { Journal } from '../../src/store/journal.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { GATE_OPENS, type Stage } from '../desk/embedded-night.ts';

export const ORDERED = GATE_OPENS + MINUTE;
export const MESSAGE = { branch: 'trump', step: 'message' };

const WAY = (recipient: string, way: string) => recipient.replace(' }', `, ${way} }`);

const channelsYaml = (port: number) => `channels:
  - id: embassy-mail
    kind: smtp
    host: 127.0.0.1
    port: ${port}
    tls: none
    from: { name: Japan desk, address: desk@example.org }
    timeout: 20
  - { id: appointments, kind: calendar, via: embassy-mail }
`;

/** The opening with the message to two mailboxes, and the request for a talk to a calendar. */
export function liveOpening({ opening }: Stage, port: number, rehearsal = false): OpenedDraft {
  const { files, night } = opening.data;
  const { text } = files.playbook;
  const line = /^ +- \{ en: "Transition office of Mr. Trump.*\n/gm;
  const steps = ['message', 'telephone', 'telephone-withdrawal'];
  const changed = steps.reduce((yaml, id) => {
    const at = yaml.indexOf(`- id: ${id}\n`, yaml.indexOf('- id: trump\n'));
    line.lastIndex = at;
    const [recipient] = line.exec(yaml)!;
    const way = id === 'message' ? 'embassy-mail' : 'appointments';
    const first = WAY(recipient, `channel: ${way}, address: office@example.com`);
    const copy = WAY(recipient, `channel: ${way}, address: copy@example.com`);
    const event =
      id === 'telephone'
        ? '        event: { start: held-span, minutes: 15 }\n        marking: confidential\n'
        : '';
    const whole = id === 'message' ? first + copy : first;
    const place = yaml.indexOf(recipient, at);
    return (
      yaml.slice(0, place).replace(/( +recipients:\n)$/, `${event}$1`) +
      whole +
      yaml.slice(place + recipient.length)
    );
  }, text);
  return {
    ...opening,
    data: {
      ...opening.data,
      night: rehearsal ? night : null,
      files: {
        ...files,
        playbook: { name: 'playbook.yaml', text: changed },
        channels: { name: 'channels.yaml', text: channelsYaml(port) },
      },
    },
  };
}

/** A journal that has lived the night, opened live. */
export async function livedJournal(lived: readonly Draft[], opening: OpenedDraft): Promise<Journal> {
  const journal = memoryJournal();
  await journal.append([opening, ...lived.slice(1)], 0);
  return journal;
}

export class LiveHouse {
  readonly desk: Desk;
  readonly house: House;
  readonly troubles: unknown[];
  readonly #time: { now: number };

  private constructor(desk: Desk, house: House, troubles: unknown[], time: { now: number }) {
    this.desk = desk;
    this.house = house;
    this.troubles = troubles;
    this.#time = time;
  }

  static async open(journal: Journal, opening: OpenedDraft, folder: string, at: number): Promise<LiveHouse> {
    const desk = await Desk.open(journal, opening);
    const time = { now: at };
    const troubles: unknown[] = [];
    const channels = await desk.read(({ context }) => context.channels);
    const wall = () => time.now;
    const ways = new Ways(openWays({ channels, folder, wall, secretsOf: () => ({}) }));
    const house = new House(desk, null, {
      wall,
      report: (error) => troubles.push(error),
      dispatch: (reader, moment) => dispatchReleases(reader, folder, moment, ways),
      publish: () => null,
    });
    return new LiveHouse(desk, house, troubles, time);
  }

  async pass(to: number): Promise<void> {
    this.#time.now = to;
    await this.desk.advance(to);
  }

  /** Waits until a step's release has one of these states. */
  async until(states: readonly string[], ref = MESSAGE): Promise<string> {
    for (let wait = 0; wait < 1500; wait += 1) {
      const state = await this.release(ref).then((release) => release?.state ?? 'none');
      if (states.includes(state)) return state;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`never ${states.join(' or ')}: ${JSON.stringify(await this.release(ref))}`);
  }

  release(ref = MESSAGE) {
    return this.desk.read(({ state }) =>
      structuredClone(state.response.steps[`${ref.branch}/${ref.step}`]?.release),
    );
  }
}
