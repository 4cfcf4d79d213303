/** Opens the ways out that a live desk's channels name: secrets are read here and handed on, never recorded. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Environment } from '../feeds/fetch/secrets.ts';
import { Ways } from '../outbox/dispatch.ts';
import { openWays, type Secrets } from '../outbox/ways.ts';
import type { Channel, SecretName } from '../response/channels.ts';

export type WaysOptions = {
  /** Folder of the desk's configuration, from which files of secrets are named. */
  readonly config: string;
  readonly environment: Environment;
  /** Where the file drop is. */
  readonly folder: string;
  readonly wall: () => number;
};

/** Throws with channel and place where a secret is missing. */
export async function openWaysOut(channels: readonly Channel[], options: WaysOptions): Promise<Ways> {
  const secrets = new Map<string, Secrets>();
  for (const channel of channels) secrets.set(channel.id, await secretsOf(channel, options));
  const { folder, wall } = options;
  return new Ways(openWays({ channels, folder, wall, secretsOf: (id) => secrets.get(id) ?? {} }));
}

async function secretsOf(channel: Channel, options: WaysOptions): Promise<Secrets> {
  if (channel.kind === 'calendar') return {};
  const read = (name: SecretName, what: string) => readSecret(channel.id, what, name, options);
  if (channel.kind === 'webhook') return { signing: await read(channel.secret, 'secret') };
  const { login, dkim } = channel;
  return {
    ...(login === null ? {} : { login: await read(login.secret, 'login secret') }),
    ...(dkim === null ? {} : { dkim: await read(dkim.key, 'DKIM key') }),
  };
}

async function readSecret(
  channel: string,
  what: string,
  name: SecretName,
  { config, environment }: WaysOptions,
): Promise<string> {
  const place = 'env' in name ? `environment variable ${name.env}` : `file ${resolve(config, name.file)}`;
  const value =
    'env' in name
      ? environment[name.env]
      : await readFile(resolve(config, name.file), 'utf8').catch((cause: NodeJS.ErrnoException) => {
          throw new Error(`channel ${channel}: cannot read its ${what} from ${place} (${cause.code})`, {
            cause,
          });
        });
  if (value === undefined || value.trim() === '')
    throw new Error(`channel ${channel}: its ${what} is missing; set ${place}, or take the channel out`);
  return value.trim();
}
