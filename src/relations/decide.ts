/**
 * A person's command on the relations becomes a record, or a refusal: (command, relations, person, moment) → outcome.
 *
 * What the person may not see is unknown to the person: a refusal never tells that it exists.
 */
import type { Instant } from '../election/instant.ts';
import { highest, type Marking, maySee } from '../election/marking.ts';
import { circleIn } from './circles.ts';
import type { RelationsCommand } from './command.ts';
import { freeId, sortIncoming } from './duplicates.ts';
import { decideDoubles, sortFile, UnknownContact } from './import-file.ts';
import type { RelationsKind, RelationsRecords, RelationsState } from './records.ts';
import type { Contact, Relations } from './relations.ts';
import type { RelationsPhrase } from './sentences.ts';
import type { Term } from './terms.ts';
import { visibleTo } from './visible.ts';

export type RelationsAsked = {
  /** Everything that is known, whoever asks. */
  readonly relations: Relations;
  readonly state: RelationsState;
  /** The marking up to which the person reads. */
  readonly reader: Marking;
  readonly at: Instant;
  /** Ids of those who work at the desk. */
  readonly desk: readonly string[];
};

type Refusal = {
  readonly key: RelationsPhrase;
  readonly values: Readonly<Record<string, string | number | null>>;
};

export type RelationsOutcome =
  | { [Kind in RelationsKind]: { readonly kind: Kind; readonly data: RelationsRecords[Kind] } }[RelationsKind]
  | { readonly kind: 'refused'; readonly why: Refusal };

export function decideRelations(command: RelationsCommand, asked: RelationsAsked): RelationsOutcome {
  const seen = visibleTo(asked.relations, asked.reader);
  const known = new Map(seen.people.map((person) => [person.id, person]));
  switch (command.do) {
    case 'engagement':
      return engagementOf(command, asked, known);
    case 'take-back-engagement':
    case 'follow-up-done':
      return onEngagement(command, seen);
    case 'contact':
      return contactOf(command.contact, asked, seen);
    case 'tie':
      return tieOf(command, asked, known);
    case 'hand-over':
      return handOver(command, asked, known);
    case 'balance-exception': {
      const { ticket, since, until, why } = command;
      if (!seen.camps.some((camp) => camp.ticket === ticket))
        return refuse('relations-unknown-camp', { ticket });
      return (
        termFault({ since, until }) ?? {
          kind: 'balance-exception',
          data: { ticket, since, until, why, marking: 'open' },
        }
      );
    }
    case 'import-people':
      return imported(command, asked);
    case 'import-file':
      return importedFile(command, asked, known);
    case 'review-import':
      return reviewed(command, asked, known);
  }
}

type Known = ReadonlyMap<string, Contact>;
type Of<Name extends RelationsCommand['do']> = Extract<RelationsCommand, { do: Name }>;

function engagementOf(
  command: Of<'engagement'>,
  { reader, at: now }: RelationsAsked,
  known: Known,
): RelationsOutcome {
  const { do: _, at, ...rest } = command;
  const contact = known.get(command.contact);
  if (contact === undefined) return refuse('relations-unknown-contact', { contact: command.contact });
  if ((at ?? now) > now) return refuse('relations-future');
  if (!maySee(reader, rest.marking)) return refuse('relations-above-marking', { marking: reader });
  return {
    kind: 'engagement',
    data: { ...rest, at: at ?? now, marking: highest([rest.marking, contact.marking]) },
  };
}

function onEngagement(
  command: Of<'take-back-engagement'> | Of<'follow-up-done'>,
  seen: Relations,
): RelationsOutcome {
  const { record } = command;
  const engagement = seen.engagements.find((one) => one.record === record);
  if (engagement === undefined) return refuse('relations-unknown-item', { item: record });
  const { marking } = engagement;
  if (command.do === 'follow-up-done') return { kind: 'follow-up-done', data: { record, marking } };
  if (command.reason.trim() === '') return refuse('relations-reason');
  return { kind: 'engagement-taken-back', data: { record, reason: command.reason, marking } };
}

function contactOf(
  contact: Contact,
  { relations, reader }: RelationsAsked,
  seen: Relations,
): RelationsOutcome {
  // An id above the reader's marking is taken, and must not be told as taken: the new contact gets another.
  const hidden =
    relations.people.some(({ id }) => id === contact.id) && !seen.people.some(({ id }) => id === contact.id);
  if (!maySee(reader, contact.marking)) return refuse('relations-above-marking', { marking: reader });
  const camp =
    contact.side === null ||
    contact.side === 'house' ||
    seen.camps.some(({ ticket }) => ticket === contact.side);
  if (!camp) return refuse('relations-unknown-camp', { ticket: contact.side });
  const fault = contact.posts.map(termFault).find((one) => one !== null);
  if (fault !== undefined) return fault!;
  const ids = new Set(relations.people.map(({ id }) => id));
  return { kind: 'contact', data: hidden ? { ...contact, id: freeId(contact.id, ids) } : contact };
}

