import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { calendarPart } from '../../src/outbox/calendar.ts';
import { composeMail, messageIdOf, type Sender } from '../../src/outbox/mail.ts';
import { type Server, sendBySmtp } from '../../src/outbox/smtp.ts';
import type { Parcel } from '../../src/outbox/way.ts';
import { LOCALHOST } from './localhost-certificate.ts';
import { MailServer, type Manner } from './mail-server.ts';

const SENDER: Sender = { name: 'Japan desk', address: 'desk@example.org', dkim: null };

const PARCEL: Parcel = {
  key: 'plan.winner.message.to-1',
  ref: { branch: 'winner', step: 'message' },
  at: Date.parse('2024-11-06T11:31:00Z'),
  recipient: {
    en: 'Transition office',
    ja: '政権移行事務局',
    channel: 'mail',
    address: 'office@example.com',
  },
  texts: [
    { language: 'en', subject: 'Message of congratulation', body: 'Dear Sir,\n\nMy congratulations.' },
    { language: 'ja', subject: '祝意', body: '閣下\n\nお祝いを申し上げます。' },
  ],
  event: null,
};

const ENVELOPE = { from: SENDER.address, to: PARCEL.recipient.address! };

const serverAt = (port: number, more: Partial<Server> = {}): Server => ({
  host: '127.0.0.1',
  port,
  tls: 'none',
  login: null,
  timeout: 20,
  ...more,
});

async function send(manner: Manner) {
  await using server = await new MailServer(manner).listen();
  // Only a server that hangs is waited for in vain.
  const at = serverAt(server.port, { timeout: manner.startsWith('hang') ? 1 : 20 });
  const outcome = await sendBySmtp(await composeMail(PARCEL, SENDER), ENVELOPE, at);
  return { outcome, server };
}

describe('a message by SMTP', () => {
  it('arrives whole in both languages, with the receipt of the server', async () => {
    const { outcome, server } = await send('accept');
    expect(outcome).toEqual({ kind: 'sent', receipt: '250 queued as 4711' });
    const [mail, ...more] = server.mailbox;
    expect(more).toEqual([]);
    expect(mail!.subject).toBe('Message of congratulation');
    expect(mail!.messageId).toBe(messageIdOf(PARCEL.key, SENDER.address));
    expect(mail!.date).toEqual(new Date(PARCEL.at));
    expect(mail!.text).toContain('My congratulations.');
    expect(mail!.text).toContain('お祝いを申し上げます。');
    expect(mail!.to).toMatchObject({ value: [{ address: 'office@example.com', name: 'Transition office' }] });
  });

  it.each<[Manner, string]>([
    ['refuse-recipient', 'no such mailbox'],
    ['refuse-message', 'not wanted here'],
    ['drop-before-data', 'Connection closed'],
    ['hang-at-greeting', 'no end within'],
  ])('has for certain not left when the server should %s', async (manner, reason) => {
    const { outcome, server } = await send(manner);
    expect(outcome).toEqual({ kind: 'failed', reason: expect.stringContaining(reason) });
    expect(server.mailbox).toEqual([]);
    expect(server.connections).toBe(1);
  });

  it('has for certain not left when nobody listens', async () => {
    const { port } = await new MailServer('accept').listen().then(async (server) => {
      await server[Symbol.asyncDispose]();
      return server;
    });
    const outcome = await sendBySmtp(await composeMail(PARCEL, SENDER), ENVELOPE, serverAt(port));
    expect(outcome).toEqual({ kind: 'failed', reason: expect.stringContaining('ECONNREFUSED') });
  });

  it.each<Manner>(['drop-after-data', 'hang-after-data'])(
    'is not known to have left when the server should %s, and is not tried again',
    async (manner) => {
      const { outcome, server } = await send(manner);
      expect(outcome.kind).toBe('unknown');
      expect(server.connections).toBe(1);
    },
  );

  it('goes by STARTTLS with name and password, and not where the certificate is another', async () => {
    const { cert, key } = LOCALHOST;
    const logins: string[] = [];
    await using server = await new MailServer('accept', {
      key,
      cert,
      disabledCommands: [],
      authOptional: false,
      onAuth: ({ username, password }, { secure }, done) => {
        logins.push(`${username} ${secure}`);
        return password === 'open sesame'
          ? done(null, { user: username })
          : done(new Error('wrong password'));
      },
    }).listen();
    const message = await composeMail(PARCEL, SENDER);
    const more = { host: 'localhost', tls: 'starttls', authorities: [cert] } as const;
    const login = { user: 'desk', pass: 'open sesame' };
    const wrong = serverAt(server.port, { ...more, login: { ...login, pass: 'guess' } });
    expect(await sendBySmtp(message, ENVELOPE, wrong)).toMatchObject({ kind: 'failed' });
    const right = serverAt(server.port, { ...more, login });
    expect(await sendBySmtp(message, ENVELOPE, right)).toMatchObject({ kind: 'sent' });
    const stranger = serverAt(server.port, { ...more, login, authorities: [] });
    expect(await sendBySmtp(message, ENVELOPE, stranger)).toMatchObject({ kind: 'failed' });
    expect(logins).toEqual(['desk true', 'desk true']);
    expect(server.mailbox).toHaveLength(1);
  });

  it('will not go in the clear where STARTTLS is asked for and not offered', async () => {
    await using server = await new MailServer('accept').listen();
    const outcome = await sendBySmtp(
      await composeMail(PARCEL, SENDER),
      ENVELOPE,
      serverAt(server.port, { tls: 'starttls' }),
    );
    expect(outcome.kind).toBe('failed');
    expect(server.mailbox).toEqual([]);
  });

  it('carries a DKIM signature over sender, subject and text where a key is given', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const dkim = { domainName: 'example.org', keySelector: 'desk', privateKey };
    const message = (await composeMail(PARCEL, { ...SENDER, dkim })).toString('utf8');
    expect(message).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256;.* d=example\.org;/m);
    expect(message.replace(/\s+/g, '')).toMatch(/h=[^;]*from:[^;]*subject[^;]*;/i);
  });

  it('brings an appointment as an invitation', async () => {
    const event = {
      from: Date.parse('2024-11-06T22:00:00Z'),
      to: Date.parse('2024-11-06T22:15:00Z'),
      uid: 'abc@firstcall',
      sequence: 0,
      cancelled: false,
      title: 'Reserved',
      confidential: true,
    };
    const people = { organizer: SENDER, attendee: { name: 'Office', address: 'office@example.com' } };
    await using server = await new MailServer('accept').listen();
    const message = await composeMail({ ...PARCEL, event }, SENDER, calendarPart(event, PARCEL.at, people));
    await sendBySmtp(message, ENVELOPE, serverAt(server.port));
    const invitation = server.mailbox[0]!.attachments.find(
      ({ contentType }) => contentType === 'text/calendar',
    )!;
    expect(server.raw[0]).toMatch(/Content-Type: text\/calendar;[^\n]*method=REQUEST/i);
    expect(invitation.content.toString('utf8')).toContain('DTSTART:20241106T220000Z');
  });
});
