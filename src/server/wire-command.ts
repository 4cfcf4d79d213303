/**
 * What the page may ask for: commands of people, and how a rehearsal is steered. The answer to a refusal says why.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Language } from '../response/playbook.ts';
import type { SourceId } from '../returns/returns.ts';

/** What the page may ask the desk to do: `POST /api/command`. Answers 200 with the records' seqs, or 4xx with a reason. */
export type Command =
  | {
      readonly do: 'call' | 'retract';
      readonly desk: string;
      readonly contest: ContestId;
      readonly ticket: TicketId;
      readonly saidAt?: string;
    }
  | { readonly do: 'strike'; readonly record: number; readonly reason: string }
  | { readonly do: 'concession'; readonly ticket: TicketId }
  | {
      readonly do: 'count';
      readonly unit: string;
      readonly contest: ContestId;
      readonly votes: Readonly<Record<TicketId, number>>;
      readonly total: number;
      readonly expectedShare: number | null;
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
      readonly do: 'draft';
      readonly branch: string;
      readonly step: string;
      readonly subject: Record<Language, string>;
      readonly body: Record<Language, string>;
    }
  | {
      readonly do: 'approve' | 'revoke';
      readonly branch: string;
      readonly step: string;
      readonly binds: string;
    }
  | {
      readonly do: 'release';
      readonly branch: string;
      readonly step: string;
      readonly binds: string;
      readonly second: string;
    }
  | { readonly do: 'stop'; readonly branch: string; readonly step: string }
  | {
      readonly do: 'resolve';
      readonly branch: string;
      readonly step: string;
      readonly outcome: 'sent' | 'not-sent';
      readonly reason: string;
    }
  | { readonly do: 'done'; readonly branch: string; readonly step: string }
  | { readonly do: 'hold-all'; readonly reason: string }
  | { readonly do: 'lift-hold'; readonly reason: string }
  | { readonly do: 'hold-window' | 'free-window'; readonly from: Instant; readonly to: Instant }
  | { readonly do: 'talk-started' | 'talk-ended' }
  | {
      readonly do: 'meeting';
      readonly state: 'requested' | 'refused' | 'agreed' | 'held';
      readonly note: string;
    };

/** How the rehearsal is steered: `POST /api/rehearsal`. */
export type Steer =
  | { readonly do: 'pause' | 'resume' | 'restart' }
  | { readonly do: 'speed'; readonly speed: number }
  | { readonly do: 'jump'; readonly to: Instant };
