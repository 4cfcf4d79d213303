/**
 * What a file of people would bring, for one person, before anything is recorded: `POST /api/relations/import-preview`.
 *
 * It is held against the people whom the person may see; a double of somebody else is found when it is recorded, and
 * waits for one who may see both.
 */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { DeskReader } from '../desk.ts';
import { personOf } from '../fold/context.ts';
import { mayEnter, readerOf } from '../fold/decide-surroundings.ts';
import { merged } from '../relations/duplicates.ts';
import { type Double, sortFile } from '../relations/import-file.ts';
import { sayPlace, sayRefusedCard } from '../relations/refusal-words.ts';
import type { Contact } from '../relations/relations.ts';
import { cardView } from './card-view.ts';
import { relationsSeen } from './relations-seen.ts';
import { IMPORT_FILE } from './surroundings-commands.ts';
import type { Looking } from './view-relations.ts';
import type { ImportPreview } from './wire-surroundings.ts';

const BODY = z.strictObject(IMPORT_FILE);

/** More than this nobody reads through on a page; all of them are counted. */
const SHOWN = 100;

/** Null where the request is none; a text where it is refused. */
export function importPreview(
  reader: DeskReader,
  looking: Looking,
  body: unknown,
): ImportPreview | string | null {
  const asked = BODY.safeParse(body);
  const person = personOf(reader.context, looking.person);
  if (!asked.success || !mayEnter(person)) return null;
  const { text, marking } = asked.data;
  const { language } = looking;
  const seen = relationsSeen(reader, looking.person);
  const camps = seen.camps.map(({ ticket }) => ticket);
  try {
    const terms = { marking, reader: readerOf(reader.context, person), camps, known: seen.people };
    const { fresh, doubles, refused, left } = sortFile(text, terms);
    const known = new Map([...seen.people, ...fresh].map((one) => [one.id, one]));
    const card = (one: Contact) => cardView(one, seen, looking);
    return {
      fresh: fresh.slice(0, SHOWN).map(card),
      freshTotal: fresh.length,
      doubles: doubles.slice(0, SHOWN).map((one) => ({
        card: one.card,
        place: sayPlace(one.place, language),
        incoming: card(one.incoming),
        candidates: one.candidates.map(({ id, why }) => ({ id, why, known: card(known.get(id)!) })),
        nothingNew: nothingNew(one, known),
      })),
      doublesTotal: doubles.length,
      refused: refused.slice(0, SHOWN).map(({ place, reason }) => ({
        place: sayPlace(place, language),
        reason: sayRefusedCard(reason, language),
      })),
      refusedTotal: refused.length,
      left: Object.entries(left).map(([name, count]) => ({ name, count })),
    };
  } catch (error) {
    return sayRefusedCard((error as Error).message, language);
  }
}

/** Whom it adds nothing to: one who is known by an address, a number or the desk's own id, never by the name alone. */
function nothingNew({ incoming, candidates }: Double, known: ReadonlyMap<string, Contact>): string | null {
  const same = candidates.find(({ id, why }) => {
    const person = known.get(id)!;
    const certain = why !== 'name' || id === incoming.id;
    return certain && isDeepStrictEqual(merged(person, incoming), person);
  });
  return same?.id ?? null;
}
