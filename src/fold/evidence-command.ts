/** What a person may enter, correct or decide of the evidence and the count: the part that the fold decides. */
import type { ContestId, TicketId } from '../election/election.ts';
import type { Fact } from '../election/report.ts';
import type { SourceId } from '../returns/returns.ts';

/** What a desk has said. */
type Said = {
  readonly do: 'call' | 'retract';
  readonly desk: string;
  readonly contest: ContestId;
  readonly ticket: TicketId;
  readonly saidAt?: string;
};

/** A step of the law, or a candidate's word, as a person enters it. */
type EnteredFact = Pick<
  Fact,
  'kind' | 'by' | 'scope' | 'ticket' | 'from' | 'rejects' | 'state' | 'mandatory' | 'effect' | 'stage'
> & { readonly saidAt?: string };

export type EvidenceCommand =
  | Said
  | { readonly do: 'strike'; readonly record: number; readonly reason: string }
  | {
      /** Strikes an entry and enters it anew, in one write. */
      readonly do: 'correct';
      readonly record: number;
      readonly reason: string;
      readonly as: Said;
    }
  | { readonly do: 'concession'; readonly ticket: TicketId }
  | { readonly do: 'fact'; readonly fact: EnteredFact }
  | {
      readonly do: 'count';
      readonly unit: string;
      readonly contest: ContestId;
      readonly votes: Readonly<Record<TicketId, number>>;
      readonly total: number;
      readonly expectedShare: number | null;
      readonly confirmed?: boolean;
    }
  | {
      /** A table with a row for each unit; `contest` holds for rows that name none. All of its rows are entered, or none. */
      readonly do: 'counts';
      readonly table: string;
      readonly contest: ContestId | null;
      /** The person has seen that figures go back or jump against what stands, and means them. */
      readonly confirmed?: boolean;
    }
  | {
      readonly do: 'decide-report';
      readonly record: number;
      readonly decision: 'accept' | 'refuse';
      readonly reason: string;
    }
  | {
      /** Sources, the most trusted first; none takes an earlier order back. */
      readonly do: 'set-trust';
      readonly contest: ContestId;
      readonly order: readonly SourceId[];
      readonly reason: string;
    }
  | {
      /** A contest held to be a ticket's, its projection switched off, or both taken back (null). */
      readonly do: 'set-projection';
      readonly contest: ContestId;
      readonly as: TicketId | 'off' | null;
      readonly reason: string;
    };
