/**
 * What a new version changed, in one line for the list of updates, and what an earlier version said that no longer
 * holds. A step down is a correction: it says what was said, why that changed and what is true now.
 */
import type { TicketId } from '../election/election.ts';
import type { Language } from '../response/playbook.ts';
import type { Said, Twin } from './brief.ts';
import { correctionFor, FIGURE_CORRECTED } from './figure-changes.ts';
import { type LeadView, saidOf } from './situation.ts';
import { capitalised, inWords, shareInWords } from './text.ts';

export function changeSince(before: Said | null, now: LeadView): Twin {
  if (before === null) return { en: 'First published', ja: '公開' };
  const { facts } = now;
  const turned = now.situation !== before.situation;
  const fresh = <Fact extends { record: number }>(list: readonly Fact[]): Fact | undefined =>
    list.find(({ record }) => !before.records.includes(record));
  if (turned && now.situation === 'taken-back') return { en: 'The message is taken back', ja: '祝意を撤回' };
  const retraction = fresh(facts.retractions.filter(({ contest }) => contest === null));
  if (retraction !== undefined)
    return {
      en: `${capitalised(retraction.desk.en)} takes back its call`,
      ja: `${retraction.desk.ja}が当確を取り消し`,
    };
  if (turned && now.situation === 'on-hold') return { en: 'Everything is on hold', ja: 'すべてを見合わせ' };
  if (turned && now.situation === 'sent') return { en: 'The message has left', ja: '祝意を送付' };
  if (turned && now.situation === 'talk-held') return { en: 'The telephone talk', ja: '電話会談' };
  const concession = fresh(facts.concessions);
  if (concession !== undefined)
    return { en: `${concession.by.en} concedes`, ja: `${concession.by.ja}氏が敗北を認める` };
  if (turned && now.situation === 'gate-open') return { en: 'The rule is met', ja: '条件が満たされる' };
  const group = now.naming.findLast((one) => !before.groups.includes(one.group));
  if (group !== undefined && now.ticket !== null) {
    return {
      en: `${capitalised(group.desk.en)} names ${now.ticket.short.en}`,
      ja: `${group.desk.ja}が${now.ticket.short.ja}氏に当確`,
    };
  }
  const claim = fresh(facts.claims);
  if (claim !== undefined) return { en: `${claim.by.en} claims victory`, ja: `${claim.by.ja}氏が勝利宣言` };
  if (fallenElectors(before, saidOf(now)).length > 0) return FIGURE_CORRECTED;
  return { en: 'Electors as called', ja: '新たな当確を反映' };
}

/** Tickets that have fewer electors than before: a call that made up the figure no longer stands. */
export function fallenElectors(before: Said, now: Said): readonly TicketId[] {
  return Object.entries(before.electors ?? {})
    .filter(([ticket, was]) => (now.electors?.[ticket] ?? 0) < was)
    .map(([ticket]) => ticket);
}

/** Null where nothing that an earlier version said was taken back. */
export function correctionSince(before: Said | null, now: LeadView): Twin | null {
  if (before === null) return null;
  const told = [groupsTakenBack(before, now), electorsTakenBack(before, now)].filter((one) => one !== null);
  return told.length === 0
    ? null
    : { en: told.map(({ en }) => en).join(' '), ja: told.map(({ ja }) => ja).join('') };
}

function electorsTakenBack(before: Said, now: LeadView): Twin | null {
  const { facts } = now;
  const fallen = fallenElectors(before, saidOf(now));
  if (fallen.length === 0) return null;
  const told = (language: Language) =>
    fallen.map((id) => ({
      was: String(before.electors![id]),
      is: String(facts.electors.agency[id] ?? 0),
      title:
        language === 'en'
          ? `electors of ${facts.tickets.find((one) => one.id === id)?.short.en ?? id}`
          : `${facts.tickets.find((one) => one.id === id)?.short.ja ?? id}氏の選挙人`,
    }));
  return correctionFor({ en: told('en'), ja: told('ja') });
}

function groupsTakenBack(before: Said, now: LeadView): Twin | null {
  if (before.ticket === null) return null;
  const { facts, retraction } = now;
  const still = facts.groups.naming
    .filter(({ ticket }) => ticket === before.ticket)
    .map(({ group }) => group);
  if (before.groups.every((group) => still.includes(group))) return null;
  const ticket = facts.tickets.find(({ id }) => id === before.ticket)!;
  const [was, is, total] = [before.groups.length, still.length, facts.groups.total];
  const whyEnglish =
    retraction === null
      ? 'That was true of the calls as they then stood.'
      : `${capitalised(retraction.desk.en)} has since taken back its call.`;
  const whyJapanese =
    retraction === null
      ? '当時の当確に照らせば正しい記述です。'
      : `その後、${retraction.desk.ja}が当確を取り消しました。`;
  return {
    en: `The version before this one said that ${shareInWords(was, total, 'groups')} named ${ticket.short.en}. ${whyEnglish} Now ${is === 0 ? 'none does' : `${inWords(is)} of ${inWords(total)} ${is === 1 ? 'does' : 'do'}`}.`,
    ja: `前の版では、${total}系統のうち${was}系統が${ticket.short.ja}氏の当確を伝えたとしていました。${whyJapanese}現在は${is}系統です。`,
  };
}
