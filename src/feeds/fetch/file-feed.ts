/**
 * Files as a feed: one file that is written anew, or a folder whose new files are taken in the order of their names.
 *
 * One poll takes one file. What was taken stands in the bookmark by size and time of change, so a file that is
 * written again is read again, and one that could not be read does not stop those after it.
 */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Instant, SECOND } from '../../election/instant.ts';
import { START } from '../asking.ts';
import type { Answer, Asked, Feed, Standing } from '../feed.ts';
import type { ReadContent } from '../reading.ts';
import { Failed, malformed } from './failed.ts';
import { readBody, type SizeLimits } from './read-body.ts';

export type FileSource = {
  readonly id: string;
  /** Where the files are; `folder` takes each file in it, `file` is read whenever it changes. */
  readonly place: { readonly folder: string } | { readonly file: string };
  readonly sizes: SizeLimits;
  readonly read: ReadContent;
};

/** Whoever writes a file may still be at it for so long; a writer that is slower renames when it is done. */
const SETTLES = 2 * SECOND;

/** Names that writers give to files they are not done with. */
const UNFINISHED = /^\.|\.(tmp|part|partial|crdownload)$|~$/;

export function fileFeed(source: FileSource): Feed {
  return { id: source.id, poll: (standing, at, signal) => poll(source, standing, at, signal) };
}

type Found = {
  readonly name: string;
  readonly path: string;
  readonly changedAt: number;
  readonly isFile: boolean;
  /** Changes when the file does. */
  readonly mark: string;
};

async function poll(
  source: FileSource,
  standing: Standing,
  at: Instant,
  signal: AbortSignal,
): Promise<Asked> {
  const { taken } = standing.asking.bookmark;
  try {
    const found = await filesIn(source.place, at);
    const [next, ...rest] = found.filter(({ name, mark }) => taken[name] !== mark);
    if (next === undefined) return { answer: { kind: 'unchanged' }, bookmark: START, requests: 0 };
    const answer = await take(source, next, standing, at);
    signal.throwIfAborted();
    const bookmark = { ...START, more: rest.length > 0, taken: { [next.name]: next.mark } };
    return { answer, bookmark, requests: 0 };
  } catch (error) {
    signal.throwIfAborted();
    return {
      answer: placeTrouble(source.place, error as NodeJS.ErrnoException),
      bookmark: START,
      requests: 0,
    };
  }
}

async function filesIn(place: FileSource['place'], at: Instant): Promise<Found[]> {
  if ('file' in place) return settled([await found(place.file)], at);
  const names = (await readdir(place.folder)).filter((name) => !UNFINISHED.test(name)).sort();
  const files = await Promise.all(names.map((name) => found(join(place.folder, name)).catch(ifGone)));
  return settled(
    files.filter((file) => file !== null),
    at,
  );
}

async function found(path: string): Promise<Found> {
  const status = await stat(path);
  const { size, mtimeMs } = status;
  return {
    name: basename(path),
    path,
    changedAt: mtimeMs,
    isFile: status.isFile(),
    mark: `${size} ${mtimeMs}`,
  };
}

/** A file may be taken away between the listing and the look at it. */
function ifGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

function settled(files: readonly Found[], at: Instant): Found[] {
  return files.filter(({ isFile, changedAt }) => isFile && !(changedAt <= at && at < changedAt + SETTLES));
}

async function take(source: FileSource, file: Found, standing: Standing, at: Instant): Promise<Answer> {
  try {
    const bytes = await readBody(createReadStream(file.path), 'identity', source.sizes);
    const reading = source.read({ bytes, at }, standing);
    if (reading.kind === 'malformed') return { ...reading, place: `${file.name}: ${reading.place}` };
    const { drafts, refused, test, setAside, others } = reading;
    return { kind: 'fresh', drafts, refused, test, setAside, others };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const { answer } = error;
    return answer.kind === 'malformed'
      ? { ...answer, place: `${file.name}: ${answer.place}` }
      : malformed(file.name, `${error.message}; mend it and write it again`).answer;
  }
}

function placeTrouble(place: FileSource['place'], error: NodeJS.ErrnoException): Answer {
  const [kind, path] = 'file' in place ? ['file', place.file] : ['folder', place.folder];
  const reason = error.code === 'ENOENT' ? 'is not there' : `cannot be read: ${error.message}`;
  return { kind: 'unreachable', reason: `the ${kind} ${path} ${reason}` };
}
