import { describe, expect, it } from 'vitest';
import { openFeeds } from '../../../src/feeds/fetch/open-feeds.ts';
import { readFeeds } from '../../../src/feeds/read-feeds.ts';
import { ELECTION } from '../../returns/reports.ts';

/** What the configuration of one feed says of it for the record. */
async function scopeOf(lines: string) {
  const yaml = `feeds:\n  - id: a\n    format: table\n    folder: incoming\n${lines}`;
  const { feeds } = await openFeeds(readFeeds(yaml, 'feeds.yaml', ['table']), {
    election: ELECTION,
    environment: {},
    folder: '/nowhere',
    source: 'feeds.yaml',
  });
  return feeds[0]!.scope;
}

describe('the contests that a feed covers', () => {
  it('are all where its configuration says nothing, else those that it names', async () => {
    expect(await scopeOf('')).toEqual({});
    expect(await scopeOf('    covers: [AA, BB-1]')).toEqual({ covers: ['AA', 'BB-1'] });
  });

  it('are the one state that its content is of', async () => {
    expect(await scopeOf('    state: BB')).toEqual({ covers: ['BB'] });
  });

  it('stand beside the requests that its source allows', async () => {
    expect(await scopeOf('    quota: { minute: 10, day: 500 }')).toEqual({ quota: { minute: 10, day: 500 } });
  });

  it('are refused by name where the election has none such, and where the list is empty', async () => {
    await expect(scopeOf('    covers: [AA, ZZ]')).rejects.toThrow(
      'feeds.yaml: feed a covers "ZZ", which is no contest of small; write its id',
    );
    await expect(scopeOf('    covers: []')).rejects.toThrow(/covers/);
  });
});
