/**
 * A parcel as an e-mail: (parcel, sender) → the whole message as it crosses the wire, signed where a key is given.
 *
 * The same parcel gives the same Message-ID, so that a receiving server can tell a repeated message from another.
 */
import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { RULE } from '../response/letter.ts';
import type { Parcel } from './way.ts';

export type Sender = {
  readonly name: string;
  readonly address: string;
  readonly dkim: {
    readonly domainName: string;
    readonly keySelector: string;
    readonly privateKey: string;
  } | null;
};

export type CalendarPart = { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };

export async function composeMail(
  parcel: Parcel,
  sender: Sender,
  calendar: CalendarPart | null = null,
): Promise<Buffer> {
  const [first] = parcel.texts;
  const transport = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'windows',
    ...(sender.dkim === null ? {} : { dkim: sender.dkim }),
  });
  const { message } = await transport.sendMail({
    from: { name: sender.name, address: sender.address },
    to: { name: parcel.recipient[first!.language], address: parcel.recipient.address! },
    subject: first!.subject,
    date: new Date(parcel.at),
    messageId: messageIdOf(parcel.key, sender.address),
    text: parcel.texts.map(({ body }) => `${body.trim()}\n`).join(RULE),
    headers: { 'Content-Language': parcel.texts.map(({ language }) => language).join(', ') },
    ...(calendar === null ? {} : { icalEvent: { filename: 'event.ics', ...calendar } }),
  });
  return message as Buffer;
}

/** Says nothing of what it belongs to. */
export function messageIdOf(key: string, from: string): string {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 32);
  return `<${name}@${from.slice(from.indexOf('@') + 1)}>`;
}
