/** The secret with which the desk shows itself to the provider: named in sign-in.yaml, read from environment or file. */
import { readFile } from 'node:fs/promises';
import type { SecretPlace } from './read-sign-in.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws with what to set where it is missing; never with the secret. */
export async function readClientSecret(
  place: SecretPlace | null,
  environment: Environment,
): Promise<string | null> {
  if (place === null) return null;
  const where = 'env' in place ? `environment variable ${place.env}` : `file ${place.file}`;
  const text = 'env' in place ? environment[place.env] : await readSecretFile(place.file);
  const secret = text?.trim() ?? '';
  if (secret === '') throw new Error(`sign-in: the client’s secret is missing; set ${where}`);
  return secret;
}

async function readSecretFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Error(
      `sign-in: the client’s secret cannot be read from ${file} (${code}); check path and rights`,
      {
        cause,
      },
    );
  }
}
