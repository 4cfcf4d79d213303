/** The response in English. */
import type { ResponseCatalogue, ResponseValues } from './sentences.ts';

const ROLES: Readonly<Record<string, string>> = {
  'duty-officer': 'a duty officer',
  'embassy-officer': 'an embassy officer',
  drafter: 'a drafter',
  approver: 'an approver',
  'press-officer': 'a press officer',
  administrator: 'an administrator',
  reader: 'a reader',
};

const OWNERS: Readonly<Record<string, string>> = {
  'duty-officer': 'duty officer',
  'embassy-officer': 'embassy officer',
  drafter: 'drafter',
  approver: 'approver',
  'press-officer': 'press officer',
  administrator: 'administrator',
  reader: 'reader',
};

const ACTS: Readonly<Record<string, string>> = {
  remark: 'a remark',
  congratulation: 'a congratulation',
  title: 'the title',
  telephone: 'a telephone talk',
  invitation: 'an invitation',
};

const LANGUAGES: Readonly<Record<string, string>> = { en: 'English', ja: 'Japanese' };

const MEETINGS: Readonly<Record<string, string>> = {
  none: 'not yet asked for',
  requested: 'asked for',
  refused: 'refused',
  agreed: 'agreed',
  held: 'held',
};

const roles = (v: ResponseValues) =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(
    v
      .text('roles')
      .split(',')
      .map((role) => ROLES[role] ?? role),
  );
const act = (v: ResponseValues) => ACTS[v.text('act')] ?? v.text('act');
const language = (v: ResponseValues) => LANGUAGES[v.text('language')] ?? v.text('language');
const meeting = (v: ResponseValues, name: string) => MEETINGS[v.text(name)] ?? v.text(name);

