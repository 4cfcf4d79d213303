/** People as vCard 4.0, as they stand on a day: (contacts, day) → text that `read-cards.ts` takes in again. */
import ICAL from 'ical.js';
import type { Contact, Twin } from './relations.ts';
import { postOn } from './relations.ts';

export function peopleCards(people: readonly Contact[], day: string): string {
  return people.map((person) => `${cardOf(person, day)}\r\n`).join('');
}

function cardOf(person: Contact, day: string): string {
  const card = new ICAL.Component('vcard');
  card.addPropertyWithValue('version', '4.0');
  card.addPropertyWithValue('uid', person.id);
  addTwin(card, 'fn', person.name);
  const post = postOn(person.posts, day);
  if (post !== null) addTwin(card, 'title', post.title);
  for (const email of person.emails) card.addPropertyWithValue('email', email);
  for (const phone of person.phones) add(card, 'tel', phone);
  for (const language of person.languages) add(card, 'lang', language);
  if (person.side !== null) add(card, 'x-firstcall-side', person.side);
  add(card, 'x-firstcall-seniority', String(person.seniority));
  add(card, 'x-firstcall-marking', person.marking);
  if (person.address !== null) addTwin(card, 'x-firstcall-address', person.address);
  if (person.pronunciation !== null) addTwin(card, 'x-firstcall-pronunciation', person.pronunciation);
  return card.toString();
}

/** The same in both languages is written once; else as alternatives of each other. */
function addTwin(card: ICAL.Component, name: string, { en, ja }: Twin): void {
  if (en === ja) {
    add(card, name, en);
    return;
  }
  for (const [language, value] of [
    ['en', en],
    ['ja', ja],
  ] as const)
    add(card, name, value, { altid: '1', language });
}

/** As text, whatever type the property has by itself: only text is escaped. */
function add(
  card: ICAL.Component,
  name: string,
  value: string,
  parameters: Record<string, string> = {},
): void {
  card.addProperty(new ICAL.Property([name, parameters, 'text', value], card));
}
