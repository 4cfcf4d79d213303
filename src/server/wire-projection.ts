/** What the what-if of the night's page receives. */
import type { ContestId, TicketId } from '../election/election.ts';
import type { Instant } from '../election/instant.ts';
import type { Joint } from '../projection/joint.ts';

export type JointView = {
  /** When the projection last moved. */
  readonly at: Instant;
  /** What a person holds to be true: it stands under every what-if. */
  readonly held: Readonly<Record<ContestId, TicketId>>;
  readonly joint: Joint;
};
