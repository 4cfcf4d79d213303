/**
 * One message by SMTP, once: (message, server) → sent, for certain not sent, or not known.
 *
 * Until the server asks for the message nothing has left; a clear refusal of the whole is certain too. Whatever goes
 * wrong once the message is crossing is not known: the server may have taken it.
 */
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Outcome } from './way.ts';

export type Server = {
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly login: { readonly user: string; readonly pass: string } | null;
  /** Certificates to trust besides the machine's own; for a house's own mail server. */
  readonly authorities?: readonly string[];
  /** Seconds for the whole conversation. */
  readonly timeout: number;
};

type Failure = Error & { responseCode?: number | undefined; command?: string | undefined };

export function sendBySmtp(
  message: Buffer,
  envelope: { readonly from: string; readonly to: string },
  server: Server,
): Promise<Outcome> {
  const connection = connectionTo(server);
  const crossing = new WatchedMessage(message);
  return new Promise((resolve) => {
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
      connection.close();
    };
    const fail = (error: Failure) => end(outcomeOf(error, crossing.asked, server));
    const timer = setTimeout(
      () => fail(new Error(`no end within ${server.timeout} seconds`)),
      server.timeout * 1000,
    );
    const send = () =>
      connection.send({ ...envelope, size: message.length }, crossing, (error, info) =>
        error ? fail(error) : end({ kind: 'sent', receipt: info!.response }),
      );
    connection.on('error', fail);
    connection.connect((error) => {
      if (error) return fail(error);
      if (server.login === null) return send();
      connection.login(server.login, (refused) => (refused ? fail(refused) : send()));
    });
  });
}

function connectionTo({ host, port, tls, authorities, timeout }: Server): SMTPConnection {
  // The whole conversation has one limit, above; the library's own lie beyond it, so that one reason is given.
  const beyond = timeout * 2000;
  return new SMTPConnection({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    connectionTimeout: beyond,
    greetingTimeout: beyond,
    socketTimeout: beyond,
    ...(authorities === undefined ? {} : { tls: { ca: [...authorities] } }),
  });
}

/** Knows whether anybody has begun to read it. */
class WatchedMessage extends Readable {
  asked = false;
  readonly #message: Buffer;

  constructor(message: Buffer) {
    super();
    this.#message = message;
  }

  override _read(): void {
    this.asked = true;
    this.push(this.#message);
    this.push(null);
  }
}

function outcomeOf(error: Failure, asked: boolean, { host, port }: Server): Outcome {
  const reason = `${host}:${port}: ${error.message}`;
  const refused = error.command === 'DATA' && (error.responseCode ?? 0) >= 400;
  return { kind: asked && !refused ? 'unknown' : 'failed', reason };
}
