/** A contact as a card beside another: (contact, relations as the person sees them, day) → view in both languages. */
import { type Contact, HOUSE, postOn, type Relations } from '../relations/relations.ts';
import { dayOf } from '../relations/terms.ts';
import type { Looking } from './view-relations.ts';
import type { CardView } from './wire-surroundings.ts';

export function cardView(contact: Contact, { camps }: Relations, { at, language }: Looking): CardView {
  const { name, side, seniority, languages, emails, phones, marking } = contact;
  const post = postOn(contact.posts, dayOf(at))?.title ?? contact.posts.at(-1)?.title ?? null;
  const camp = side === HOUSE ? undefined : camps.find(({ ticket }) => ticket === side);
  return { name, post, side: camp?.title[language] ?? side, seniority, languages, emails, phones, marking };
}
