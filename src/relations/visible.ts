/**
 * What a reader sees of the relations: (relations, marking) → relations, with everything above it gone, and all that
 * hangs on it: ties of a hidden person, engagements with one, the name of a hidden house.
 *
 * Every list, path, count, search and export is made from its result and from nothing else.
 */
import { type Marking, maySee } from '../election/marking.ts';
import type { Contact, Relations } from './relations.ts';

export function visibleTo(relations: Relations, reader: Marking): Relations {
  const shown = <T extends { readonly marking: Marking }>({ marking }: T) => maySee(reader, marking);
  const organisations = relations.organisations.filter(shown);
  const houses = new Set(organisations.map(({ id }) => id));
  const people = relations.people.filter(shown).map((person) => withoutHidden(person, houses));
  const known = new Set(people.map(({ id }) => id));
  return {
    ...relations,
    organisations,
    people,
    camps: relations.camps.map((camp) => ({
      ...camp,
      principal: camp.principal !== null && known.has(camp.principal) ? camp.principal : null,
    })),
    ties: relations.ties.filter((tie) => shown(tie) && known.has(tie.from) && known.has(tie.to)),
    engagements: relations.engagements.filter((one) => shown(one) && known.has(one.contact)),
  };
}

/** A post in a house that the reader does not see is not shown at all: its title alone may name the house. */
function withoutHidden(person: Contact, houses: ReadonlySet<string>): Contact {
  const open = person.posts.every(({ organisation }) => organisation === null || houses.has(organisation));
  if (open) return person;
  return {
    ...person,
    posts: person.posts.filter(({ organisation }) => organisation === null || houses.has(organisation)),
  };
}
