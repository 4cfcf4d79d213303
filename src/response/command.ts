/** What a person may ask of the response: the part of the page's commands that this folder decides. */

import type { TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Marking } from '../election/marking.ts';
import type { PlanChange } from './plan-change.ts';
import type { Language, Mark } from './playbook.ts';

type OfStep = { readonly branch: string; readonly step: string };

export type ResponseCommand =
  | ({
      readonly do: 'draft';
      readonly subject: Record<Language, string>;
      readonly body: Record<Language, string>;
    } & OfStep)
  | ({ readonly do: 'approve' | 'revoke'; readonly binds: string } & OfStep)
  | ({ readonly do: 'release'; readonly binds: string; readonly second: string } & OfStep)
  | ({ readonly do: 'stop' | 'done' } & OfStep)
  | ({ readonly do: 'override'; readonly binds: string; readonly reason: string } & OfStep)
  | ({ readonly do: 'change-plan'; readonly change: PlanChange; readonly reason: string } & OfStep)
  | { readonly do: 'mark'; readonly mark: Mark; readonly ticket: TicketId | null; readonly reason: string }
  | { readonly do: 'unmark'; readonly mark: Mark; readonly reason: string }
  | ({
      readonly do: 'resolve';
      readonly outcome: 'sent' | 'not-sent';
      readonly reason: string;
      /** One part of it; all whose outcome is not known where absent. */
      readonly delivery?: string | undefined;
    } & OfStep)
  | { readonly do: 'hold-all' | 'lift-hold'; readonly reason: string }
  | { readonly do: 'hold-window' | 'free-window'; readonly from: Instant; readonly to: Instant }
  | { readonly do: 'talk-started' | 'talk-ended' }
  | {
      readonly do: 'meeting';
      readonly state: 'requested' | 'refused' | 'agreed' | 'held';
      readonly note: string;
      /** Of the note; open where absent. How the meeting stands is known to the whole desk. */
      readonly marking?: Marking | undefined;
    };
