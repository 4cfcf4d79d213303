/** A secret that a desk's configuration names: from the environment, or from a file beside the configuration. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Environment } from '../feeds/fetch/secrets.ts';

export type NamedSecret = {
  /** Whose it is, as "channel press-system". */
  readonly of: string;
  readonly what: string;
  readonly name: { readonly env: string } | { readonly file: string };
};

/** Throws with whose it is and what to set where it is missing; never with the secret. */
export async function namedSecret(
  { of, what, name }: NamedSecret,
  { config, environment }: { readonly config: string; readonly environment: Environment },
): Promise<string> {
  const place = 'env' in name ? `environment variable ${name.env}` : `file ${resolve(config, name.file)}`;
  const value =
    'env' in name
      ? environment[name.env]
      : await readFile(resolve(config, name.file), 'utf8').catch((cause: NodeJS.ErrnoException) => {
          throw new Error(`${of}: cannot read its ${what} from ${place} (${cause.code})`, { cause });
        });
  if (value === undefined || value.trim() === '')
    throw new Error(`${of}: its ${what} is missing; set ${place}, or take the ${of.split(' ')[0]} out`);
  return value.trim();
}
