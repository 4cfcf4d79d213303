/**
 * What the page may ask for: commands of people, and how a rehearsal is steered. The answer to a refusal says why.
 */
import type { Instant } from '../election/instant.ts';
import type { EvidenceCommand } from '../fold/evidence-command.ts';
import type { ResponseCommand } from '../response/command.ts';

/** What the page may ask the desk to do: `POST /api/command`. Answers 200 with the record's seq, or 4xx with a reason. */
export type Command = EvidenceCommand | ResponseCommand;

/** How the rehearsal is steered: `POST /api/rehearsal`. */
export type Steer =
  | { readonly do: 'pause' | 'resume' | 'restart' }
  | { readonly do: 'speed'; readonly speed: number }
  | { readonly do: 'jump'; readonly to: Instant };
