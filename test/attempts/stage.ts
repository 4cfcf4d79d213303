/**
 * Where the attempts are made: a live desk whose message has its two approvals, the duty officer with a passkey, and
 * everybody signed in. What an attempt needs otherwise it makes itself.
 */
import type { DeskReader } from '../../src/desk.ts';
import type { Command } from '../../src/server/wire-command.ts';
import { Authenticator, type Bend } from '../sign-in/authenticator.ts';
import {
  LiveDesk,
  type Lived,
  type LiveOptions,
  MESSAGE,
  type OwnDatabase,
  PEOPLE,
} from '../sign-in/live-desk.ts';

export const ADDRESS = 'http://localhost:4660';

export type Release = Extract<Command, { do: 'release' }>;

export type StageOptions = {
  readonly lived: Lived;
  readonly database: OwnDatabase;
} & Partial<LiveOptions>;

export class Stage {
  readonly desk: LiveDesk;
  readonly key = new Authenticator(ADDRESS);
  readonly cookies: Record<string, string> = {};
  /** Of the message as approved. */
  binds = '';

  private constructor(desk: LiveDesk) {
    this.desk = desk;
  }

  static async open(options: StageOptions, approvers = ['approver-1', 'approver-2']): Promise<Stage> {
    const stage = new Stage(await LiveDesk.open({ address: ADDRESS, ...options }));
    const { desk, cookies } = stage;
    for (const person of PEOPLE) cookies[person] = await desk.sessionOf(person);
    await stage.addPasskey('duty', stage.key);
    stage.binds = await desk.binds();
    for (const person of approvers) {
      const answer = await stage.command(person, { do: 'approve', ...MESSAGE, binds: stage.binds });
      if (answer.status !== 200) throw new Error(`not approved: ${await answer.text()}`);
    }
    return stage;
  }

  /** Everything refused from here on is written at once, whatever was refused before. */
  forgetRefusals(): void {
    this.desk.house.refusals.close();
  }

  post(person: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.desk.post(path, body, this.cookies[person]!, headers);
  }

  command(person: string, command: Command | (Release & { passkey: unknown })): Promise<Response> {
    return this.post(person, '/api/command', command);
  }

  release(more: Partial<Release> = {}): Release {
    return { do: 'release', ...MESSAGE, binds: this.binds, second: 'approver-1', ...more };
  }

  async addPasskey(person: string, key: Authenticator, bend: Bend = {}): Promise<Response> {
    const options = await (await this.post(person, '/api/passkey', { do: 'begin' })).json();
    return this.post(person, '/api/passkey', { do: 'add', answer: key.register(options as never, bend) });
  }

  /** The browser's answer to what the desk asks for a release. */
  async confirmed(release = this.release(), bend: Bend = {}, key = this.key): Promise<unknown> {
    const options = await (await this.post('duty', '/api/confirm', release)).json();
    return key.confirm(options as { challenge: string }, bend);
  }

  /** Orders a release with everything that it takes. */
  async ordered(release = this.release()): Promise<Response> {
    return this.command('duty', { ...release, passkey: await this.confirmed(release) });
  }

  read<T>(look: (reader: DeskReader) => T): Promise<T> {
    return this.desk.house.desk.read(look);
  }
}
