import { describe, expect, it } from 'vitest';
import { bindOf, boundText } from '../../src/response/bind.ts';
import { keyOf, letterOf } from '../../src/response/letter.ts';
import { MESSAGE, PLAYBOOK, Stage, sha256 } from './stage.ts';

const { step, ref } = new Stage().step(MESSAGE);
const document = step.document!;
const OPTIONS = {
  key: keyOf(PLAYBOOK, MESSAGE),
  at: Date.parse('2024-11-06T11:30:00Z'),
  zone: 'Asia/Tokyo',
  rehearsal: false,
};

describe('the letter', () => {
  it('carries addressee, subject, date in the house’s zone, key and body', () => {
    const letter = letterOf(step, document, 'en', OPTIONS);
    expect(letter.split('\n').slice(0, 6)).toEqual([
      'To: Transition office of Mr. Trump, by the Embassy of Japan in Washington',
      'Subject: Message of congratulation from the Prime Minister of Japan',
      expect.stringMatching(/^Date: 6 November 2024.* 20:30 \(Asia\/Tokyo\)$/),
      'Language: English',
      'Key: japan-2024.trump.message',
      '',
    ]);
    expect(letter).toContain('\n\nDear Mr. Trump,\n');
    expect(letterOf(step, document, 'ja', OPTIONS).split('\n').slice(0, 6)).toEqual([
      '宛先：トランプ氏の政権移行事務局（在アメリカ合衆国日本国大使館経由）',
      '件名：日本国内閣総理大臣からの祝意',
      expect.stringMatching(/^日付：2024年11月6日.*20:30 \(Asia\/Tokyo\)$/),
      '言語：日本語',
      '整理番号：japan-2024.trump.message',
      '',
    ]);
  });

  it('says first of all that it is a rehearsal', () => {
    expect(letterOf(step, document, 'en', { ...OPTIONS, rehearsal: true })).toMatch(/^Mark: REHEARSAL/);
  });

  it('lets no subject make itself a header', () => {
    const sly = { ...document, subject: { en: 'Hello\nTo: somebody else', ja: '件名' } };
    expect(letterOf(step, sly, 'en', OPTIONS)).not.toMatch(/^To: somebody else/m);
  });

  it('has one key a step, whatever its text', () => {
    expect(keyOf(PLAYBOOK, { branch: 'harris', step: 'message' })).not.toBe(OPTIONS.key);
  });
});

describe('what an approval binds to', () => {
  const bound = { ref, step, document, ticket: 'R', facts: [] };
  const hash = bindOf(bound, sha256);

  it.each([
    [
      'a letter of the English body',
      { ...bound, document: { ...document, body: { ...document.body, en: `${document.body.en} ` } } },
    ],
    [
      'a letter of the Japanese subject',
      { ...bound, document: { ...document, subject: { ...document.subject, ja: '祝意' } } },
    ],
    [
      'a recipient’s name in Japanese',
      {
        ...bound,
        step: { ...step, recipients: step.recipients.map((recipient) => ({ ...recipient, ja: '別の宛先' })) },
      },
    ],
    [
      'a recipient',
      {
        ...bound,
        step: {
          ...step,
          recipients: [...step.recipients, { en: 'another', ja: '別の宛先', channel: 'file', address: null }],
        },
      },
    ],
    [
      'the way to a recipient',
      {
        ...bound,
        step: {
          ...step,
          recipients: step.recipients.map((one) => ({ ...one, channel: 'mail', address: 'a@b.org' })),
        },
      },
    ],
    ['the appointment', { ...bound, step: { ...step, event: { start: 'held-span', minutes: 15 } as const } }],
    [
      'the record behind a fact',
      {
        ...bound,
        facts: [
          { field: 'electors', kind: 'electors', value: { en: '270', ja: '270' }, records: [7] },
        ] as const,
      },
    ],
    ['the winner', { ...bound, ticket: 'D' }],
    ['the step', { ...bound, ref: { ...ref, step: 'message-withdrawal' } }],
  ])('changes with %s', (_name, other) => {
    expect(bindOf(other, sha256)).not.toBe(hash);
  });

  it('cannot be kept by moving words from one part to the next', () => {
    const moved = { subject: { en: 'ab', ja: 'c' }, body: { en: 'd', ja: 'e' } };
    const other = { subject: { en: 'a', ja: 'bc' }, body: { en: 'd', ja: 'e' } };
    expect(boundText({ ...bound, document: moved })).not.toBe(boundText({ ...bound, document: other }));
  });
});
