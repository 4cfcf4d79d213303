/** The desk's pages by their paths. */
import type { PageName } from './messages-frame.ts';

export type Page = PageName;

export const PAGES: readonly Page[] = [
  'night',
  'verdict',
  'response',
  'relations',
  'meetings',
  'feeds',
  'brief',
  'review',
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
  return (
    !event.defaultPrevented &&
    event.button === 0 &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey
  );
}

/** The place on another page of the desk that a click leads to; null where it is not for the desk to follow. */
export function destinationOf(event: MouseEvent): URL | null {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target !== '' || !isPlainClick(event)) return null;
  const url = new URL(link.href);
  const isPage = url.origin === location.origin && PAGES.some((page) => pathOf(page) === url.pathname);
  return isPage && url.pathname !== location.pathname ? url : null;
}
