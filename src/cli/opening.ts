/** The opening record of a desk: its folder of YAML files, a night or an election, read and checked together. */
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { sha256 } from '../desk.ts';
import type { Instant } from '../election/instant.ts';
import type { Drill } from '../feeds/drill.ts';
import type { Night } from '../feeds/night/night.ts';
import { readContext } from '../fold/context.ts';
import type { ConfigurationFile, Opened, OpenedDraft, SourceFile } from '../fold/opened.ts';
import { type DeskProfile, readDeskProfile } from '../response/desk-profile.ts';
import { readNames } from '../response/names.ts';
import { givenText } from './given.ts';
import { useOf } from './outcome.ts';

const FILES: Readonly<Record<Exclude<ConfigurationFile, 'policy'>, string>> = {
  profile: 'desk.yaml',
  playbook: 'playbook.yaml',
  people: 'people.yaml',
  relations: 'relations.yaml',
  names: 'names.yaml',
};

type Rehearsed = NonNullable<Opened['night']>;

/** What a desk is opened for: a night to rehearse, with trouble put in or not, or its election to follow live from a moment. */
export type Occasion = { readonly night: Night } & (
  | { readonly drill: Drill | null }
  | { readonly liveFrom: Instant }
);

/** Reads a desk's folder. Throws `WrongUse` naming file, line and mend where one of its files cannot be used. */
export async function openingOf(
  folder: string,
  occasion: Occasion,
  policy: string | null,
): Promise<OpenedDraft> {
  const { night } = occasion;
  const files = Object.fromEntries(
    await Promise.all(
      Object.entries(FILES).map(async ([key, name]) => [key, await source(join(folder, name))]),
    ),
  );
  const profile = useOf(() => readDeskProfile(files['profile'].text, files['profile'].name));
  const opened: Opened = {
    night:
      'drill' in occasion
        ? rehearsed(
            night,
            occasion.drill,
            useOf(() => readNames(files['names'].text, files['names'].name)),
            profile,
          )
        : null,
    election: night.election,
    baseline: night.baseline,
    files: {
      ...(files as Opened['files']),
      policy: await source(policy ?? resolve(folder, profile.policy)),
      ...(await optionalFiles(folder)),
    },
  };
  useOf(() => readContext(opened, sha256));
  return {
    at: 'drill' in occasion ? night.from : occasion.liveFrom,
    by: 'desk',
    kind: 'opened',
    data: opened,
  };
}

/** What now differs from the set-up with which a journal was opened, in words; empty where nothing does. */
export function changedSince(kept: Opened, given: Opened): string[] {
  const [former, present] = [namedParts(kept), namedParts(given)];
  const names = new Set([...former.keys(), ...present.keys()]);
  return [...names].filter((name) => !isDeepStrictEqual(former.get(name), present.get(name)));
}

function namedParts(opened: Opened): Map<string, unknown> {
  // As the journal holds it: what is not there and what is undefined are one.
  const { night, election, baseline, files } = JSON.parse(JSON.stringify(opened)) as Opened;
  return new Map<string, unknown>([
    ['the night or its drill', night],
    ['election.json', election],
    ['baseline.csv', baseline],
    ...Object.values(files).map(({ name, text }) => [name, text] as const),
  ]);
}

function rehearsed(
  { election, reconstructed, counted }: Night,
  drill: Drill | null,
  names: ReturnType<typeof readNames>,
  profile: DeskProfile,
): Rehearsed {
  const own = profile.night === election.id;
  return {
    id: election.id,
    reconstructed,
    drill,
    counted,
    title: { en: election.name, ja: own ? names.ja.election : election.name },
  };
}

/** The files that a desk may do without: it then has only the drop, no past, plain settings, or no expectation. */
async function optionalFiles(
  folder: string,
): Promise<Pick<Opened['files'], 'channels' | 'history' | 'meetings' | 'expected' | 'order'>> {
  const found = await Promise.all(
    (['channels', 'history', 'meetings', 'expected', 'order'] as const).map(async (key) => {
      const path = join(folder, `${key}.yaml`);
      return (await stat(path).catch(() => null)) === null ? [] : [[key, await source(path)] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}

async function source(path: string): Promise<SourceFile> {
  return { name: basename(path), text: await givenText(path) };
}
