/** People, ties and engagements for tests, each with everything that a test does not care about filled in. */
import type { Contact, Engagement, Relations, Tie } from '../../src/relations/relations.ts';

export const twin = (text: string) => ({ en: text, ja: text });

export function contact(id: string, part: Partial<Contact> = {}): Contact {
  return {
    id,
    name: twin(`Name of ${id}`),
    side: null,
    posts: [],
    seniority: 3,
    languages: [],
    address: null,
    pronunciation: null,
    emails: [],
    phones: [],
    keeper: null,
    marking: 'open',
    ...part,
  };
}

export function tie(from: string, to: string, part: Partial<Tie> = {}): Tie {
  const kind = part.kind ?? 'colleague';
  return {
    id: `${from} ${kind} ${to}`,
    from,
    to,
    kind,
    strength: 2,
    since: null,
    until: null,
    reason: twin('why'),
    marking: 'open',
    ...part,
  };
}

export function met(id: string, at: number, part: Partial<Engagement> = {}): Engagement {
  return {
    at,
    contact: id,
    channel: 'state',
    by: 'Ambassador',
    said: '',
    line: twin('x'),
    followUp: null,
    marking: 'open',
    record: null,
    ...part,
  };
}

export function relations(part: Partial<Relations> = {}): Relations {
  return {
    readers: {},
    organisations: [],
    camps: [
      { ticket: 'D', title: twin('D'), principal: null },
      { ticket: 'R', title: twin('R'), principal: null },
    ],
    people: [],
    ties: [],
    engagements: [],
    exceptions: [],
    ...part,
  };
}
