/** Reads camps and engagements from YAML: (text, name of the file) → relations, or an error that names every fault by line. */
import { z } from 'zod';
import { parseInstant } from '../election/instant.ts';
import { type Fault, readYaml } from '../election/read-yaml.ts';
import type { Relations } from './relations.ts';

const WORDS = z.string().trim().min(1, 'write some words');
const TWIN = z.strictObject({ en: WORDS, ja: WORDS });
const CONTACT = z.strictObject({ id: WORDS, name: TWIN, post: TWIN, seniority: z.int().min(1).max(5) });

const RELATIONS = z.strictObject({
  camps: z.array(z.strictObject({ ticket: WORDS, title: TWIN, contacts: z.array(CONTACT) })),
  engagements: z.array(
    z.strictObject({
      at: z.iso.datetime('write a moment in UTC, as 2024-09-03T19:00:00Z'),
      contact: WORDS,
      channel: z.enum(['state', 'party', 'private']),
      by: WORDS,
      line: TWIN,
    }),
  ),
});

export function readRelations(text: string, source: string): Relations {
  const { camps, engagements } = readYaml(text, source, RELATIONS, relationsFaults);
  return {
    camps,
    engagements: engagements
      .map((engagement) => ({ ...engagement, at: parseInstant(engagement.at) }))
      .toSorted((a, b) => a.at - b.at),
  };
}

function relationsFaults({ camps, engagements }: z.infer<typeof RELATIONS>): Fault[] {
  const known = new Set<string>();
  const faults: Fault[] = [];
  camps.forEach(({ ticket, contacts }, index) => {
    if (camps.findIndex((camp) => camp.ticket === ticket) < index) {
      faults.push({
        path: ['camps', index, 'ticket'],
        reason: `a second camp of ticket "${ticket}"`,
        mend: 'put its contacts into the first',
      });
    }
    contacts.forEach(({ id }, place) => {
      if (known.has(id)) {
        faults.push({
          path: ['camps', index, 'contacts', place, 'id'],
          reason: `a second contact "${id}"`,
          mend: 'give each contact an own id',
        });
      }
      known.add(id);
    });
  });
  engagements.forEach(({ contact }, index) => {
    if (known.has(contact)) return;
    faults.push({
      path: ['engagements', index, 'contact'],
      reason: `unknown contact "${contact}"`,
      mend: 'add it to a camp or write it right',
    });
  });
  return faults;
}
