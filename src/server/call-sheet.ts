/**
 * The call sheet on one page: (what is prepared, whom it concerns, when) → paper, from which HTML and PDF are made.
 *
 * The form of address and how the name is said come from the contact, or from the winner where none is named; what was
 * last said from the last engagement with the camp that the person may see.
 */
import type { DeskReader } from '../desk.ts';
import { type Block, blocksOf, type Paper } from '../documents/paper.ts';
import { maySee } from '../election/marking.ts';
import { personOf } from '../fold/context.ts';
import { readerOf, talkPartner } from '../fold/decide-surroundings.ts';
import type { Language } from '../response/playbook.ts';
import { relationsSeen } from './relations-seen.ts';
import type { Looking } from './view-relations.ts';
import { wordingOf } from './wording.ts';

const WORDS = {
  en: {
    title: 'Call sheet',
    rehearsal: 'REHEARSAL',
    window: 'Held for the talk',
    none: 'no window is held yet',
    address: 'Form of address',
    titled: (address: string, may: boolean) => (may ? address : `${address} (not yet: the title waits)`),
    said: 'Name is said',
    purpose: 'Purpose',
    points: 'Points',
    avoid: 'Not to be raised',
    last: 'Last said',
    facts: 'Facts',
    record: (seq: number) => `record ${seq}`,
    nothing: 'nothing is on record',
    markings: { open: 'OPEN', internal: 'INTERNAL', restricted: 'RESTRICTED', secret: 'SECRET' },
  },
  ja: {
    title: '電話会談資料',
    rehearsal: '演習',
    window: '確保した枠',
    none: '枠はまだ確保されていません',
    address: '呼称',
    titled: (address: string, may: boolean) =>
      may ? address : `${address}（まだ使えません：呼称の使用は判定待ち）`,
    said: '名前の発音',
    purpose: '目的',
    points: '要点',
    avoid: '触れない事項',
    last: '前回の発言',
    facts: '事実',
    record: (seq: number) => `記録${seq}`,
    nothing: '記録なし',
    markings: { open: '公開可', internal: '部内限り', restricted: '取扱注意', secret: '秘' },
  },
} as const satisfies Readonly<Record<Language, unknown>>;

/** Null where there is no sheet, or none that the person may see. */
export function callSheetPaper(reader: DeskReader, { person, language, at }: Looking): Paper | null {
  const { state, context, watch } = reader;
  const { sheet } = state.surroundings.meetings;
  const marking = readerOf(context, personOf(context, person));
  if (sheet === null || !maySee(marking, sheet.marking)) return null;
  const words = WORDS[language];
  const said = wordingOf(context, language, at);
  const seen = relationsSeen(reader, person);
  const verdict = watch.verdict(state, context, at);
  const camp = seen.camps.find(({ ticket }) => ticket === talkPartner(context, verdict));
  const contact = seen.people.find(({ id }) => id === (sheet.contact ?? camp?.principal));
  const side = new Set(seen.people.filter(({ side: own }) => own === camp?.ticket).map(({ id }) => id));
  const last = seen.engagements.findLast((one) => side.has(one.contact) && one.at <= at && one.said !== '');
  const titled = verdict.acts.find(({ act }) => act === 'title')?.standing === 'releasable';
  const windows = said.listed(state.response.talk.holds.map(({ from, to }) => said.span(from, to)));
  const text = (twin: { readonly en: string; readonly ja: string }) => twin[language];
  const section = (title: string, lines: readonly string[]): Block[] =>
    blocksOf(`## ${title}\n\n${lines.map((line) => `- ${line.replaceAll('\n', ' ')}`).join('\n')}`);
  return {
    language,
    title: words.title,
    marks: [...(context.opened.night === null ? [] : [words.rehearsal]), words.markings[sheet.marking]],
    head: [
      [words.window, windows === '' ? words.none : windows],
      ...(contact?.address ? [[words.address, words.titled(text(contact.address), titled)] as const] : []),
      ...(contact?.pronunciation ? [[words.said, text(contact.pronunciation)] as const] : []),
    ],
    blocks: [
      ...section(words.purpose, [text(sheet.purpose)]),
      ...section(words.points, sheet.points.map(text)),
      ...(sheet.avoid.length === 0 ? [] : section(words.avoid, sheet.avoid.map(text))),
      ...section(words.last, [last === undefined ? words.nothing : `${said.when(last.at)} ${last.said}`]),
      ...section(words.facts, [said.phrase(verdict.headline), said.phrase(verdict.detail)]),
    ],
    stamp: words.record(sheet.record),
    name: `call-sheet.${language}`,
  };
}
