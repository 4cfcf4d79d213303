/** Figures as the desk writes them: votes, shares, chances, margins. A ticket's side gives it colour and hatch. */
import type { TicketId } from '../../election/election.ts';
import type { Language } from '../../response/playbook.ts';
import type { TicketView } from '../../server/wire.ts';

/** Place of a ticket in the election's order; the styles `first` and `second` hang on it. */
export type Side = 'first' | 'second';

export function sideOf(tickets: readonly TicketView[], ticket: TicketId | null): Side | '' {
  if (ticket === null) return '';
  return tickets[0]?.id === ticket ? 'first' : 'second';
}

const COUNTS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  ja: new Intl.NumberFormat('ja'),
};

const TEN_THOUSANDS = new Intl.NumberFormat('ja', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "1,274,000" */
export function count(n: number, language: Language): string {
  return COUNTS[language].format(n);
}

/** The outstanding vote, short: thousands in English, 万 (ten thousands) in Japanese. */
export function shortCount(n: number, language: Language): string {
  if (language === 'ja') return n > 0 && n < 500 ? '<0.1' : TEN_THOUSANDS.format(n / 10_000);
  return n > 0 && n < 500 ? '<1' : COUNTS.en.format(Math.round(n / 1000));
}

/**
 * The outstanding vote as a range, short: "56–575" thousands, "1.3–1.9m" from a million on; in Japanese 万, whole from
 * ten on. One figure where both ends are written alike.
 */
export function shortRange(low: number, high: number, language: Language): string {
  const [from, to] = [low, high].map((n) => shortEnd(n, high, language));
  const sign = language === 'en' && high >= MILLION ? 'm' : '';
  return from === to ? `${to}${sign}` : `${from}–${to}${sign}`;
}

const MILLION = 1_000_000;

function shortEnd(n: number, high: number, language: Language): string {
  if (language === 'ja')
    return high >= 100_000 ? COUNTS.ja.format(Math.round(n / 10_000)) : shortCount(n, 'ja');
  return high >= MILLION ? (n / MILLION).toFixed(1) : shortCount(n, 'en');
}

/** An estimate to three digits, so that it does not look counted: 575,335 is 575,000. */
export function estimate(n: number, language: Language): string {
  return count(Number(n.toPrecision(3)), language);
}

/** "97 %", "97%"; `share` 0–1. Never rounds up to all, nor down to nothing. */
export function percent(share: number, language: Language): string {
  const sign = language === 'ja' ? '%' : ' %';
  return `${wholePercent(share)}${sign}`;
}

/** The bare number: "98", "<1", ">99"; 0 and 100 only where it is exactly so. */
export function wholePercent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 1) return '<1';
  if (value > 99 && value < 100) return '>99';
  return String(Math.round(value));
}

/** Who leads and by how many points; the ticket is null in a tie. */
export type Lead = { readonly ticket: TicketId | null; readonly points: string };

/** Reads a margin, first minus second, −1 to 1. */
export function leadOf(margin: number, tickets: readonly TicketView[]): Lead {
  const points = (Math.abs(margin) * 100).toFixed(1);
  if (margin === 0) return { ticket: null, points };
  return { ticket: (margin > 0 ? tickets[0] : tickets[1])?.id ?? null, points };
}

/**
 * An interval of margins in points: "R 0.4–3.0", or "R 0.4 – D 1.2" where it holds both signs. The letter is left away
 * where `beside` already stands for it in the same row.
 */
export function marginInterval(
  low: number,
  high: number,
  tickets: readonly TicketView[],
  beside: TicketId | null = null,
): string {
  const [one, other] = [leadOf(low, tickets), leadOf(high, tickets)];
  if (low < 0 && high > 0) return `${one.ticket} ${one.points}–${other.ticket} ${other.points}`;
  const [near, far] = high <= 0 ? [other, one] : [one, other];
  const span = `${near.points}–${far.points}`;
  return far.ticket === beside ? span : `${far.ticket} ${span}`;
}