function tieOf(command: Of<'tie'>, { relations, reader }: RelationsAsked, known: Known): RelationsOutcome {
  const { do: _, ...rest } = command;
  const [from, to] = [known.get(rest.from), known.get(rest.to)];
  if (from === undefined) return refuse('relations-unknown-contact', { contact: rest.from });
  if (to === undefined) return refuse('relations-unknown-contact', { contact: rest.to });
  if (!maySee(reader, rest.marking)) return refuse('relations-above-marking', { marking: reader });
  const fault = termFault(rest);
  if (fault !== null) return fault;
  const id = `${rest.from} ${rest.kind} ${rest.to}`;
  const others = relations.ties.filter((tie) => tie.id !== id);
  const circle = circleIn([...others, rest]);
  // A circle through ties that the person may not see is refused without its names.
  if (circle !== null) {
    const told = circle.people.every((person) => known.has(person));
    return refuse('relations-circle', {
      people: told ? circle.people.join(' → ') : `${rest.from} → ${rest.to}`,
    });
  }
  return { kind: 'tie', data: { ...rest, id, marking: highest([rest.marking, from.marking, to.marking]) } };
}

function handOver(
  { contacts, to }: Of<'hand-over'>,
  { desk }: RelationsAsked,
  known: Known,
): RelationsOutcome {
  const stranger = contacts.find((id) => !known.has(id));
  if (stranger !== undefined) return refuse('relations-unknown-contact', { contact: stranger });
  if (!desk.includes(to)) return refuse('relations-unknown-keeper', { person: to });
  const marking = highest(contacts.map((id) => known.get(id)!.marking));
  return { kind: 'handed-over', data: { contacts, to, marking } };
}

/** Compares with all that is known, also above the reader's marking: what waits then waits for one who may see it. */
function imported(
  { source, people, refused }: Of<'import-people'>,
  { relations, reader }: RelationsAsked,
): RelationsOutcome {
  const above = people.find(({ marking }) => !maySee(reader, marking));
  if (above !== undefined) return refuse('relations-above-marking', { marking: reader });
  const { fresh, waiting } = sortIncoming(people, relations.people);
  const marking = highest(people.map((person) => person.marking));
  return { kind: 'people-imported', data: { source, fresh, waiting, refused, marking } };
}

function importedFile(
  { source, text, marking, decisions }: Of<'import-file'>,
  { relations, reader }: RelationsAsked,
  visible: Known,
): RelationsOutcome {
  const camps = relations.camps.map(({ ticket }) => ticket);
  try {
    const sorted = sortFile(text, { marking, reader, camps, known: relations.people });
    const all = new Set(relations.people.map(({ id }) => id));
    const { decided, waiting } = decideDoubles(sorted, decisions, { all, visible });
    const { fresh, refused } = sorted;
    const people = [...fresh, ...[...decided, ...waiting].map(({ incoming }) => incoming)];
    const joined = decided.flatMap(({ decision, contact }) =>
      decision === 'same' ? (visible.get(contact) ?? []) : [],
    );
    return {
      kind: 'people-imported',
      data: {
        source,
        fresh,
        waiting,
        decided,
        refused,
        marking: highest([...people, ...joined].map((person) => person.marking)),
      },
    };
  } catch (error) {
    if (error instanceof UnknownContact)
      return refuse('relations-unknown-contact', { contact: error.contact });
    return refuse('relations-file', { reason: (error as Error).message });
  }
}

function reviewed(
  command: Of<'review-import'>,
  { state, relations, reader }: RelationsAsked,
  known: Known,
): RelationsOutcome {
  const { item, decision, contact } = command;
  const card = state.waiting.find((one) => one.item === item);
  const seen = card?.candidates.every(({ id }) => known.has(id)) ?? false;
  if (card === undefined || !seen || !maySee(reader, card.incoming.marking))
    return refuse('relations-unknown-item', { item });
  const ids = new Set(relations.people.map(({ id }) => id));
  const own = decision === 'same' ? contact : freeId(card.incoming.id, ids);
  const person = own === null ? undefined : known.get(own);
  if (decision === 'same' && person === undefined) return refuse('relations-unknown-contact', { contact });
  const marking = highest([card.incoming.marking, person?.marking ?? 'open']);
  return { kind: 'import-reviewed', data: { item, decision, contact: own!, marking } };
}

function termFault({ since, until }: Term): Extract<RelationsOutcome, { kind: 'refused' }> | null {
  if (since === null || until === null || since <= until) return null;
  return refuse('relations-term', { since, until });
}

function refuse(
  key: RelationsPhrase,
  values: Refusal['values'] = {},
): Extract<RelationsOutcome, { kind: 'refused' }> {
  return { kind: 'refused', why: { key, values } };
}
