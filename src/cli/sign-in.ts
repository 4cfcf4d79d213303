/** Opens the sign-in that a desk's folder describes, where it does: `sign-in.yaml` beside the other files. */
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Environment } from '../feeds/fetch/secrets.ts';
import { readClientSecret } from '../server/sign-in/client-secret.ts';
import { readSignIn, type SignInConfiguration } from '../server/sign-in/read-sign-in.ts';
import { SignIn, type SignInParts } from '../server/sign-in/sign-in.ts';
import { useOf, WrongUse } from './outcome.ts';

const FILE = 'sign-in.yaml';

/** Null where nobody signs in at this desk. Throws `WrongUse` by line and column. */
export async function readSignInFile(
  config: string,
  people: readonly string[],
): Promise<SignInConfiguration | null> {
  const path = join(config, FILE);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new WrongUse(`cannot read ${path}: ${(error as Error).message}`, { cause: error });
  }
  return useOf(() => readSignIn(text, basename(path), people));
}

/** A provider that does not answer now may answer later: that is told and does not stop the desk. */
export async function openSignIn(
  configuration: SignInConfiguration,
  config: string,
  environment: Environment,
  parts: Omit<SignInParts, 'configuration' | 'secret'>,
): Promise<SignIn> {
  const { secret } = configuration.provider;
  const place = secret !== null && 'file' in secret ? { file: resolve(config, secret.file) } : secret;
  const signIn = new SignIn({
    ...parts,
    configuration,
    secret: await readClientSecret(place, environment),
  });
  await signIn.tryProvider().catch(({ message }: Error) => parts.report(message));
  return signIn;
}
