/** Opens the ways out that a live desk's channels name: secrets are read here and handed on, never recorded. */
import type { Environment } from '../feeds/fetch/secrets.ts';
import { Ways } from '../outbox/dispatch.ts';
import { openWays, type Secrets } from '../outbox/ways.ts';
import type { Channel, SecretName } from '../response/channels.ts';
import { namedSecret } from './named-secret.ts';

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
  const read = (name: SecretName, what: string) =>
    namedSecret({ of: `channel ${channel.id}`, what, name }, options);
  if (channel.kind === 'webhook') return { signing: await read(channel.secret, 'secret') };
  const { login, dkim } = channel;
  return {
    ...(login === null ? {} : { login: await read(login.secret, 'login secret') }),
    ...(dkim === null ? {} : { dkim: await read(dkim.key, 'DKIM key') }),
  };
}
