/** `firstcall people`: contacts in and out of a desk, with a preview, and with a person's marking. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Desk } from '../desk.ts';
import type { Marking } from '../election/marking.ts';
import { personOf } from '../fold/context.ts';
import { decideCommand } from '../fold/decide.ts';
import { readerOf, relationsNow } from '../fold/decide-surroundings.ts';
import type { OpenedDraft } from '../fold/opened.ts';
import { sortIncoming } from '../relations/duplicates.ts';
import { peopleTable, readPeopleTable } from '../relations/people-table.ts';
import { type Incoming, readCards } from '../relations/read-cards.ts';
import { readRelations } from '../relations/read-relations.ts';
import { dayOf } from '../relations/terms.ts';
import { visibleTo } from '../relations/visible.ts';
import { peopleCards } from '../relations/write-cards.ts';
import type { Journal } from '../store/journal.ts';
import { givenText } from './given.ts';
import { type Console, FellShort, useOf, WrongUse } from './outcome.ts';

type Format = 'vcard' | 'csv';

/** What a file would bring, against the contacts of a desk's folder. */
export async function runPreview(
  format: Format,
  file: string,
  options: { readonly config: string; readonly marking: Marking; readonly json: boolean },
  console: Console,
): Promise<void> {
  const incoming = await incomingOf(format, file, options.marking);
  const text = await givenText(join(options.config, 'relations.yaml'));
  const known = useOf(() => readRelations(text, 'relations.yaml')).people;
  const { fresh, waiting } = sortIncoming(incoming.people, known);
  tell({ incoming, fresh: fresh.length, waiting: waiting.length }, options.json, console);
  for (const { incoming: card, candidates } of options.json ? [] : waiting)
    console.out(
      `  perhaps known: ${card.name.en} (${candidates.map(({ id, why }) => `${id} by ${why}`).join(', ')})`,
    );
  requireWhole(incoming);
}

export async function runPeopleImport(
  journal: Journal,
  format: Format,
  file: string,
  options: { readonly marking: Marking; readonly person: string; readonly json: boolean },
  console: Console,
): Promise<void> {
  const incoming = await incomingOf(format, file, options.marking);
  const desk = await openDesk(journal);
  const found = { fresh: 0, waiting: 0, denied: '' };
  try {
    await desk.decide((reader) => {
      const { people, refused } = incoming;
      const at = reader.context.opened.night === null ? Date.now() : reader.state.at;
      const command = { do: 'import-people', source: file, people, refused } as const;
      const drafts = decideCommand(reader, options.person, command, at);
      const data = drafts[0]?.data as { fresh?: unknown[]; waiting?: unknown[]; why?: { key: string } };
      found.fresh = data.fresh?.length ?? 0;
      found.waiting = data.waiting?.length ?? 0;
      found.denied = data.why?.key ?? '';
      return drafts;
    });
  } finally {
    await desk.close();
  }
  if (found.denied !== '')
    throw new WrongUse(
      `"${options.person}" may not do this (${found.denied}): name an embassy or duty officer with --person`,
    );
  tell({ incoming, ...found }, options.json, console);
  requireWhole(incoming);
}

export async function runPeopleExport(
  journal: Journal,
  format: Format,
  file: string | null,
  options: { readonly person: string },
  console: Console,
): Promise<void> {
  const desk = await openDesk(journal);
  try {
    const text = await desk.read((reader) => {
      const marking = readerOf(reader.context, personOf(reader.context, options.person));
      const { people } = visibleTo(relationsNow(reader), marking);
      const day = dayOf(reader.state.at);
      return format === 'csv' ? peopleTable(people, day) : peopleCards(people, day);
    });
    if (file === null) console.out(text.trimEnd());
    else await writeFile(file, text, { flag: 'wx' });
  } finally {
    await desk.close();
  }
}

type Found = { readonly incoming: Incoming; readonly fresh: number; readonly waiting: number };

function tell({ incoming, fresh, waiting }: Found, json: boolean, console: Console): void {
  const { people, refused, left } = incoming;
  if (json) console.out(JSON.stringify({ read: people.length, fresh, waiting, refused, left }));
  else {
    console.out(
      `${people.length} people read: ${fresh} fresh, ${waiting} perhaps known, ${refused.length} refused`,
    );
    for (const { place, reason } of refused) console.out(`  ${place}: ${reason}`);
    for (const [name, count] of Object.entries(left)) console.out(`  ${name} was left behind ${count} times`);
  }
}

/** Throws `FellShort` where some cards could not be read; what could be was looked at all the same. */
function requireWhole({ refused }: Incoming): void {
  if (refused.length > 0) throw new FellShort(`${refused.length} could not be read`);
}

async function incomingOf(format: Format, file: string, marking: Marking): Promise<Incoming> {
  const bytes = await readFile(file).catch((cause: Error) => {
    throw new WrongUse(`cannot read ${file}: ${cause.message}`, { cause });
  });
  return useOf(() => {
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (cause) {
      throw new Error(`${file} is not UTF-8; convert it first`, { cause });
    }
    return format === 'csv' ? readPeopleTable(text, { marking }) : readCards(text, { marking });
  });
}

async function openDesk(journal: Journal): Promise<Desk> {
  for await (const { at, by, kind, data } of journal.read({ after: 0, upTo: 1 }))
    return Desk.open(journal, { at, by, kind, data } as OpenedDraft);
  throw new WrongUse('the journal is empty: run "firstcall start" or "firstcall serve" first');
}
