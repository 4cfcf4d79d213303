/**
 * A stamp as American election offices write it ("11/13/2014 2:58:41 PM CST"): local time and zone letters → UTC.
 *
 * Letters name one offset each, whatever the date: an office that writes EST in summer is read as it wrote.
 */
import { instantText, shown, Unreadable } from './fields.ts';

const OFFSET_HOURS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  AST: -4,
  EDT: -4,
  EST: -5,
  CDT: -5,
  CST: -6,
  MDT: -6,
  MST: -7,
  PDT: -7,
  PST: -8,
  AKDT: -8,
  AKST: -9,
  HDT: -9,
  HST: -10,
};

const WRITTEN = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))? ?([AP]M)? ([A-Z]{3,4})$/;

/** Throws `Unreadable` where it is none, or the zone is not one of the letters. */
export function usStamp(value: unknown): string {
  const match = typeof value === 'string' ? WRITTEN.exec(value.trim()) : null;
  if (match === null) throw new Unreadable(`${shown(value)} is no moment with a zone`);
  const [, month, day, year, hour, minute, second = '0', half, zone] = match;
  const offset = OFFSET_HOURS[zone!];
  if (offset === undefined) throw new Unreadable(`${zone} is no zone known here`);
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(second));
  const written = new Date(local);
  if (written.getUTCMonth() !== Number(month) - 1 || written.getUTCDate() !== Number(day))
    throw new Unreadable(`${shown(value)} is no day of the calendar`);
  return instantText(local - offset * 3_600_000, value);
}
