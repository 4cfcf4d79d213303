/**
 * The one file inside a zip archive: (bytes, limit) → its bytes. Clarity packs its detail.xml so.
 *
 * Sizes that the archive states are not believed: unpacking stops at the limit. More than one file is refused, for
 * nobody says which of them is meant. Throws `Failed`.
 */
import { crc32, createInflateRaw } from 'node:zlib';
import { malformed } from './failed.ts';

/** Byte marks at the head of a part, and its fields by their distance from there (APPNOTE 6.3.10, 4.3). */
const FILE = { mark: 0x04034b50, length: 30, name: 26, extra: 28 };
const ENTRY = {
  mark: 0x02014b50,
  length: 46,
  flags: 8,
  method: 10,
  checksum: 16,
  packed: 20,
  name: 28,
  extra: 30,
  comment: 32,
  at: 42,
};
const END = { mark: 0x06054b50, length: 22, entries: 10, at: 16 };

/** The end of an archive stands before a comment of at most so many bytes. */
const LONGEST_COMMENT = 65_535;

export function isZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32LE(0) === FILE.mark;
}

/** `within` reads what is unpacked and throws where it is more than the limit. */
export async function unzip(
  archive: Buffer,
  within: (unpacked: AsyncIterable<Buffer>) => Promise<Buffer>,
): Promise<Buffer> {
  const { method, checksum, packed } = entryOf(archive);
  if (method !== 0 && method !== 8)
    throw malformed('zip', `its file is packed by method ${method}; only deflate can be unpacked`);
  const source = method === 0 ? [packed] : createInflateRaw().end(packed);
  const content = await within(source as AsyncIterable<Buffer>).catch((error: NodeJS.ErrnoException) => {
    throw error.code?.startsWith('Z_') === true
      ? malformed('zip', `its file cannot be unpacked: ${error.message}`)
      : error;
  });
  if (crc32(content) !== checksum) throw malformed('zip', 'its file does not fit its checksum');
  return content;
}

function entryOf(archive: Buffer): { method: number; checksum: number; packed: Buffer } {
  const end = endOf(archive);
  const files = filesFrom(
    archive,
    archive.readUInt32LE(end + END.at),
    archive.readUInt16LE(end + END.entries),
  );
  const [at] = files;
  if (at === undefined || files.length > 1)
    throw malformed('zip', `it holds ${files.length} files; it must hold one`);
  if ((archive.readUInt16LE(at + ENTRY.flags) & 1) === 1) throw malformed('zip', 'its file is encrypted');
  const from = archive.readUInt32LE(at + ENTRY.at);
  if (from + FILE.length > archive.length || archive.readUInt32LE(from) !== FILE.mark) throw broken();
  const start =
    from + FILE.length + archive.readUInt16LE(from + FILE.name) + archive.readUInt16LE(from + FILE.extra);
  const length = archive.readUInt32LE(at + ENTRY.packed);
  if (start + length > archive.length) throw broken();
  return {
    method: archive.readUInt16LE(at + ENTRY.method),
    checksum: archive.readUInt32LE(at + ENTRY.checksum),
    packed: archive.subarray(start, start + length),
  };
}

function endOf(archive: Buffer): number {
  const first = Math.max(0, archive.length - END.length - LONGEST_COMMENT);
  for (let at = archive.length - END.length; at >= first; at--)
    if (archive.readUInt32LE(at) === END.mark) return at;
  throw broken();
}

/** Where the entries of files stand in the list at the end; folders have names that end in a stroke. */
function filesFrom(archive: Buffer, from: number, entries: number): number[] {
  const files: number[] = [];
  let at = from;
  for (let i = 0; i < entries; i++) {
    if (at + ENTRY.length > archive.length || archive.readUInt32LE(at) !== ENTRY.mark) throw broken();
    const name = archive.readUInt16LE(at + ENTRY.name);
    if (archive[at + ENTRY.length + name - 1] !== '/'.charCodeAt(0)) files.push(at);
    at +=
      ENTRY.length + name + archive.readUInt16LE(at + ENTRY.extra) + archive.readUInt16LE(at + ENTRY.comment);
  }
  return files;
}

function broken() {
  return malformed('zip', 'the archive is broken or cut short');
}
