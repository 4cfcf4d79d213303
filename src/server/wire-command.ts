/**
 * What the page may ask for: commands of people, and how a rehearsal is steered. The answer to a refusal says why.
 */
import type { BriefCommand } from '../brief/command.ts';
import type { Instant } from '../election/instant.ts';
import type { EvidenceCommand } from '../fold/evidence-command.ts';
import type { MeetingsCommand } from '../meetings/command.ts';
import type { RelationsCommand } from '../relations/command.ts';
import type { ResponseCommand } from '../response/command.ts';

/** What the page may ask the desk to do: `POST /api/command`. Answers 200 with the record's seq, or 4xx with a reason. */
export type Command = EvidenceCommand | RelationsCommand | MeetingsCommand | ResponseCommand | BriefCommand;

/** What lets something out takes, at a live desk, the passkey of whoever asks for it: its answer goes with the command. */
const WITH_PASSKEY = ['release', 'override'] as const satisfies readonly Command['do'][];

export type ConfirmedCommand = Extract<Command, { do: (typeof WITH_PASSKEY)[number] }>;

export function needsPasskey(command: Command): command is ConfirmedCommand {
  return (WITH_PASSKEY as readonly string[]).includes(command.do);
}

/** How the rehearsal is steered: `POST /api/rehearsal`. */
export type Steer =
  | { readonly do: 'pause' | 'resume' | 'restart' }
  | { readonly do: 'speed'; readonly speed: number }
  | { readonly do: 'jump'; readonly to: Instant };

/** Part of the desk's view where people sign in. */
export type SignInView = {
  /** How many passkeys the person has here; none can release without one. */
  readonly passkeys: number;
  /** When the session ends if nobody touches the page. */
  readonly endsAt: Instant;
  /** Who stands beside which step's present text, as the second person of a release, and how long that counts. */
  readonly beside: readonly {
    readonly branch: string;
    readonly step: string;
    readonly person: string;
    readonly until: Instant;
  }[];
};

/** Under the person's own name: `GET /api/account`. Moments are of the wall clock. */
export type AccountView = {
  /** Whether the sessions are those of everybody. */
  readonly administers: boolean;
  /** Whether the person signed in just now, so that a passkey may be added. */
  readonly fresh: boolean;
  readonly sessions: readonly {
    readonly number: number;
    readonly person: string;
    /** What the browser calls itself. */
    readonly agent: string;
    readonly startedAt: Instant;
    readonly seenAt: Instant;
    readonly endsAt: Instant;
    readonly isThis: boolean;
  }[];
  readonly passkeys: readonly {
    readonly number: number;
    readonly addedAt: Instant;
    readonly usedAt: Instant | null;
    /** Whether it may be on several devices. */
    readonly synced: boolean;
  }[];
};

/** `POST /api/account`. `seen` says that a person touches the page. */
export type AccountAct =
  | { readonly do: 'seen' }
  | { readonly do: 'sign-out' }
  | { readonly do: 'end'; readonly session: number }
  | { readonly do: 'end-all'; readonly whose: 'mine' | 'everyone' };

/** `POST /api/passkey`: `begin` answers what the browser is to make, `add` takes what it made. */
export type PasskeyAct =
  | { readonly do: 'begin' }
  | { readonly do: 'add'; readonly answer: unknown }
  | { readonly do: 'remove'; readonly passkey: number };
