/**
 * Sources that give their content under a version: (feed) → which small file names the version, and where the content
 * of that version stands.
 *
 * Clarity writes the number of its newest results into `current_ver.txt`; the results themselves stand beside it in a
 * folder of that number. Asking for the number first keeps a desk from taking the same megabytes twice, and from
 * staying at a version that the site has left.
 */
import { malformed } from './failed.ts';

/** Where a format's content stands beside `current_ver.txt`, below the folder of the version. */
const PLACES: Readonly<Record<string, string>> = {
  'clarity-summary': 'json/en/summary.json',
  'clarity-detail': 'reports/detailxml.zip',
};

const NAMES_VERSION = /\/current_ver\.txt$/;

/** Path of the content below a version's folder; null for a source that is asked for its content itself. */
export function versionedPath(format: string, url: string): string | null {
  return NAMES_VERSION.test(new URL(url).pathname) ? (PLACES[format] ?? null) : null;
}

/** The version that the small file names. Throws `Failed` where it is none. */
export function versionIn(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 64)).trim();
  if (!/^\d{1,12}$/.test(text))
    throw malformed('current_ver.txt', 'it names no version; a number should stand there and nothing else');
  return text;
}

/** The address of a version's content beside the file that names it. */
export function addressOf(url: string, version: string, path: string): string {
  return new URL(`${version}/${path}`, url).href;
}
