/**
 * AP Elections API version 3, JSON: version 2 and what it says of calling, counting and the kind of results.
 *
 * No raw document of this version is public; the fields are those of its description and of clients in use. A state
 * that is not listed here is handed on in the source's words.
 */
import { type Extras, readRaces, TEST } from './ap.ts';
import * as read from './fields.ts';
import { has, type JsonFormat } from './format.ts';
import type { Item, Status } from './item.ts';
import { attempt } from './refusal.ts';

/** Their field → what it speaks about. */
const STATES: Readonly<Record<string, Status['about']>> = {
  raceCallStatus: 'call',
  tabulationStatus: 'counting',
  resultsType: 'results',
};

/** The desk takes its call back. */
const UNCALLED = 'uncalled';

export const AP_V3: JsonFormat = {
  id: 'ap-v3',
  name: 'AP Elections API 3',
  syntax: 'json',
  looksFor: 'apiVersion or resultsType beside races[], or races with raceCallStatus',
  recognises: (document) =>
    has(document, 'races') &&
    (['apiVersion', 'apiBuild', 'resultsType', 'isTruncated'].some((key) => has(document, key)) ||
      firstRaceHas(document, ['raceCallStatus', 'tabulationStatus', 'resultsType'])),
  read: (document, _context, emit) => {
    const test = word((document as Record<string, unknown>)['resultsType']) === TEST;
    readRaces(document, emit, {
      test,
      extras: (race) => [...statesOf(race)],
      uncalled: (race) => word((race as Record<string, unknown>)['raceCallStatus']) === UNCALLED,
    });
  },
};

function* statesOf({ fields, contest, at }: Parameters<Extras>[0]): Iterable<Item> {
  for (const [theirs, about] of Object.entries(STATES)) {
    const value = (fields as Record<string, unknown>)[theirs];
    if (read.isUnknown(value)) continue;
    const refused: Item[] = [];
    const words = attempt(
      () => read.text(value),
      `${at}.${theirs}`,
      value,
      (item) => refused.push(item),
    );
    yield* refused;
    if (words === null) continue;
    yield { kind: 'status', place: `${at}.${theirs}`, about, contest, unit: null, value: words, at: null };
  }
}

function firstRaceHas(document: unknown, keys: readonly string[]): boolean {
  const races = (document as { races?: unknown }).races;
  return Array.isArray(races) && keys.some((key) => has(races[0], key));
}

function word(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}