export const ENGLISH: ResponseCatalogue = {
  'lack-armed': (v) => `The branch “${v.branch('branch')}” is not armed.`,
  'lack-ticket': (v) => `The verdict no longer names the winner of “${v.branch('branch')}”.`,
  'lack-review': () =>
    'The release is under review: nothing more goes out until the duty officer has decided.',
  'lack-withdrawal-first': () => 'A withdrawal is due: nothing goes out but what takes back.',
  'lack-act': (v) => `The verdict does not permit ${act(v)} yet.`,
  'lack-act-until': (v) => `The verdict permits ${act(v)} from ${v.when('at')} if nothing is withdrawn.`,
  'lack-act-held': (v) => `The verdict is on hold: it does not permit ${act(v)}.`,
  'lack-message-sent': () => 'The message of congratulation has not been sent.',
  'lack-call-ended': () => 'The telephone talk has not ended.',
  'lack-withdrawal-due': (v) => `Nothing is to be taken back: “${v.step()}” stands or has not left.`,
  'lack-title': (v) => `The text says “${v.text('word')}”; the verdict does not permit the title yet.`,
  'lack-exit': () => 'The step is no longer needed.',
  'lack-dropped': () => 'The step was taken out of the plan.',
  'lack-line': () =>
    'The line to take that serves this step has expired: let a new one out on the Brief page.',
  'lack-held-all': (v) => `${v.person('person')} holds everything: ${v.text('reason')}`,

  'refused-step': (v) =>
    `The playbook has no step “${v.text('step')}” in the branch “${v.text('branch')}”; load the page again.`,
  'refused-role': (v) => `This takes ${roles(v)}.`,
  'refused-no-document': () => 'This step has no text to draft.',
  'refused-empty': (v) => `The ${v.text('part')} in ${language(v)} is empty; both languages are needed.`,
  'refused-leak': (v) =>
    `“${v.text('word')}” belongs to another outcome: ${v.text('part')} in ${language(v)}, line ${v.number('line')}, column ${v.number('column')}.`,
  'refused-field': (v) => `The branch has no field “${v.text('name')}”: ${v.text('part')} in ${language(v)}.`,
  'refused-no-approval': () => 'This step needs no approval.',
  'refused-drafter': () => 'Whoever drafted the text cannot approve it.',
  'refused-approved-already': () =>
    'You have approved this text; another person must give the other approval.',
  'refused-binds': () => 'The text or its recipients have changed since you read them; read again.',
  'refused-countdown': () => 'The step is counting down; stop it first.',
  'refused-left': () => 'The step has already been released.',
  'refused-unknown': () => 'It is not known whether the step left; a duty officer must resolve that first.',
  'refused-no-own-approval': () => 'You have no approval here that could be revoked.',
  'refused-approved-complete': () => 'You have approved this text; it has all its approvals.',
  'refused-approvals': (v) => `${v.number('have')} of ${v.number('need')} approvals are given.`,
  'refused-second-unknown': (v) =>
    `The desk knows nobody named “${v.text('person')}”; choose a second person from the list.`,
  'refused-second-same': () => 'The second person must be somebody else.',
  'refused-second-role': (v) =>
    `${v.person('person')} cannot stand beside a release; this takes ${roles(v)}.`,
  'refused-stays-inside': () => 'This step stays in the house; mark it done instead.',
  'refused-leaves': () => 'This step leaves the house; it must be released.',
  'refused-done': () => 'The step is already done.',
  'refused-not-overridable': () =>
    'What stands against this step cannot be overridden: only what the verdict does not permit yet, and facts of our own.',
  'refused-override-first': () => 'The duty officer must open it first; then a second person.',
  'refused-override-twice': () => 'You have opened it already; another person must do so too.',
  'refused-plan': (v) => `The plan cannot be changed so: ${v.text('reason')}.`,
  'refused-mark': (v) => `“${v.text('name')}” is no ticket of this plan; or nothing of the kind is marked.`,
  'refused-no-span': () => 'No span is held for the appointment; hold one first.',
  'refused-no-such-part': () => 'What became of this part is known; load the page again.',
  'refused-nothing-to-stop': () => 'Nothing of this step is counting down; what has left cannot be stopped.',
  'refused-held-already': () => 'Everything is already on hold.',
  'refused-not-held': () => 'Nothing is on hold by hand.',
  'refused-reason': () => 'Say why, in a few words.',
  'refused-known': () => 'It is known what became of this step; there is nothing to resolve.',
  'refused-no-winner': () => 'No winner’s branch is armed.',
  'refused-talk-runs': () => 'The talk has begun and has not ended.',
  'refused-no-talk': () => 'No talk has begun.',
  'refused-window-order': () => 'A span must end after it begins.',
  'refused-window-past': () => 'The span is over.',
  'refused-window-overlap': () => 'The span overlaps one that is held; free that one first.',
  'refused-window-unknown': () => 'No such span is held.',
  'refused-meeting': (v) =>
    `The meeting is ${meeting(v, 'from')}; it cannot become ${meeting(v, 'to')} from there.`,

  'refused-unknown-name': (v) =>
    `“${v.text('name')}” is not known here: choose a desk of the roster, a contest and a ticket of this election.`,
  'refused-entry': (v) => `The entry does not fit: ${v.text('reasons')}.`,
  'refused-unconfirmed': (v) =>
    v.number('rows') === 1
      ? 'One count goes back or jumps against what stands: look at it again and confirm it.'
      : `${v.number('rows')} counts go back or jump against what stands: look at them again and confirm them.`,
  'refused-not-waiting': (v) => `Record ${v.number('record')} is no report that waits for a decision.`,
  'refused-unknown-record': (v) => `Record ${v.number('record')} is no entry that can be struck.`,
  'stopped-by-person': (v) => `${v.person('person')} stopped “${v.step()}”.`,
  'stood-down': (v) => `“${v.branch('branch')}” stands down: the verdict no longer asks for it.`,
  'stood-down-for': (v) => `“${v.branch('branch')}” stands down for “${v.branch('next')}”.`,

  'deadline-arms': (v) => `“${v.branch('branch')}” arms if no winner is named by then.`,
  'deadline-gate': (v) => `The gate of “${v.step()}” opens if nothing is withdrawn.`,
  'deadline-due': (v) => `“${v.step()}” is due (${OWNERS[v.text('role')] ?? v.text('role')}).`,
  'deadline-overdue': (v) => `“${v.step()}” is overdue (${OWNERS[v.text('role')] ?? v.text('role')}).`,
  'deadline-expires': (v) => `The approval of “${v.step()}” by ${v.person('person')} expires.`,
  'deadline-leaves': (v) => `“${v.step()}” leaves unless it is stopped.`,
};
