import { describe, expect, it } from 'vitest';
import type { Playbook } from '../../src/response/playbook.ts';
import { readPlaybook } from '../../src/response/read-playbook.ts';
import { deskFile, FINAL, MESSAGE, Stage } from './stage.ts';

const FIELDS = `    fields:
      addressee: { kind: text, en: Mr. Trump, ja: トランプ氏 }
      form:
        kind: title
        before: { en: Mr. Trump, ja: トランプ氏 }
        permitted: { en: President-elect Trump, ja: トランプ次期大統領 }
      electors: { kind: electors }
`;

const withFields = (text: string, fields = FIELDS) =>
  readPlaybook(
    deskFile('playbook.yaml')
      .replace(/ {4}fields:\n[\s\S]*? {6}electors: .*\n/, fields)
      .replace('Dear Mr. Trump,\n\n              On behalf', `${text},\n\n              On behalf`),
    'playbook.yaml',
  );

const opening = (stage: Stage) => stage.step(MESSAGE).document!.body.en.split('\n')[0];
const stageOf = (playbook: Playbook) => new Stage(playbook).says(FINAL);

describe('the fields of a text', () => {
  it('are filled with what the playbook says', () => {
    expect(opening(stageOf(withFields('Dear {{addressee}}')))).toBe('Dear Mr. Trump,');
  });

  it('take the title only when the verdict permits it, and void what was approved before', () => {
    const stage = stageOf(withFields('Dear {{form}}'));
    expect(opening(stage)).toBe('Dear Mr. Trump,');
    expect(stage.approves('approver-1', MESSAGE)).toBeNull();
    stage.says({ level: 'declared', ticket: 'R' });
    expect(opening(stage)).toBe('Dear President-elect Trump,');
    expect(stage.journal.at(-1)).toMatchObject({ kind: 'approval-ended', data: { why: 'content-changed' } });
    expect(stage.step(MESSAGE).lacks).toEqual([]);
  });

  it('carry the records behind a fact, whose change voids what was approved', () => {
    const stage = stageOf(withFields('Dear {{addressee}}, {{electors}} electors'));
    stage.calls = [{ contest: 'US-PA', ticket: 'R', electors: 19, record: 41 }];
    stage.settle();
    expect(opening(stage)).toBe('Dear Mr. Trump, 19 electors,');
    expect(stage.step(MESSAGE).facts.find(({ field }) => field === 'electors')).toMatchObject({
      records: [41],
    });
    stage.approves('approver-1', MESSAGE);
    stage.approves('approver-2', MESSAGE);
    // Taken back and given again: not a letter of the text is another, and yet nobody has approved this.
    stage.calls = [{ contest: 'US-PA', ticket: 'R', electors: 19, record: 57 }];
    stage.settle();
    expect(opening(stage)).toBe('Dear Mr. Trump, 19 electors,');
    expect(stage.step(MESSAGE).valid).toEqual([]);
    expect(stage.releases(MESSAGE)).toBe('refused-approvals');
  });

  it('do not let a title through that somebody wrote by hand before its time', () => {
    const stage = stageOf(withFields('Dear President-Elect Trump'));
    expect(stage.step(MESSAGE).lacks.map(({ key }) => key)).toEqual(['lack-title']);
    expect(stage.step(MESSAGE).gateOpenedAt).toBeNull();
    stage.says({ level: 'declared', ticket: 'R' });
    expect(stage.step(MESSAGE).lacks).toEqual([]);
  });

  it('are looked through as they stand together', () => {
    const halves = `      one: { kind: text, en: Har, ja: 甲 }\n      two: { kind: text, en: ris, ja: 乙 }\n`;
    const stage = stageOf(withFields('Dear {{one}}{{two}}', FIELDS + halves));
    expect(stage.approves('approver-1', MESSAGE)).toBe('refused-leak');
    expect(stage.step(MESSAGE).valid).toEqual([]);
  });

  it('are refused in a draft where the branch has none of that name', () => {
    const stage = stageOf(withFields('Dear {{addressee}}'));
    const both = (text: string) => ({ en: text, ja: text });
    const draft = (text: string) =>
      stage.does('drafter', { do: 'draft', ...MESSAGE, subject: both('件'), body: both(text) });
    expect(draft('{{addresee}}')).toBe('refused-field');
    expect(draft('{{ addressee }}')).toBeNull();
    expect(stage.step(MESSAGE).document!.body).toEqual({ en: 'Mr. Trump', ja: 'トランプ氏' });
  });

  it.each([
    ['a name that nothing fills', 'Dear {{nobody}}', FIELDS, 'no field "nobody"'],
    [
      'a value of another outcome',
      'Dear {{addressee}}',
      FIELDS.replace('en: Mr. Trump, ja', 'en: Ms. Harris, ja'),
      '"Harris" is forbidden',
    ],
  ])('are refused in the playbook with %s, by line and column', (_name, text, fields, reason) => {
    expect(() => withFields(text, fields)).toThrow(new RegExp(`line \\d+, column \\d+: .*${reason}`));
  });
});
