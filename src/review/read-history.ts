/**
 * What the house did in earlier elections, from YAML: (text, name of the file) → years, or an error that names every
 * fault by line. A moment that nobody gave is left out, never guessed.
 */
import { z } from 'zod';
import { parseInstant } from '../election/instant.ts';
import { readYaml } from '../election/read-yaml.ts';

const MOMENT = z.strictObject({
  at: z.iso.datetime({ error: 'write a moment in UTC, as 2016-11-09T07:29:00Z' }).transform(parseInstant),
  precision: z.enum(['exact', 'post', 'approx', 'day'], 'write exact, post, approx or day'),
  source: z.string().min(1, 'name where it is written'),
});

const HISTORY = z.strictObject({
  years: z.array(
    z.strictObject({
      year: z.int(),
      /** The call from which the others are counted. */
      call: MOMENT.optional(),
      message: MOMENT.optional(),
      telephone: MOMENT.optional(),
      meeting: MOMENT.optional(),
    }),
  ),
});

export type PastYear = z.output<typeof HISTORY>['years'][number];

export function readHistory(text: string, source: string): readonly PastYear[] {
  return readYaml(text, source, HISTORY).years;
}
