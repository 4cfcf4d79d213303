/** The policy that ships, as the tests of the verdict use it. */
import { readFileSync } from 'node:fs';
import type { Policy } from '../../src/verdict/policy.ts';
import { readPolicy } from '../../src/verdict/read-policy.ts';

export const DEFAULT_TEXT = readFileSync(
  new URL('../../desks/policies/default.yaml', import.meta.url),
  'utf8',
);

export function defaultPolicy(): Policy {
  return readPolicy(DEFAULT_TEXT, 'default.yaml');
}
