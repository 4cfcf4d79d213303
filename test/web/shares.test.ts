import { describe, expect, it } from 'vitest';
import type { TicketShare } from '../../src/projection/projection.ts';
import type { TicketView } from '../../src/server/wire.ts';
import { sharesTold } from '../../src/web/desk/night/projecting/shares-told.ts';

const TICKETS = [
  { id: 'A', short: 'Martin' },
  { id: 'B', short: 'Durand' },
  { id: 'C', short: 'Petit' },
] as TicketView[];

const SHARES: readonly TicketShare[] = [
  { ticket: 'A', share: 0.281, low90: 0.262, high90: 0.3, first: 0.34, firstTwo: 0.92, outright: 0.0001 },
  { ticket: 'B', share: 0.285, low90: 0.266, high90: 0.304, first: 0.64, firstTwo: 0.97, outright: 0 },
  { ticket: 'C', share: 0.19, low90: 0.175, high90: 0.205, first: 0.02, firstTwo: 0.11, outright: 0 },
];

describe('shares of the vote, where no electors are awarded', () => {
  it('are told by plurality as who has the most votes, the largest share first', () => {
    const votes = { shares: SHARES, rule: 'plurality', threshold: null } as const;
    const { sentence, heads, rows } = sharesTold(votes, TICKETS, 'en');
    expect(sentence).toBe('The likeliest to have the most votes is Durand, with a chance of 64 %.');
    expect(heads).toEqual(['Share', '90 % interval', 'Most votes']);
    expect(rows.map(({ name, cells }) => [name, ...cells])).toEqual([
      ['Durand', '28.5 %', '26.6–30.4', '64 %'],
      ['Martin', '28.1 %', '26.2–30.0', '34 %'],
      ['Petit', '19.0 %', '17.5–20.5', '2 %'],
    ]);
  });

  it('are told in two rounds as who reaches the second, and who wins at once', () => {
    const votes = { shares: SHARES, rule: 'two-round', threshold: 0.5 } as const;
    const { sentence, heads, rows } = sharesTold(votes, TICKETS, 'ja');
    expect(sentence).toBe(
      '決選投票に進む確率が高いのは、Durand氏（97%）とMartin氏（92%）です。Martin氏が今回の投票で当選する確率は<1%です。',
    );
    expect(heads).toEqual(['得票率', '90%区間', '決選進出', '50%超']);
    expect(rows[0]!.cells).toEqual(['28.5%', '26.6–30.4', '97%', '0%']);
  });
});
