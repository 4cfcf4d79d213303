/**
 * The records of the relations, and what they add up to: the fold of what was entered at the desk.
 *
 * Every record carries the marking of what it tells, so that the journal can be read at any marking.
 */

import type { Marking } from '../election/marking.ts';
import type { Entry } from '../election/record.ts';
import type { RefusedCard } from './command.ts';
import type { Candidate } from './duplicates.ts';
import { merged } from './duplicates.ts';
import type { Decided } from './import-file.ts';
import type { BalanceException, Contact, Engagement, Relations, Tie } from './relations.ts';

type Marked = { readonly marking: Marking };

export type RelationsRecords = {
  engagement: Omit<Engagement, 'record'>;
  'engagement-taken-back': Marked & { readonly record: number; readonly reason: string };
  'follow-up-done': Marked & { readonly record: number };
  contact: Contact;
  tie: Tie;
  'handed-over': Marked & { readonly contacts: readonly string[]; readonly to: string };
  'balance-exception': Marked & BalanceException;
  'people-imported': Marked & {
    readonly source: string;
    readonly fresh: readonly Contact[];
    readonly waiting: readonly Omit<WaitingCard, 'item'>[];
    /** Doubles that were decided before the file was taken in. */
    readonly decided?: readonly Decided[];
    readonly refused: readonly RefusedCard[];
  };
  'import-reviewed': Marked & {
    readonly item: string;
    readonly decision: 'same' | 'new' | 'drop';
    readonly contact: string;
  };
};

export type RelationsKind = keyof RelationsRecords;

/** A card that may be somebody who is known already: a person decides. */
export type WaitingCard = {
  /** Record of the import and place in it: "812-3". */
  readonly item: string;
  readonly incoming: Contact;
  readonly candidates: readonly Candidate[];
};

export type RelationsState = {
  /** How many records it is made of: what is derived from it holds as long as this does. */
  revision: number;
  people: Record<string, Contact>;
  ties: Record<string, Tie>;
  engagements: Engagement[];
  exceptions: BalanceException[];
  followUpsDone: number[];
  waiting: WaitingCard[];
  keepers: Record<string, string>;
};

export function emptyRelations(): RelationsState {
  return {
    revision: 0,
    people: {},
    ties: {},
    engagements: [],
    exceptions: [],
    followUpsDone: [],
    waiting: [],
    keepers: {},
  };
}

/** What the desk was opened with and what was entered since. */
export function withEntered(opened: Relations, state: RelationsState): Relations {
  const people = [...replaced(opened.people, state.people)].map((person) =>
    person.id in state.keepers ? { ...person, keeper: state.keepers[person.id]! } : person,
  );
  const engagements =
    state.engagements.length === 0
      ? opened.engagements
      : [...opened.engagements, ...state.engagements].sort((a, b) => a.at - b.at);
  return {
    ...opened,
    people,
    ties: replaced(opened.ties, state.ties),
    engagements,
    exceptions: [...opened.exceptions, ...state.exceptions],
  };
}

/** Folds one entry, in place. Returns whether it was one of these. */
export function applyRelations(state: RelationsState, opened: Relations, entry: Entry): boolean {
  const fold = FOLDS[entry.kind as RelationsKind] as Fold<RelationsKind> | undefined;
  if (fold === undefined) return false;
  fold(state, entry as Entry<RelationsKind, never>, opened);
  state.revision += 1;
  return true;
}

type Fold<Kind extends RelationsKind> = (
  state: RelationsState,
  entry: Entry<Kind, RelationsRecords[Kind]>,
  opened: Relations,
) => void;

const FOLDS: { readonly [Kind in RelationsKind]: Fold<Kind> } = {
  engagement: (state, { seq, data }) => {
    const after = state.engagements.findLastIndex(({ at }) => at <= data.at);
    state.engagements.splice(after + 1, 0, { ...data, record: seq });
  },
  'engagement-taken-back': (state, { data }) => {
    state.engagements = state.engagements.filter(({ record }) => record !== data.record);
  },
  'follow-up-done': (state, { data }) => {
    state.followUpsDone.push(data.record);
  },
  contact: (state, { data }) => {
    state.people[data.id] = data;
  },
  tie: (state, { data }) => {
    state.ties[data.id] = data;
  },
  'handed-over': (state, { data }) => {
    for (const id of data.contacts) state.keepers[id] = data.to;
  },
  'balance-exception': (state, { data }) => {
    const { ticket, since, until, why } = data;
    state.exceptions.push({ ticket, since, until, why });
  },
  'people-imported': (state, { seq, data }, opened) => {
    for (const person of data.fresh) state.people[person.id] = person;
    for (const { incoming, decision, contact } of data.decided ?? [])
      takeDecided(state, opened, incoming, decision, contact);
    data.waiting.forEach((card, index) => {
      state.waiting.push({ ...card, item: `${seq}-${index}` });
    });
  },
  'import-reviewed': (state, { data }, opened) => {
    const card = state.waiting.find(({ item }) => item === data.item);
    if (card === undefined) return;
    state.waiting = state.waiting.filter((one) => one !== card);
    takeDecided(state, opened, card.incoming, data.decision, data.contact);
  },
};

function takeDecided(
  state: RelationsState,
  opened: Relations,
  incoming: Contact,
  decision: 'same' | 'new' | 'drop',
  contact: string,
): void {
  if (decision === 'new') state.people[contact] = { ...incoming, id: contact };
  if (decision !== 'same') return;
  const known = state.people[contact] ?? opened.people.find(({ id }) => id === contact);
  if (known !== undefined) state.people[contact] = merged(known, incoming);
}

function replaced<T extends { readonly id: string }>(
  opened: readonly T[],
  entered: Readonly<Record<string, T>>,
): readonly T[] {
  const added = Object.values(entered);
  if (added.length === 0) return opened;
  const known = new Set(opened.map(({ id }) => id));
  return [...opened.map((one) => entered[one.id] ?? one), ...added.filter(({ id }) => !known.has(id))];
}
