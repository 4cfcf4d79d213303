/**
 * Brazil's Superior Electoral Court, results JSON of 2022: one office in one area, every figure as text.
 *
 * Decimal commas, days before months, Brasília time (UTC−3, without summer time since 2019). Shares are of valid
 * votes, so blank and void ballots are in no total. `pst` (sections totalled) is the nearest to an expected share: it
 * counts sections, which are of much the same size.
 */

import * as read from './fields.ts';
import { has, type JsonFormat } from './format.ts';
import { type Choice, type Count, contestId, type Emit, type Item, type Level, sumOf } from './item.ts';
import { attempt, firstRepeated, refusal } from './refusal.ts';

const DOCUMENT = {
  election: ['ele', read.id],
  areaKind: ['tpabr', read.id],
  area: ['cdabr', read.id],
  office: ['carper', read.id],
  round: ['t', read.optional(read.text)],
  phase: ['f', read.optional(read.text)],
  totalledDay: ['dt', read.optional(read.text)],
  totalledTime: ['ht', read.optional(read.text)],
  finished: ['tf', read.optional(read.oneOf(['s', 'n']))],
  decided: ['md', read.optional(read.text)],
  sections: ['s', read.optional(read.whole)],
  sectionsTotalled: ['st', read.optional(read.whole)],
  sectionsShare: ['pst', read.optional(percent)],
  valid: ['vv', read.votes],
  blank: ['vb', read.votes],
  void: ['tvn', read.votes],
  candidates: [
    'cand',
    read.list(
      read.object({
        number: ['n', read.id],
        name: ['nm', read.id],
        coalition: ['cc', read.optional(read.text)],
        votes: ['vap', read.votes],
        elected: ['e', read.optional(read.oneOf(['s', 'n']))],
        outcome: ['st', read.optional(read.text)],
      }),
    ),
  ],
} as const;

const AREAS: Readonly<Record<string, Level>> = {
  br: 'national',
  uf: 'state',
  mu: 'county',
  zona: 'precinct',
  zn: 'precinct',
};
const OFFICES: Readonly<Record<string, string>> = {
  1: 'president',
  3: 'governor',
  5: 'senate',
  6: 'house',
  7: 'state-deputy',
  8: 'district-deputy',
};
/** `f`: official count; the others (simulation, test) are tests. */
const OFFICIAL = 'o';
/** `md`: the contest is mathematically decided, for one of two (`e`), or for a second round (`s`). */
const DECIDED = ['e', 's'];
const ELECTED = /^eleito/i;
const DESK = 'TSE';

type Document = read.Translated<typeof DOCUMENT>;

export const TSE_2022: JsonFormat = {
  id: 'tse-2022',
  name: 'TSE (Brazil) 2022',
  syntax: 'json',
  looksFor: 'ele, cdabr and cand[]',
  recognises: (document) => ['ele', 'cdabr', 'cand'].every((key) => has(document, key)),
  read: (raw, _context, emit) => {
    const document = attempt(() => read.translate(DOCUMENT, raw), '', raw, emit);
    if (document !== null) readDocument(document, emit);
  },
};

function readDocument(document: Document, emit: Emit): void {
  const numbers = document.candidates.map(({ number }) => number);
  const double = firstRepeated(numbers);
  if (double >= 0) {
    const message = `number ${numbers[double]} stands twice`;
    emit(refusal('', { path: `cand[${double}].n`, message }, document.candidates[double]));
    return;
  }
  const count = countOf(document, emit);
  emit(count);
  const state = (about: 'call' | 'counting' | 'results', place: string, value: string): void =>
    emit({
      kind: 'status',
      place,
      about,
      contest: count.contest,
      unit: count.unit,
      value,
      at: count.reportedAt,
    });
  if (document.finished !== null) state('counting', 'tf', document.finished === 's' ? 'finished' : 'running');
  if (document.decided !== null)
    state('call', 'md', DECIDED.includes(document.decided.toLowerCase()) ? 'mathematically decided' : 'open');
  document.candidates.forEach((candidate, i) => {
    const { number, elected, outcome } = candidate;
    if (elected === 's' && outcome !== null)
      emit(outcomeOf({ outcome, choice: count.choices[number]!, number, place: `cand[${i}]` }, count));
  });
}

type Outcome = {
  readonly outcome: string;
  readonly choice: Choice;
  readonly number: string;
  readonly place: string;
};

/** The court marks a candidate as elected who goes to the second round too; the outcome's words tell the two apart. */
function outcomeOf(
  { outcome, choice, number, place }: Outcome,
  { contest, unit, reportedAt, test }: Count,
): Item {
  if (!ELECTED.test(outcome))
    return { kind: 'status', place, about: 'runoff', contest, unit, value: choice.name, at: reportedAt };
  return {
    kind: 'call',
    place,
    contest,
    desk: DESK,
    key: number,
    choice,
    saidAt: reportedAt,
    precision: 'approx',
    test,
  };
}

function countOf(document: Document, emit: Emit): Count {
  const { area, candidates, sections, sectionsTotalled } = document;
  const level = AREAS[document.areaKind.toLowerCase()] ?? 'other';
  const office = OFFICES[document.office] ?? `office-${document.office}`;
  const unit = area.toUpperCase();
  return {
    kind: 'count',
    place: 'cand',
    contest: contestId({ state: level === 'national' ? 'BR' : unit, office }),
    title: `${office} ${document.election} round ${document.round ?? '1'}`,
    unit,
    unitName: null,
    level,
    votes: Object.fromEntries(candidates.map(({ number, votes }) => [number, votes])),
    choices: Object.fromEntries(
      candidates.map(({ number, name, coalition }) => [
        number,
        { name: plain(name), party: partyOf(coalition) },
      ]),
    ),
    total: document.valid ?? sumOf(candidates.map(({ votes }) => votes)),
    blank: sumOf([document.blank, document.void]),
    expectedShare: document.sectionsShare === null ? null : document.sectionsShare / 100,
    unitsReported: sections === null || sectionsTotalled === null ? null : [sectionsTotalled, sections],
    reportedAt: attempt(() => stamp(document), 'dt', document.totalledDay, emit),
    precision: 'exact',
    test: document.phase !== null && document.phase.toLowerCase() !== OFFICIAL,
  };
}

/** "47,71" → 47.71. */
function percent(value: unknown): number {
  return read.decimal(typeof value === 'string' ? value.replace(',', '.') : value);
}

function stamp({ totalledDay, totalledTime }: Document): string | null {
  if (totalledDay === null) return null;
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(totalledDay);
  const time = /^\d{2}:\d{2}:\d{2}$/.test(totalledTime ?? '') ? totalledTime : null;
  if (match === null || time === null)
    throw new read.Unreadable(`${read.shown(`${totalledDay} ${totalledTime ?? ''}`)} is no moment`);
  return read.moment(`${match[3]}-${match[2]}-${match[1]}T${time}-03:00`);
}

/** "PL - PP / PL" is the party PL in a coalition. */
function partyOf(coalition: string | null): string | null {
  return coalition === null ? null : coalition.split(' - ')[0]!.trim();
}

/** Names carry the entities of XML, although the file is JSON. */
function plain(name: string): string {
  return name.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
