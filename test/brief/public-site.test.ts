import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from '../../src/desk.ts';
import { parseInstant } from '../../src/election/instant.ts';
import { type OpenSite, openSite } from '../../src/server/public-site.ts';
import { embeddedNight, livedDesk } from '../desk/embedded-night.ts';

/** A renderer that fails while the test says so. */
const RENDER = `
export const assets = {
  style: { name: 'public.css', type: 'text/css', text: 'body{}' },
  script: { name: 'age.js', type: 'text/javascript', text: '' },
  icon: { name: 'icon.svg', type: 'image/svg+xml', text: '<svg/>' },
};
export const render = (page, brief) => {
  if (globalThis.firstcallPagesFail) throw new Error('a template is broken');
  return \`<html>\${page.path} \${brief.facts.at}</html>\`;
};
`;
const failing = globalThis as { firstcallPagesFail?: boolean };

const AT = parseInstant('2024-11-05T23:30:00Z');

let folder: string;
let desk: Desk;
let site: OpenSite;
const reported: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstcall-site-'));
  await mkdir(join(folder, 'dist/public'), { recursive: true });
  await writeFile(join(folder, 'dist/public/render.js'), RENDER);
  desk = await livedDesk(await embeddedNight(), AT);
  site = await openSite({
    root: folder,
    folder: join(folder, 'pages'),
    rehearsal: true,
    wall: () => 0,
    report: (error) => reported.push((error as Error).message),
  });
});
afterAll(async () => {
  delete failing.firstcallPagesFail;
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

/** One round as the house makes it: what comes of it is written to the journal. */
async function publish(later = 0): Promise<{ kind: string; data: unknown }[]> {
  const job = await desk.read((reader) => site.publish(reader, AT + later));
  const drafts = await job();
  if (drafts.length > 0) await desk.submit(drafts);
  return drafts.map(({ kind, data }) => ({ kind, data }));
}
const front = async () => (await site.answer(new Request('http://localhost/public/en/'), '127.0.0.1')).text();
const kinds = async (round: ReturnType<typeof publish>) => (await round).map(({ kind }) => kind);

describe('the public pages beside a desk', () => {
  it('are asked for patience before the first is written', async () => {
    const early = await site.answer(new Request('http://localhost/public/en/'), '127.0.0.1');
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1']);
  });

  it('show a version only once it is in the journal', async () => {
    expect(new Set(await kinds(publish()))).toEqual(new Set(['published']));
    expect(await front()).toContain('being written');
    expect(await kinds(publish())).toEqual([]);
    expect(await front()).toContain('<html>/en/');
  });

  it('stay as they were when they cannot be renewed; the desk is told once, and once more when they are', async () => {
    const good = await front();
    failing.firstcallPagesFail = true;
    expect(await publish(60_000)).toMatchObject([
      { kind: 'pages', data: { state: 'failing', problem: expect.stringContaining('a template is broken') } },
    ]);
    expect(await front()).toBe(good);
    expect(await kinds(publish(90_000))).toEqual([]);
    expect(site.state.problem!.text).toContain('a template is broken');
    expect(reported.length).toBe(2);
    failing.firstcallPagesFail = false;
    expect(await publish(120_000)).toMatchObject([{ kind: 'pages', data: { state: 'renewed' } }]);
    expect(site.state.problem).toBeNull();
    expect(await front()).not.toBe(good);
    const timeline = await desk.read(({ state }) => state.timeline.filter(({ kind }) => kind === 'pages'));
    expect(timeline).toHaveLength(2);
  });

  it('count no read of an article that is not there, nor one from a foreign page', async () => {
    const read = (body: string, headers = {}) =>
      site.answer(
        new Request('http://localhost/public/read', { method: 'POST', body, headers }),
        '192.0.2.1',
      );
    expect((await read('no-such-article')).status).toBe(404);
    expect((await read('what-is-final', { 'sec-fetch-site': 'cross-site' })).status).toBe(204);
  });
});
