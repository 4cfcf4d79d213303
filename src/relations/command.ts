/** What a person may ask of the relations: the part of the page's commands that this folder decides. */
import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Marking } from '../election/marking.ts';
import type { Channel, Contact, FollowUp, TieKind, Twin } from './relations.ts';

/** A row or card that was not taken over: where it stands in its file, and why. */
export type RefusedCard = { readonly place: string; readonly reason: string };

/** What a person says of a card that may be a double, by its number in the file. */
export type ImportDecision = {
  readonly card: number;
  readonly decision: 'same' | 'new' | 'drop';
  readonly contact: string | null;
};

export type RelationsCommand =
  | {
      readonly do: 'engagement';
      readonly contact: string;
      /** When they met; the present moment where null. */
      readonly at: Instant | null;
      readonly channel: Channel;
      readonly by: string;
      readonly said: string;
      readonly line: Twin;
      readonly followUp: FollowUp | null;
      readonly marking: Marking;
    }
  | { readonly do: 'take-back-engagement'; readonly record: number; readonly reason: string }
  | { readonly do: 'follow-up-done'; readonly record: number }
  /** Adds a contact, or changes the one of the same id. */
  | { readonly do: 'contact'; readonly contact: Contact }
  /** Adds a tie, or changes the one of the same two people and kind. */
  | {
      readonly do: 'tie';
      readonly from: string;
      readonly to: string;
      readonly kind: TieKind;
      readonly strength: number;
      readonly since: string | null;
      readonly until: string | null;
      readonly reason: Twin;
      readonly marking: Marking;
    }
  | { readonly do: 'hand-over'; readonly contacts: readonly string[]; readonly to: string }
  | {
      readonly do: 'balance-exception';
      readonly ticket: TicketId;
      readonly since: string | null;
      readonly until: string | null;
      readonly why: Twin;
    }
  | {
      readonly do: 'import-people';
      /** Name of the file. */
      readonly source: string;
      readonly people: readonly Contact[];
      readonly refused: readonly RefusedCard[];
    }
  /** A file of vCards or a table, with what was decided on a preview of it. */
  | {
      readonly do: 'import-file';
      readonly source: string;
      readonly text: string;
      /** Of cards that carry none. */
      readonly marking: Marking;
      readonly decisions: readonly ImportDecision[];
    }
  /** `same`: the card is a contact that is known; `new`: another person; `drop`: it is not wanted. */
  | {
      readonly do: 'review-import';
      readonly item: string;
      readonly decision: 'same' | 'new' | 'drop';
      readonly contact: string | null;
    };

const NAMES: readonly string[] = [
  'engagement',
  'take-back-engagement',
  'follow-up-done',
  'contact',
  'tie',
  'hand-over',
  'balance-exception',
  'import-people',
  'import-file',
  'review-import',
] satisfies readonly RelationsCommand['do'][];

export function isRelationsCommand(command: { readonly do: string }): command is RelationsCommand {
  return NAMES.includes(command.do);
}
