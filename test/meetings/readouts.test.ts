import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/election/instant.ts';
import { callOrder } from '../../src/meetings/call-order.ts';
import { compareReadouts, pointsOf } from '../../src/meetings/readouts.ts';
import type { OtherCall, Readout } from '../../src/meetings/records.ts';
import { readMeetingSettings } from '../../src/meetings/settings.ts';
import { type Leg, legFaults } from '../../src/meetings/visit.ts';

const TEXT = readFileSync(resolve(import.meta.dirname, '../../desks/japan-2024/meetings.yaml'), 'utf8');
const { topics } = readMeetingSettings(TEXT, 'meetings.yaml');

const readout = (side: Readout['side'], text: string, minutes: number | null = 10): Readout => ({
  side,
  text,
  minutes,
  language: 'en',
  marking: 'internal',
});

describe('two readouts of one talk', () => {
  it('are compared point by point across languages: the islands that one side does not name', () => {
    const ours = readout(
      'ours',
      '（1）日米同盟の強化で一致した。\n（2）日米安保条約第５条の尖閣諸島への適用について言及があった。',
    );
    const theirs = readout('theirs', 'The two leaders spoke about the alliance.');
    const { same, differences } = compareReadouts(ours, theirs, topics);
    expect(same).toEqual(['alliance']);
    expect(differences).toEqual([
      {
        id: 'ours-only islands',
        kind: 'ours-only',
        topic: 'islands',
        ours: '日米安保条約第５条の尖閣諸島への適用について言及があった。',
        theirs: null,
      },
    ]);
  });

  it('differ in wording where both speak of a topic in other words, and in length where both say one', () => {
    const { differences } = compareReadouts(
      readout('ours', 'They confirmed the alliance.', 10),
      readout('theirs', 'They praised the partnership.', 15),
      topics,
    );
    expect(differences).toEqual([
      { id: 'length', kind: 'length', topic: null, ours: '10', theirs: '15' },
      {
        id: 'wording alliance',
        kind: 'wording',
        topic: 'alliance',
        ours: 'They confirmed the alliance.',
        theirs: 'They praised the partnership.',
      },
    ]);
  });

  it('lose no sentence: what no topic knows is shown as one side’s', () => {
    const { differences } = compareReadouts(
      readout('ours', 'They spoke of whales.', null),
      readout('theirs', '', null),
      topics,
    );
    expect(differences).toMatchObject([{ kind: 'ours-only', topic: null, ours: 'They spoke of whales.' }]);
  });

  it('know a word only where it stands by itself, and read bullets of every kind', () => {
    expect(pointsOf('- The meetinghouse was open.', topics)[0]).toEqual({
      text: 'The meetinghouse was open.',
      topics: [],
    });
    expect(pointsOf('1. One. Two!\n・三。四。', topics).map(({ text }) => text)).toEqual([
      'One.',
      'Two!',
      '三。',
      '四。',
    ]);
  });
});

describe('the order of calls', () => {
  const call = (who: string, at: number, state: OtherCall['state']): OtherCall => ({
    who,
    at,
    state,
    minutes: null,
    source: '',
    marking: 'internal',
  });

  it('numbers what is certain, and lets claims stand unnumbered in their place', () => {
    const order = callOrder([call('b', 20, 'claimed'), call('a', 10, 'held')], { who: 'ours', at: 30 });
    expect(order.map(({ who, place }) => [who, place])).toEqual([
      ['a', 1],
      ['b', null],
      ['ours', 2],
    ]);
  });
});

describe('the legs of a visit', () => {
  const place = (name: string) => ({ en: name, ja: name });
  const leg = (from: string, departs: number, to: string, arrives: number): Leg => ({
    from: place(from),
    fromZone: `Zone/${from}`,
    departs,
    to: place(to),
    toZone: `Zone/${to}`,
    arrives,
  });

  it('hold together, over the date line too, or say where they do not', () => {
    const fine = [leg('a', 0, 'b', 10 * HOUR), leg('b', 11 * HOUR, 'a', 20 * HOUR)];
    expect(legFaults(fine, 45)).toEqual([]);
    expect(legFaults([fine[0]!, leg('b', 10 * HOUR + 44 * MINUTE, 'a', 20 * HOUR)], 45)).toEqual([
      { kind: 'margin', leg: 1, minutes: 44 },
    ]);
    expect(legFaults([fine[0]!, leg('c', 11 * HOUR, 'a', 20 * HOUR)], 45)).toEqual([
      { kind: 'elsewhere', leg: 1 },
    ]);
    expect(legFaults([leg('a', 5, 'b', 5)], 45)).toEqual([{ kind: 'backwards', leg: 0 }]);
  });
});

describe('a file of meetings', () => {
  it.each([
    ['an unknown zone', 'zone: America/Lima', 'zone: America/Limaa', 'unknown zone "America/Limaa"'],
    [
      'an entry that ends before it begins',
      'to: 2024-11-06T23:45:00Z',
      'to: 2024-11-06T23:05:00Z',
      'it ends before it begins',
    ],
    ['an entry of nobody', 'who: interpreter-2', 'who: interpreter-9', 'unknown "interpreter-9"'],
    ['a time of day that is none', 'wakes: "07:00"', 'wakes: "7:00"', 'write a time of day'],
  ])('with %s is refused with its line', (_name, from, to, reason) => {
    const text = TEXT.replace(from, to);
    expect(text).not.toBe(TEXT);
    const line = TEXT.slice(0, TEXT.indexOf(from)).split('\n').length;
    expect(() => readMeetingSettings(text, 'meetings.yaml')).toThrow(`meetings.yaml line ${line}, column`);
    expect(() => readMeetingSettings(text, 'meetings.yaml')).toThrow(reason);
  });

  it('with a need that nobody can serve is refused', () => {
    const text = TEXT.replaceAll('kind: line', 'kind: interpreter');
    expect(() => readMeetingSettings(text, 'meetings.yaml')).toThrow(
      'a talk needs one of kind "line", and there is none',
    );
  });
});
