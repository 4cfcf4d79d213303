import { describe, expect, it } from 'vitest';
import { clockWithZone, hoursAhead, machineTime, stamp, stampThere } from '../../src/brief/stamp.ts';
import { parseInstant } from '../../src/election/instant.ts';
import { TOKYO, WASHINGTON } from './night-facts.ts';

function both(text: string): string[] {
  const at = parseInstant(text);
  return [
    stamp(at, TOKYO, 'en'),
    stampThere(at, TOKYO, WASHINGTON, 'en'),
    stamp(at, TOKYO, 'ja'),
    stampThere(at, TOKYO, WASHINGTON, 'ja'),
  ];
}

describe('a stamp', () => {
  it('reads as in a newspaper, in both languages and both capitals', () => {
    expect(both('2024-11-06T07:29:00Z')).toEqual([
      '16:29 JST, November 6, 2024',
      '02:29 EST in Washington',
      '2024年11月6日 16時29分',
      'ワシントン 2時29分',
    ]);
  });

  it('carries the other capital’s date only where that differs', () => {
    expect(both('2024-11-06T03:00:00Z')[1]).toBe('22:00 EST, November 5, in Washington');
    expect(both('2024-11-06T03:00:00Z')[3]).toBe('ワシントン 11月5日 22時00分');
  });

  it('is right at midnight and at noon in Tokyo', () => {
    expect(both('2024-11-05T15:00:00Z').slice(0, 2)).toEqual([
      '00:00 JST, November 6, 2024',
      '10:00 EST, November 5, in Washington',
    ]);
    expect(both('2024-11-05T15:00:00Z')[2]).toBe('2024年11月6日 0時00分');
    expect(both('2024-11-06T03:00:00Z')[0]).toBe('12:00 JST, November 6, 2024');
  });

  it('is right at midnight in Washington', () => {
    expect(both('2024-11-06T05:00:00Z')[1]).toBe('00:00 EST in Washington');
    expect(both('2024-11-06T04:59:00Z')[1]).toBe('23:59 EST, November 5, in Washington');
  });

  it('knows the night on which the clocks go back: the same hour comes twice, under two names', () => {
    const [first, second] = [parseInstant('2024-11-03T05:30:00Z'), parseInstant('2024-11-03T06:30:00Z')];
    expect(clockWithZone(first, WASHINGTON, 'en')).toBe('01:30 EDT');
    expect(clockWithZone(second, WASHINGTON, 'en')).toBe('01:30 EST');
    expect([hoursAhead(first, TOKYO, WASHINGTON), hoursAhead(second, TOKYO, WASHINGTON)]).toEqual([13, 14]);
  });

  it('gives machines the offset', () => {
    expect(machineTime(parseInstant('2024-11-06T07:29:00Z'), TOKYO)).toBe('2024-11-06T16:29+09:00');
  });
});
