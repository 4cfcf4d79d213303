/** `firstcall policy explain` and `policy compare`: a release policy in words, and two of them held side by side. */
import { stat } from 'node:fs/promises';
import { Desk } from '../desk.ts';
import { formatInstant } from '../election/instant.ts';
import type { ActChange } from '../fold/records.ts';
import { playAll } from '../rehearsal.ts';
import { wordingOf } from '../server/wording.ts';
import { memoryJournal } from '../store/memory-journal.ts';
import { stretchesOfCase } from '../verdict/case.ts';
import { type Parting, partings, type Stretch } from '../verdict/compare.ts';
import { explainPolicy } from '../verdict/explain.ts';
import type { Policy } from '../verdict/policy.ts';
import { readPolicy } from '../verdict/read-policy.ts';
import { givenNight, givenText } from './given.ts';
import { openingOf } from './opening.ts';
import { type Console, useOf, WrongUse } from './outcome.ts';

export async function runPolicyExplain(file: string, language: 'en' | 'ja', console: Console): Promise<void> {
  const { policy } = await policyIn(file);
  for (const sentence of explainPolicy(policy, language)) console.out(sentence);
}

type PolicyFile = { readonly file: string; readonly policy: Policy };

async function policyIn(file: string): Promise<PolicyFile> {
  const text = await givenText(file);
  return { file, policy: useOf(() => readPolicy(text, file)) };
}

export type CompareOptions = {
  readonly policy: readonly string[];
  readonly config: string;
  readonly json: boolean;
  readonly signal: AbortSignal;
};

/** Prints, for each night or case, the spans in which the two policies stand differently. */
export async function runPolicyCompare(
  places: readonly string[],
  options: CompareOptions,
  console: Console,
): Promise<void> {
  if (options.policy.length !== 2)
    throw new WrongUse(`two policies are compared, not ${options.policy.length}: give --policy twice`);
  const files = await Promise.all(options.policy.map(policyIn));
  const [a, b] = files as [PolicyFile, PolicyFile];
  for (const place of places) {
    const walk = (await stat(place).catch(() => null))?.isDirectory() ? throughNight : throughCase;
    const parted = partings(await walk(place, a, options), await walk(place, b, options));
    if (options.json) console.out(JSON.stringify(asJson(place, a.policy, b.policy, parted)));
    else for (const line of asText(place, a.policy, b.policy, parted)) console.out(line);
  }
}

async function throughCase(place: string, { policy }: PolicyFile): Promise<Stretch[]> {
  const text = await givenText(place);
  return useOf(() => stretchesOfCase(text, policy));
}

/** The whole chain plays the night: narrow leads and faults depend on the policy's margins. */
async function throughNight(
  place: string,
  { file }: PolicyFile,
  options: CompareOptions,
): Promise<Stretch[]> {
  const night = await givenNight(place);
  const desk = await Desk.open(
    memoryJournal(),
    await openingOf(options.config, { night, drill: null }, file),
  );
  await playAll(desk, night, night.until, { signal: options.signal });
  const words = await desk.read(({ context, state }) => wordingOf(context, 'en', state.at));
  const stretches: Stretch[] = [];
  for await (const { at, kind, data } of desk.journal.read({ after: 0 })) {
    if (kind !== 'act' && kind !== 'verdict') continue;
    const { act, to, ticket, reasons } = data as ActChange;
    const why = reasons.map(words.phrase).join(' ');
    const { standing, ticket: of } = stretches.at(-1) ?? { standing: 'wait', ticket: null };
    if (kind === 'verdict') stretches.push({ from: at, standing, ticket: of, why });
    else if (act === 'congratulation') stretches.push({ from: at, standing: to, ticket, why });
  }
  await desk.close();
  return stretches;
}

function asJson(place: string, a: Policy, b: Policy, parted: readonly Parting[]): object {
  return {
    of: place,
    policies: [a.id, b.id],
    partings: parted.map(({ from, to, ...standings }) => ({
      from: formatInstant(from),
      to: to === null ? null : formatInstant(to),
      [a.id]: standings.a,
      [b.id]: standings.b,
    })),
  };
}

function asText(place: string, a: Policy, b: Policy, parted: readonly Parting[]): string[] {
  if (parted.length === 0) return [`${place}: ${a.id} and ${b.id} never part`];
  return [
    `${place}: ${a.id} and ${b.id} part ${parted.length === 1 ? 'once' : `${parted.length} times`}`,
    ...parted.flatMap(({ from, to, ...standings }) => [
      `  ${formatInstant(from)} – ${to === null ? 'end' : formatInstant(to)}`,
      lineOf(a, standings.a),
      lineOf(b, standings.b),
    ]),
  ];
}

function lineOf({ id }: Policy, { standing, ticket, why }: Parting['a']): string {
  return `    ${id}: ${standing}${ticket === null ? '' : ` for ${ticket}`}${why === '' ? '' : `. ${why}`}`;
}
