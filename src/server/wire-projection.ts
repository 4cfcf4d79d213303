/** What the night's page receives of the projection: for its what-if, or for the shares where votes decide alone. */
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Joint } from '../projection/joint.ts';
import type { TicketShare } from '../projection/projection.ts';

export type JointView = {
  /** When the projection last moved. */
  readonly at: Instant;
  /** What a person holds to be true: it stands under every what-if. */
  readonly held: Readonly<Record<ContestId, TicketId>>;
  readonly joint: Joint;
  /** Where the house's own files say that their figures are from; none where it has no such file. */
  readonly sources: { readonly expected: readonly string[]; readonly order: readonly string[] };
  /** Every ticket's share of the vote, and by what rule it wins; null where electors are awarded. */
  readonly votes: {
    readonly shares: readonly TicketShare[];
    readonly rule: 'plurality' | 'two-round';
    /** Share above which a ticket wins at once; null by plurality. */
    readonly threshold: number | null;
  } | null;
};
