/** Why a calendar was not read, in the words of its server's answer. It never quotes what the answer holds. */
import type { CalendarTrouble } from '../meetings/calendar-hours.ts';

export class Trouble extends Error {
  readonly trouble: CalendarTrouble;

  constructor(trouble: CalendarTrouble, reason: string) {
    super(reason);
    this.trouble = trouble;
  }
}

/** The status of an answer that is none. */
export function statusTrouble(status: number): Trouble | null {
  if (status < 300) return null;
  if (status === 401 || status === 403)
    return new Trouble('denied', `it answered ${status}; check user, secret and what the account may read`);
  if (status === 404 || status === 410)
    return new Trouble('no-calendar', `it answered ${status}; check the address`);
  return new Trouble('unreachable', `it answered ${status}`);
}
