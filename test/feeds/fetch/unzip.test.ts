import { Readable } from 'node:stream';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Failed } from '../../../src/feeds/fetch/failed.ts';
import { readBody } from '../../../src/feeds/fetch/read-body.ts';

const LIMITS = { packed: 2 ** 20, unpacked: 2 ** 20 };
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

const read = (bytes: Uint8Array, limits = LIMITS) =>
  readBody(Readable.from([Buffer.from(bytes)]), 'identity', limits);

/** The reason for which an archive is refused. */
async function refusal(bytes: Uint8Array, limits = LIMITS): Promise<string> {
  const error = await read(bytes, limits).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Failed);
  return (error as Failed).message;
}

const XML = `<ElectionResult>${'<Contest/>'.repeat(500)}</ElectionResult>`;

describe('a zip of one file', () => {
  it('is unpacked, whether packed or stored, with a folder beside the file', async () => {
    for (const level of [0, 6] as const)
      expect((await read(zipSync({ 'detail.xml': text(XML) }, { level }))).toString()).toBe(XML);
    expect(
      (await read(zipSync({ 'reports/': new Uint8Array(), 'reports/detail.xml': text(XML) }))).toString(),
    ).toBe(XML);
  });

  it('is refused where it holds several, or none', async () => {
    expect(await refusal(zipSync({ 'a.xml': text('a'), 'b.xml': text('b') }))).toContain('it holds 2 files');
    expect(await refusal(zipSync({ 'reports/': new Uint8Array() }))).toContain('it holds 0 files');
  });

  it('is refused where it unpacks to more than the limit, whatever size it states', async () => {
    const bomb = zipSync({ 'detail.xml': new Uint8Array(64 * 2 ** 20) }, { level: 9 });
    expect(bomb.length).toBeLessThan(LIMITS.packed);
    expect(await refusal(bomb)).toMatch(/more than 1\.0 MB unpacked/);
  });

  it('is refused where a byte of it is wrong, and wherever it is cut', async () => {
    const archive = zipSync({ 'detail.xml': text(XML) }, { level: 6 });
    const spoilt = archive.with(40, archive[40]! ^ 0xff);
    expect(await refusal(spoilt)).toMatch(/zip|unpacked|checksum/);
    for (let length = 4; length < archive.length; length += 7)
      expect(await refusal(archive.subarray(0, length))).toContain('broken or cut short');
  });

  it('is refused where it is encrypted or packed in another way', async () => {
    const archive = Buffer.from(zipSync({ 'detail.xml': text(XML) }));
    const entry = archive.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    expect(await refusal(archive.with(entry + 8, 1))).toContain('encrypted');
    expect(await refusal(archive.with(entry + 10, 12))).toContain('packed by method 12');
  });
});
