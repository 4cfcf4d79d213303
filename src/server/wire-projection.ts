/** What the what-if of the night's page receives. */
import type { Instant } from '../election/instant.ts';
import type { Joint } from '../projection/joint.ts';

export type JointView = {
  /** When the projection last moved. */
  readonly at: Instant;
  readonly joint: Joint;
};
