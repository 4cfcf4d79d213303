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
