/**
 * The first record of every journal: what the desk is set up with, whole, so that the journal needs nothing beside it.
 */
import type { Baseline, ContestId, Election } from '../election/election.ts';
import type { Draft } from '../election/record.ts';
import type { Drill } from '../feeds/drill.ts';
import type { Language } from '../response/playbook.ts';

/** The desk's YAML files as they stood, by what each is for. */
const CONFIGURATION = ['profile', 'policy', 'playbook', 'people', 'relations', 'names'] as const;
export type ConfigurationFile = (typeof CONFIGURATION)[number];

export type SourceFile = { readonly name: string; readonly text: string };

export type Opened = {
  /** The night that is rehearsed; null when live. */
  readonly night: {
    readonly id: string;
    /** Whether the path of the count is a reconstruction between real closings and real results. */
    readonly reconstructed: boolean;
    readonly title: Readonly<Record<Language, string>>;
    /** Trouble put in on purpose; null where there is none. */
    readonly drill: Drill | null;
    /** The contests that its counts are of; absent where the record does not say. */
    readonly counted?: readonly ContestId[];
  } | null;
  readonly election: Election;
  readonly baseline: readonly Baseline[];
  readonly files: Readonly<Record<ConfigurationFile, SourceFile>> & {
    /** The ways out; a desk without the file has only the drop. */
    readonly channels?: SourceFile;
    /** What the house did in earlier years; a desk without a past has none. */
    readonly history?: SourceFile;
    /** How talks and meetings are arranged; a desk without the file has the plain settings. */
    readonly meetings?: SourceFile;
    /** Margins that the house expects before the count; without the file past swings stand in for it. */
    readonly expected?: SourceFile;
    /** How early counts lay from final ones on an earlier night; without it none is expected to. */
    readonly order?: SourceFile;
  };
};

export type OpenedDraft = Draft<'opened', Opened>;
