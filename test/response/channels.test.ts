import { describe, expect, it } from 'vitest';
import { readChannels } from '../../src/response/read-channels.ts';
import { readPlaybook } from '../../src/response/read-playbook.ts';
import { deskFile } from './stage.ts';

const MAIL = `channels:
  - id: mail
    kind: smtp
    host: smtp.example.org
    port: 587
    tls: starttls
    login: { user: desk, secret: { env: SMTP_PASSWORD } }
    from: { name: Japan desk, address: desk@example.org }
    dkim: { domain: example.org, selector: desk, key: { file: dkim.pem } }
`;
const HOOK = `  - { id: press, kind: webhook, url: "https://press.example.org/in", secret: { env: PRESS_SECRET } }
`;
const CALENDAR = `  - { id: appointments, kind: calendar, via: mail }
`;

const read = (text: string) => readChannels(text, 'channels.yaml');

describe('the ways out in channels.yaml', () => {
  it('are read with what they leave unsaid', () => {
    const [mail, press, appointments] = read(MAIL + HOOK + CALENDAR);
    expect(mail).toMatchObject({ kind: 'smtp', timeout: 30, login: { secret: { env: 'SMTP_PASSWORD' } } });
    expect(press).toMatchObject({ kind: 'webhook', timeout: 30 });
    expect(appointments).toEqual({ id: 'appointments', kind: 'calendar', via: 'mail' });
  });

  it.each([
    [
      'a password written down',
      MAIL.replace('{ env: SMTP_PASSWORD }', 'hunter2'),
      'line 7, column 34',
      'secret',
    ],
    [
      'mail in the clear',
      MAIL.replace('starttls', 'none'),
      'line 6, column 10',
      'in the clear to smtp.example.org',
    ],
    [
      'a webhook in the clear',
      MAIL + HOOK.replace('https', 'http'),
      'line 10',
      'in the clear to press.example.org',
    ],
    [
      'a password in an address',
      MAIL + HOOK.replace('//press', '//a:b@press'),
      'line 10',
      'password in the address',
    ],
    [
      'the name of the drop',
      MAIL.replace('id: mail', 'id: file'),
      'line 2, column 9',
      'the drop that every desk has',
    ],
    [
      'one name twice',
      MAIL + HOOK.replace('press,', 'mail,'),
      'line 10, column 11',
      'a second channel "mail"',
    ],
    [
      'a calendar by webhook',
      MAIL + HOOK + CALENDAR.replace('via: mail', 'via: press'),
      'line 11',
      'cannot carry',
    ],
    ['a misspelt key', MAIL.replace('port', 'prot'), 'line 5', 'unknown key "prot"'],
  ])('refuse %s, with its place', (_name, text, place, reason) => {
    expect(() => read(text)).toThrow(new RegExp(`channels\\.yaml ${place}[\\s\\S]*${reason}`));
  });
});

const PRESS_ROOM = '{ en: Press room of the Chief Cabinet Secretary, ja: 内閣官房長官会見室 }';
const sentBy = (way: string) =>
  readPlaybook(
    deskFile('playbook.yaml').replace(PRESS_ROOM, PRESS_ROOM.replace(' }', `, ${way} }`)),
    'playbook.yaml',
    read(MAIL + HOOK + CALENDAR),
  );

describe('a recipient in the playbook', () => {
  it('goes by the drop unless a channel is named', () => {
    const { branches } = readPlaybook(deskFile('playbook.yaml'), 'playbook.yaml');
    const channels = branches.flatMap(({ steps }) =>
      steps.flatMap((step) => step.recipients.map((one) => one.channel)),
    );
    expect(new Set(channels)).toEqual(new Set(['file']));
  });

  it('goes by a channel of the desk', () => {
    const { branches } = sentBy('channel: mail, address: press@example.org');
    expect(branches[0]!.steps[0]!.recipients[0]).toMatchObject({
      channel: 'mail',
      address: 'press@example.org',
    });
  });

  it.each([
    ['a channel that the desk has not', 'channel: telex', 'unknown channel "telex"'],
    ['mail to nowhere', 'channel: mail', 'nobody to deliver to by "mail"'],
    ['an address for a webhook', 'channel: press, address: a@example.org', '"press" delivers to no address'],
    [
      'a calendar without an appointment',
      'channel: appointments, address: a@example.org',
      'without an appointment',
    ],
    ['no address at all', 'channel: mail, address: nobody', 'write an e-mail address'],
  ])('is refused with %s, with line and column', (_name, way, reason) => {
    expect(() => sentBy(way)).toThrow(new RegExp(`playbook\\.yaml line \\d+, column \\d+: .*${reason}`));
  });
});
