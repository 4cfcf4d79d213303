/** Opens the channels of a desk: (channels, their secrets) → ways out by id. Nothing is connected before it is needed. */
import type { Channel, SmtpChannel, WebhookChannel } from '../response/channels.ts';
import { FILE_DROP } from '../response/channels.ts';
import { calendarPart } from './calendar.ts';
import { dropLetter } from './file-drop.ts';
import { composeMail, type Sender } from './mail.ts';
import { type Server, sendBySmtp } from './smtp.ts';
import type { Outcome, Parcel, Way } from './way.ts';
import { postParcel } from './webhook.ts';

/** Secrets of a channel, read by who may read them. */
export type Secrets = {
  readonly login?: string;
  readonly dkim?: string;
  readonly signing?: string;
  readonly authorities?: readonly string[];
};

export type WaysQuestion = {
  readonly channels: readonly Channel[];
  readonly secretsOf: (channel: string) => Secrets;
  /** Where appointments go that leave as files. */
  readonly folder: string;
  readonly wall: () => number;
};

/** Throws where a secret is missing that a channel names. */
export function openWays(question: WaysQuestion): ReadonlyMap<string, Way> {
  return new Map(question.channels.map((channel) => [channel.id, openWay(channel, question)]));
}

function openWay(channel: Channel, question: WaysQuestion): Way {
  if (channel.kind === 'webhook') return hookWay(channel, question);
  if (channel.kind === 'smtp') return mailWay(channel, question);
  const carrier = question.channels.find(({ id }) => id === channel.via);
  return carrier?.kind === 'smtp' ? mailWay(carrier, question, true) : fileWay(question.folder);
}

function hookWay({ id, url, timeout }: WebhookChannel, { secretsOf, wall }: WaysQuestion): Way {
  const secret = needed(secretsOf(id).signing, id, 'secret');
  return { timeout, send: (parcel) => postParcel(parcel, { url, secret, timeout, wall }) };
}

function mailWay(channel: SmtpChannel, { secretsOf }: WaysQuestion, asCalendar = false): Way {
  const { id, host, port, tls, timeout, from } = channel;
  const { login, dkim, authorities } = secretsOf(id);
  const server: Server = {
    host,
    port,
    tls,
    timeout,
    login:
      channel.login === null ? null : { user: channel.login.user, pass: needed(login, id, 'login secret') },
    ...(authorities === undefined ? {} : { authorities }),
  };
  const sender: Sender = {
    ...from,
    dkim:
      channel.dkim === null
        ? null
        : {
            domainName: channel.dkim.domain,
            keySelector: channel.dkim.selector,
            privateKey: needed(dkim, id, 'DKIM key'),
          },
  };
  return {
    timeout,
    async send(parcel) {
      const message = await composeMail(parcel, sender, asCalendar ? calendarOf(parcel, sender) : null);
      return sendBySmtp(message, { from: from.address, to: parcel.recipient.address! }, server);
    },
  };
}

function calendarOf({ event, at, recipient, texts }: Parcel, organizer: Sender) {
  if (event === null) return null;
  const attendee = { name: recipient[texts[0]!.language], address: recipient.address! };
  return calendarPart(event, at, { organizer, attendee });
}

function fileWay(folder: string): Way {
  return { timeout: 30, send: (parcel) => dropAppointment(parcel, folder) };
}

/** An appointment in the drop. */
export async function dropAppointment({ key, event, at }: Parcel, folder: string): Promise<Outcome> {
  if (event === null) return { kind: 'failed', reason: 'no time is set for the appointment' };
  const { content } = calendarPart(event, at, { organizer: null, attendee: null });
  return dropLetter(folder, { key, name: `${FILE_DROP}-event.ics`, text: content });
}

function needed(secret: string | undefined, channel: string, what: string): string {
  if (secret === undefined)
    throw new Error(`channel ${channel}: its ${what} is missing; name it in channels.yaml`);
  return secret;
}
