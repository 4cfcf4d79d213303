/** A real SMTP server on a free port of this machine, that behaves as a test wants and keeps what it accepted. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type Manner =
  | 'accept'
  | 'refuse-recipient'
  | 'refuse-message'
  | 'drop-after-data'
  | 'drop-before-data'
  | 'hang-after-data'
  | 'hang-at-greeting';

export class MailServer {
  readonly mailbox: ParsedMail[] = [];
  readonly raw: string[] = [];
  /** Addresses without a mailbox. */
  readonly refused = new Set<string>();
  /** How often a client connected. */
  connections = 0;
  port = 0;
  manner: Manner;
  readonly #server: SMTPServer;

  constructor(manner: Manner, options: SMTPServerOptions = {}) {
    this.manner = manner;
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onConnect: (_session, done) => {
        this.connections += 1;
        if (this.manner !== 'hang-at-greeting') done();
      },
      onMailFrom: (_address, session, done) => {
        if (this.manner === 'drop-before-data') return cut(this.#server, session.id);
        done();
      },
      onRcptTo: ({ address }, _session, done) =>
        this.manner === 'refuse-recipient' || this.refused.has(address)
          ? done(Object.assign(new Error('no such mailbox'), { responseCode: 550 }))
          : done(),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => void this.#take(Buffer.concat(chunks), session.id, done));
      },
      ...options,
    });
    this.#server.on('error', () => undefined);
  }

  async #take(message: Buffer, session: string, done: (error?: Error | null, message?: string) => void) {
    if (this.manner === 'hang-after-data') return;
    if (this.manner === 'refuse-message')
      return done(Object.assign(new Error('not wanted here'), { responseCode: 554 }));
    this.raw.push(message.toString('utf8'));
    this.mailbox.push(await simpleParser(message));
    if (this.manner === 'drop-after-data') return cut(this.#server, session);
    done(null, 'queued as 4711');
  }

  async listen(): Promise<this> {
    const server = this.#server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { session } of connectionsOf(this.#server)) cut(this.#server, session);
    await new Promise<void>((done) => this.#server.close(() => done()));
  }
}

type Connection = { session: string; close: () => void };

function connectionsOf(server: SMTPServer): Connection[] {
  const { connections } = server as unknown as {
    connections: Iterable<{ id: string; _socket: { destroy: () => void } }>;
  };
  return [...connections].map((one) => ({ session: one.id, close: () => one._socket.destroy() }));
}

/** As if the cable had been pulled. */
function cut(server: SMTPServer, session: string): void {
  for (const one of connectionsOf(server)) if (one.session === session) one.close();
}
