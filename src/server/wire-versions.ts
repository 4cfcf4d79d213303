/** What the page receives of a text's versions: `GET /api/versions/BRANCH/STEP`, newest first. */
import type { Change } from '../brief/difference.ts';
import type { Instant } from '../election/instant.ts';

export type VersionView = {
  /** From 1, which is the playbook's own. */
  readonly number: number;
  /** Null for the playbook's own. */
  readonly at: Instant | null;
  readonly by: string | null;
  /** The record that drafted it. */
  readonly record: number | null;
  readonly subject: string;
  /** What it changed in the version before it, a list a paragraph; unchanged ones are left out. */
  readonly changes: readonly (readonly Change[])[];
};
