/** One way round the rules, and what must come of it. */
import type { Stage } from './stage.ts';

export type Attempt = {
  /** What is tried. */
  readonly what: string;
  readonly by: (stage: Stage) => Promise<Response>;
  readonly status: number;
  /** Words of the refusal. */
  readonly says: RegExp;
  /** What the journal tells of it afterwards. */
  readonly record: {
    readonly kind: 'refused-request' | 'denied';
    readonly data: object;
    readonly by?: string;
  };
};

/** Refused before it became a command. */
export function request(
  what: string,
  status: number,
  cause: string,
  says: RegExp,
  by: Attempt['by'],
): Attempt {
  return { what, by, status, says, record: { kind: 'refused-request', data: { cause } } };
}

/** A command of a person, refused by the rules. */
export function command(what: string, person: string, why: string, says: RegExp, by: Attempt['by']): Attempt {
  return {
    what,
    by,
    status: 403,
    says,
    record: { kind: 'denied', by: `person:${person}`, data: { why: { key: why } } },
  };
}
