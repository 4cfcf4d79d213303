/**
 * The plan on paper, for a night without the desk: (plan, state, language) → one HTML page to print. The whole plan,
 * or what a withdrawal takes: who received what, who rings whom, the prepared recall and correction.
 */
import type { Instant } from '../election/instant.ts';
import { stepKey } from '../response/apply.ts';
import type { Branch, Due, Language, Playbook, Step } from '../response/playbook.ts';
import { isWithdrawal } from '../response/playbook.ts';
import { hasLeft } from '../response/releases.ts';
import type { Plan, PlannedStep, ResponseState } from '../response/response.ts';
import { escaped, page, paperBody } from './html.ts';
import { PACK_WORDS, type PackWords } from './pack-words.ts';
import { paperOf } from './paper.ts';

export type PackQuestion = {
  readonly playbook: Playbook;
  readonly plan: Plan;
  readonly state: ResponseState;
  readonly language: Language;
  readonly at: Instant;
  readonly zone: string;
  readonly rehearsal: boolean;
  /** A moment as the house writes it, in both zones. */
  readonly when: (at: Instant) => string;
  readonly person: (id: string) => string;
};

/** Every branch with its steps, and every text in the language. */
export function planPack(question: PackQuestion): string {
  const { playbook, plan, language } = question;
  const words = PACK_WORDS[language];
  const title = words.plan(playbook.title[language]);
  const parts = plan.branches.map(({ branch, steps }) => {
    const table = tableHtml(
      words.columns,
      steps.map((planned) => stepRow(planned, words, question)),
    );
    const papers = steps.map((planned) => paperHtmlOf(planned, question)).join('\n');
    return `<section class="part"><h2>${escaped(words.branch(branch.title[language]))}</h2>${table}${papers}</section>`;
  });
  return page(language, title, `<h1>${escaped(title)}</h1>\n${parts.join('\n')}`);
}

/** What is to be taken back, ready in the moment in which it is due; before that the same for the armed branch. */
export function withdrawalPack(question: PackQuestion): string {
  const { plan, language } = question;
  const words = PACK_WORDS[language];
  const active = plan.branches.find(({ armed }) => armed);
  const sent = plan.branches.flatMap(({ steps }) => steps).filter((planned) => wasSent(planned, question));
  const recalls = (active?.steps ?? []).filter(({ step }) => isWithdrawal(step));
  const body = [
    `<h1>${escaped(words.withdrawal)}</h1>`,
    `<h2>${escaped(words.received)}</h2>`,
    sent.length === 0
      ? `<p>${escaped(words.nothingReceived)}</p>`
      : tableHtml(
          words.receivedColumns,
          sent.flatMap((planned) => receivedRows(planned, words, question)),
        ),
    callsHtml(active?.branch ?? null, words, language),
    `<h2>${escaped(words.recall)}</h2>`,
    recalls.length === 0
      ? `<p>${escaped(words.nothingToRecall)}</p>`
      : recalls.map((planned) => paperHtmlOf(planned, question)).join('\n'),
  ];
  return page(language, words.withdrawal, body.join('\n'));
}

function wasSent({ ref }: PlannedStep, { state }: PackQuestion): boolean {
  const release = state.steps[stepKey(ref)]?.release ?? null;
  return hasLeft(release) && release!.withdraws === null;
}

function receivedRows({ ref, step }: PlannedStep, words: PackWords, question: PackQuestion): string[][] {
  const { language, when, person } = question;
  const release = question.state.steps[stepKey(ref)]!.release!;
  const people = release.overrides.map((one) => person(one.person)).join(words.and);
  const title = step.title[language];
  const what = people === '' ? title : words.noted(title, words.forced(people));
  const names = (places: readonly number[]) =>
    places.map((place) => step.recipients[place]?.[language] ?? '').join(words.and);
  if (release.deliveries.length === 0)
    return [
      [
        what,
        names([...step.recipients.keys()]),
        momentOf(release.endedAt, words, when),
        release.receipt ?? words.none,
      ],
    ];
  return release.deliveries.map((part) => [
    what,
    names(part.recipients),
    momentOf(part.endedAt, words, when),
    part.receipt ?? words.outcome[part.state],
  ]);
}

function momentOf(at: Instant | null, words: PackWords, when: (at: Instant) => string): string {
  return at === null ? words.none : when(at);
}

function callsHtml(branch: Branch | null, words: PackWords, language: Language): string {
  if (branch === null || branch.calls.length === 0) return '';
  const lines = branch.calls.map(
    ({ who, whom }) => `<li>${escaped(words.call(words.roles[who], whom[language]))}</li>`,
  );
  return `<h2>${escaped(words.calls)}</h2><ol>${lines.join('')}</ol>`;
}

function paperHtmlOf(planned: PlannedStep, question: PackQuestion): string {
  const paper = paperOf({ ...question, planned });
  return paper === null ? '' : paperBody(paper);
}

function stepRow({ step, dueAt }: PlannedStep, words: PackWords, { language, when }: PackQuestion): string[] {
  const owner = words.roles[step.owner];
  const due = dueText(step.due, words, when);
  return [
    words.noted(step.title[language], words.kinds[step.kind]),
    step.deputy === null ? owner : words.noted(owner, words.deputy(words.roles[step.deputy])),
    gateText(step, words),
    dueAt === null ? due : `${due}${words.and}${when(dueAt)}`,
    words.approvals(step.approvals),
    step.recipients.map((recipient) => recipient[language]).join(words.and) || words.none,
  ];
}

function gateText({ gate }: Step, words: PackWords): string {
  const parts = [
    ...(gate.act === null ? [] : [words.acts[gate.act]]),
    ...gate.requires.map((fact) => words.requirements[fact]),
  ];
  return parts.length === 0 ? words.none : parts.join(words.and);
}

function dueText(due: Due | null, words: PackWords, when: (at: Instant) => string): string {
  if (due === null) return words.none;
  return 'anchor' in due ? words.due(words.anchors[due.anchor], due.minutes) : when(due.at);
}

function tableHtml(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((column) => `<th>${escaped(column)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
    .join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
