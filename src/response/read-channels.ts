/** Reads the ways out from YAML: (text, name of the file) → channels, or an error that names every fault by line and column. */
import { z } from 'zod';
import { type Fault, readYaml } from '../election/read-yaml.ts';
import { type Channel, FILE_DROP } from './channels.ts';
import { ID } from './read-playbook.ts';

const HOST = z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^\[[0-9a-f:]+\]$/i, 'write a name of a host');
const NAME = z
  .string()
  .regex(/^[A-Z_][A-Z0-9_]*$/, 'write the name of an environment variable, as SMTP_PASSWORD');
const SECRET = z.union([z.strictObject({ env: NAME }), z.strictObject({ file: z.string().min(1) })]);

/** A server that says nothing for half a minute is not going to; more than five would keep the desk guessing. */
const TIMEOUT = z.int().min(1).max(300).default(30);

const SMTP = z.strictObject({
  id: ID,
  kind: z.literal('smtp'),
  host: HOST,
  port: z.int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls', 'none']),
  login: z
    .strictObject({ user: z.string().min(1), secret: SECRET })
    .nullable()
    .default(null),
  from: z.strictObject({
    name: z.string().trim().min(1, 'write a name'),
    address: z.email('write an e-mail address'),
  }),
  dkim: z
    .strictObject({ domain: HOST, selector: z.string().regex(/^[\w-]+$/, 'write a selector'), key: SECRET })
    .nullable()
    .default(null),
  timeout: TIMEOUT,
});

const WEBHOOK = z.strictObject({
  id: ID,
  kind: z.literal('webhook'),
  url: z.url({ protocol: /^https?$/, error: 'write a web address, as https://example.org/in' }),
  secret: SECRET,
  timeout: TIMEOUT,
});

const CALENDAR = z.strictObject({ id: ID, kind: z.literal('calendar'), via: ID });

const CHANNELS = z.strictObject({
  channels: z.array(z.discriminatedUnion('kind', [SMTP, WEBHOOK, CALENDAR])),
});

export function readChannels(text: string, source: string): readonly Channel[] {
  return readYaml(text, source, CHANNELS, ({ channels }) =>
    channels.flatMap((one, index) => faultsOf(one, index, channels)),
  ).channels;
}

function faultsOf(channel: Channel, index: number, channels: readonly Channel[]): Fault[] {
  const path = ['channels', index];
  const faults: Fault[] = [];
  if (channel.id === FILE_DROP)
    faults.push({
      path: [...path, 'id'],
      reason: `"${FILE_DROP}" is the drop that every desk has`,
      mend: 'give this channel another id',
    });
  if (channels.findIndex(({ id }) => id === channel.id) < index)
    faults.push({
      path: [...path, 'id'],
      reason: `a second channel "${channel.id}"`,
      mend: 'give each channel its own id',
    });
  if (channel.kind === 'calendar') faults.push(...viaFaults(channel.via, [...path, 'via'], channels));
  else faults.push(...openFaults(channel, path));
  return faults;
}

function viaFaults(via: string, path: Fault['path'], channels: readonly Channel[]): Fault[] {
  const carries = via === FILE_DROP || channels.some(({ id, kind }) => id === via && kind === 'smtp');
  return carries
    ? []
    : [
        {
          path,
          reason: `"${via}" cannot carry appointments`,
          mend: `name an SMTP channel, or "${FILE_DROP}"`,
        },
      ];
}

/** In the clear only to this machine: a password or a message to a head of government crosses no network unprotected. */
function openFaults(channel: Exclude<Channel, { kind: 'calendar' }>, path: Fault['path']): Fault[] {
  if (channel.kind === 'smtp') {
    if (channel.tls !== 'none' || isOwnMachine(channel.host)) return [];
    return [
      {
        path: [...path, 'tls'],
        reason: `in the clear to ${channel.host}`,
        mend: 'write implicit or starttls',
      },
    ];
  }
  const { protocol, hostname, username, password } = new URL(channel.url);
  if (username !== '' || password !== '')
    return [
      {
        path: [...path, 'url'],
        reason: 'a name or password in the address',
        mend: 'take it out; what is posted is signed',
      },
    ];
  if (protocol === 'https:' || isOwnMachine(hostname)) return [];
  return [{ path: [...path, 'url'], reason: `in the clear to ${hostname}`, mend: 'write https' }];
}

function isOwnMachine(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}
