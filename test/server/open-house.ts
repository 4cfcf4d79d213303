/**
 * A house on the embedded night behind its app, in memory and without a port: the rehearsal stands still, at its
 * beginning or `at` a moment, and is moved by `jump`. Requests come from the desk's own page unless a test says
 * otherwise.
 */

import { Desk } from '../../src/desk.ts';
import { HOUR, type Instant, parseInstant } from '../../src/election/instant.ts';
import type { Drill } from '../../src/feeds/drill.ts';
import { Rehearsal } from '../../src/rehearsal.ts';
import { createApp } from '../../src/server/app.ts';
import type { Files } from '../../src/server/files.ts';
import { House } from '../../src/server/house.ts';
import type { PublicSite } from '../../src/server/public-site.ts';
import { demoSession } from '../../src/server/session.ts';
import type { DeskView } from '../../src/server/wire.ts';
import type { Command, Steer } from '../../src/server/wire-command.ts';
import { memoryJournal } from '../../src/store/memory-journal.ts';
import { embeddedNight, livedDesk, type Stage } from '../desk/embedded-night.ts';

export const HOST = 'http://localhost:4600';

const SITE: PublicSite = {
  state: { base: '/public', lead: { headline: { en: 'Headline', ja: '見出し' }, version: 1, at: null } },
  publish: () => async () => [],
  answer: () => new Response('the briefing'),
  reset: () => undefined,
};

const file = (text: string, type: string) => ({ body: new TextEncoder().encode(text), type });
const FILES: Files = new Map([
  ['/index.html', file('<!doctype html>the desk', 'text/html; charset=utf-8')],
  ['/icon.svg', file('<svg/>', 'image/svg+xml')],
  ['/assets/index-B3x9.js', file('run()', 'text/javascript; charset=utf-8')],
]);

export type Asking = {
  readonly person?: string;
  readonly lang?: 'en' | 'ja';
  readonly headers?: Record<string, string>;
};

type Opening = {
  readonly drill?: Drill | null;
  /** The night up to here is behind it; its beginning unless told otherwise. */
  readonly at?: string;
  /** The desk's own, for tests in a browser. */
  readonly files?: Files;
};

export class OpenHouse {
  readonly app: ReturnType<typeof createApp>;
  readonly troubles: unknown[] = [];
  readonly stage: Stage;
  house: House;
  startedOver = 0;

  private constructor(stage: Stage, house: House, session: ReturnType<typeof demoSession>, files: Files) {
    this.stage = stage;
    this.house = house;
    this.app = createApp({
      house: () => this.house,
      startOver: async () => {
        const former = this.house;
        this.house = await newHouse(stage, session.report);
        this.startedOver += 1;
        await former.close();
      },
      session: { ...session, report: (error) => this.troubles.push(error) },
      files,
      site: SITE,
    });
  }

  static async open({ drill = null, at, files = FILES }: Opening = {}): Promise<OpenHouse> {
    const stage = await embeddedNight(drill);
    const from = at === undefined ? stage.night.from : parseInstant(at);
    const session = demoSession('duty', (error) => {
      throw error;
    });
    return new OpenHouse(stage, await newHouse(stage, session.report, from), session, files);
  }

  async jump(moment: string): Promise<void> {
    await this.house.rehearsal!.jump(parseInstant(moment));
  }

  get(path: string, { person, lang, headers = {} }: Asking = {}): Promise<Response> {
    return this.#ask(path, { headers: { ...personal(person), ...headers } }, lang);
  }

  post(path: string, body: unknown, { person, lang, headers = {} }: Asking = {}): Promise<Response> {
    const own = {
      'x-firstcall': 'desk',
      'content-type': 'application/json',
      origin: HOST,
      ...personal(person),
    };
    return this.#ask(
      path,
      {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { ...own, ...headers },
      },
      lang,
    );
  }

  command(command: Command, asking: Asking = {}): Promise<Response> {
    return this.post('/api/command', command, asking);
  }

  steer(command: Steer): Promise<Response> {
    return this.post('/api/rehearsal', command);
  }

  async view(asking: Asking = {}): Promise<DeskView> {
    return (await this.get('/api/desk', asking)).json() as Promise<DeskView>;
  }

  close(): Promise<void> {
    return this.house.close();
  }

  async #ask(path: string, init: RequestInit, lang: 'en' | 'ja' | undefined): Promise<Response> {
    const url = new URL(path, HOST);
    if (lang !== undefined) url.searchParams.set('lang', lang);
    return this.app.fetch(new Request(url, init));
  }
}

async function newHouse(
  stage: Stage,
  report: (error: unknown) => void,
  from: Instant = stage.night.from,
): Promise<House> {
  const { night, opening } = stage;
  const begins = from === night.from;
  const desk = begins ? await Desk.open(memoryJournal(), opening) : await livedDesk(stage, from);
  const rehearsal = new Rehearsal({
    desk,
    night,
    from,
    until: night.from + 36 * HOUR,
    speed: 60,
    wall: () => 0,
    onChange: () => undefined,
    onError: report,
  });
  const house = new House(desk, rehearsal, {
    wall: () => 0,
    report,
    dispatch: () => null,
    publish: () => null,
  });
  await house.open();
  return house;
}

function personal(person: string | undefined): Record<string, string> {
  return person === undefined ? {} : { cookie: `other=1; firstcall_person=${person}` };
}
