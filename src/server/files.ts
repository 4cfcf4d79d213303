/**
 * The desk's built files, read once at start: hashed assets are kept for ever by the browser, the page itself never.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
};

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export type Files = ReadonlyMap<string, { readonly body: Uint8Array<ArrayBuffer>; readonly type: string }>;

/** Reads a folder of built files. Throws where it has no index.html: the desk was not built. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, { body: Uint8Array<ArrayBuffer>; type: string }>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(address, {
      body: new Uint8Array(await readFile(path)),
      type: TYPES[extname(path)] ?? 'application/octet-stream',
    });
  }
  if (!files.has('/index.html')) throw new Error(`no built desk in ${folder}: run "npm run build"`);
  return files;
}

/** A file, or the desk's one page for every path that names no file. */
export function fileResponse(files: Files, request: Request): Response {
  const { pathname } = new URL(request.url);
  const file = files.get(pathname);
  if (file === undefined && (extname(pathname) !== '' || leavesFolder(request)))
    return new Response('not found\n', { status: 404, headers: { 'cache-control': 'no-store' } });
  const found = file ?? files.get('/index.html')!;
  const kept = file !== undefined && pathname.startsWith('/assets/');
  return new Response(found.body, {
    headers: {
      'content-type': found.type,
      'cache-control': kept ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** Whether a path tries to climb out of its folder: no page of the desk has such an address. */
export function leavesFolder({ url }: Request): boolean {
  return /%(25|2e|2f|5c|00)|\\|\.\./i.test(new URL(url).pathname);
}
