/** Whom the desk has neglected: contacts never met, or not for a season; who waits longest comes first. */
import { DAY, type Instant } from '../../../../election/instant.ts';
import type { CampView } from '../../../../server/wire.ts';

/** Three months: a season without a word is what an embassy's own reviews call lapsed; sooner would name everybody. */
const LAPSED_AFTER = 90 * DAY;

export type Neglected = { readonly camp: CampView; readonly contact: CampView['contacts'][number] };

export function neglected(camps: readonly CampView[], now: Instant): Neglected[] {
  return camps
    .flatMap((camp) => camp.contacts.map((contact) => ({ camp, contact })))
    .filter(({ contact }) => contact.lastAt === null || now - contact.lastAt > LAPSED_AFTER)
    .sort((a, b) => (a.contact.lastAt ?? 0) - (b.contact.lastAt ?? 0));
}

export function daysSince(at: Instant, now: Instant): number {
  return Math.max(0, Math.floor((now - at) / DAY));
}
