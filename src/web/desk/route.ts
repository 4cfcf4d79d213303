/** The desk's pages by their paths. */
import type { PageName } from './messages.ts';

export type Page = PageName;

export const PAGES: readonly Page[] = [
  'night',
  'verdict',
  'response',
  'relations',
  'meetings',
  'brief',
  'journal',
];

export function pathOf(page: Page): string {
  return page === 'night' ? '/' : `/${page}`;
}

/** The page of a path; the night for any that is not known. */
export function pageAt(path: string): Page {
  return PAGES.find((page) => pathOf(page) === path.replace(/(.)\/$/, '$1')) ?? 'night';
}

/** Whether a click means "follow here"; all others are left to the browser (a new tab, a new window). */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
