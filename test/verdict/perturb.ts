/**
 * Nights with something gone wrong, and what must hold whatever goes wrong.
 *
 * (night, policy, random) → complaints, none where the verdict keeps its promises. Run by itself it goes through all
 * nights and policies: `node test/verdict/perturb.ts 10000`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { MINUTE } from '../../src/election/instant.ts';
import { seededRandom } from '../../src/numeric/random.ts';
import { readCase } from '../../src/verdict/case.ts';
import { enter, openDocket, openLastingDocket, settle } from '../../src/verdict/docket.ts';
import type { Docket } from '../../src/verdict/docket-state.ts';
import { type Evidence, isSaid } from '../../src/verdict/evidence.ts';
import type { Policy } from '../../src/verdict/policy.ts';
import { readPolicy } from '../../src/verdict/read-policy.ts';
import type { Setting } from '../../src/verdict/setting.ts';
import { support } from '../../src/verdict/standing.ts';
import { LEVELS } from '../../src/verdict/verdict.ts';

const CASES = [new URL('cases/', import.meta.url), new URL('../../../shared/cases/', import.meta.url)];
const POLICIES = new URL('../../desks/policies/', import.meta.url);

export type Night = { readonly name: string; readonly text: string };

/** Own cases, and the recorded ones where they are at hand. */
export function nights(): Night[] {
  return CASES.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') })),
  );
}

export function policies(): Policy[] {
  return readdirSync(POLICIES)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readPolicy(readFileSync(new URL(name, POLICIES), 'utf8'), name));
}

type Random = () => number;

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!;

/** One to three things that go wrong with a night's evidence. */
function perturbed(evidence: readonly Evidence[], tickets: readonly string[], random: Random): Evidence[] {
  let night = [...evidence];
  const times = 1 + Math.floor(random() * 3);
  for (let time = 0; time < times && night.length > 0; time += 1) {
    const one = pick(night, random);
    const record = 100_000 + Math.floor(random() * 1_000_000);
    const later = one.knownAt + Math.ceil(random() * 120) * MINUTE;
    const without = night.filter((each) => each !== one);
    switch (pick(['drop', 'delay', 'duplicate', 'retract', 'mistype'], random)) {
      case 'drop':
        night = without;
        break;
      case 'delay':
        night = [...without, { ...one, knownAt: later }];
        break;
      case 'duplicate':
        night.push({ ...one, record, knownAt: later });
        break;
      case 'retract':
        if (one.kind === 'call')
          night.push({ ...one, kind: 'retract', record, knownAt: later, saidAt: later });
        break;
      default:
        if (one.kind === 'call') {
          const ticket = pick(tickets, random);
          const mended = { ...one, record, knownAt: one.knownAt + MINUTE };
          night = [...without, { ...one, call: { ...one.call, ticket } }, mended];
        }
    }
  }
  return night;
}

/** Everything promised of any night under any policy; complaints in words. */
function complaintsOf(setting: Setting, evidence: readonly Evidence[], random: Random): string[] {
  const docket = walked(setting, shuffled(evidence, random));
  const { turns } = docket.path;
  return [
    ...heldComplaints(setting, evidence),
    ...(same(turns, walked(setting, shuffled(evidence, random)).path.turns)
      ? []
      : ['the order of arrival matters']),
    ...duplicateComplaints(setting, evidence, random),
    ...repetitionComplaints(setting, evidence, random),
    ...supportComplaints(setting, evidence, random),
  ];
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function walked(setting: Setting, evidence: readonly Evidence[], to = Number.POSITIVE_INFINITY): Docket {
  const docket = openDocket(setting);
  for (const each of evidence.toSorted((a, b) => a.knownAt - b.knownAt)) enter(docket, each);
  settle(docket, to);
  return docket;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** At every moment at which something became known: nothing is releasable while a lasting hold stands or groups differ. */
function heldComplaints(setting: Setting, evidence: readonly Evidence[]): string[] {
  const docket = openLastingDocket(setting, null);
  const complaints: string[] = [];
  for (const each of evidence.toSorted((a, b) => a.knownAt - b.knownAt)) {
    enter(docket, each);
    settle(docket, Math.max(each.knownAt, each.saidAt));
    const { path, ledger } = docket;
    if (path.standing !== 'releasable') continue;
    if (path.lasting.length > 0 || path.hold !== null) complaints.push('releasable while a hold stands');
    if (support(setting, ledger).size > 1) complaints.push('releasable while groups differ');
  }
  return complaints;
}

function duplicateComplaints(setting: Setting, evidence: readonly Evidence[], random: Random): string[] {
  const one = pick(
    evidence.filter(({ kind }) => kind === 'call'),
    random,
  );
  if (one === undefined) return [];
  const again = { ...one, record: 900_000, knownAt: one.knownAt + Math.floor(random() * 300) * MINUTE };
  const [before, after] = [walked(setting, evidence), walked(setting, [...evidence, again])];
  return same(before.path.turns, after.path.turns) ? [] : ['a duplicate changes something'];
}

/** Taken back and given again, a call stands as if it had been given at the second time, once its hold has ended. */
function repetitionComplaints(setting: Setting, evidence: readonly Evidence[], random: Random): string[] {
  const whole = (each: Evidence) =>
    each.kind === 'call' && each.call.contest === setting.whole && setting.groupOf.has(each.call.desk);
  const one = pick(evidence.filter(whole), random);
  if (one?.kind !== 'call') return [];
  const own = evidence.filter(
    (each) => isSaid(each) && each.kind !== 'fact' && each.call.desk === one.call.desk,
  );
  const last = Math.max(...own.map(({ saidAt, knownAt }) => Math.max(saidAt, knownAt)));
  const backAt = last + MINUTE;
  const againAt = backAt + MINUTE;
  const back: Evidence = { ...one, kind: 'retract', record: 900_001, saidAt: backAt, knownAt: backAt };
  const again: Evidence = { ...one, record: 900_002, saidAt: againAt, knownAt: againAt };
  const standings = (all: readonly Evidence[]) =>
    setting.groups.map(({ id, desks }) => [
      id,
      desks.map((desk) => walked(setting, all).ledger.words.get(desk)?.standing?.ticket ?? null),
    ]);
  const rest = evidence.filter(
    (each) => !own.includes(each) || (each.kind === 'call' && each.call.contest !== setting.whole),
  );
  return same(standings([...evidence, back, again]), standings([...rest, again]))
    ? []
    : ['a repeated call does not stand as the later one'];
}

/** What speaks for the winner can only help him: without one such word no level for him is higher, at any moment. */
function supportComplaints(setting: Setting, evidence: readonly Evidence[], random: Random): string[] {
  const winner = walked(setting, evidence).path.release?.ticket;
  // Where anybody speaks for another, or takes something back, less may raise a level: those conditions say so.
  if (winner === undefined || evidence.some((each) => isSaid(each) && speaksAgainst(each, winner))) return [];
  const words = evidence.filter(isSaid);
  const one = pick(
    words.filter(
      (each) =>
        each.kind === 'call' ||
        (each.kind === 'fact' && ['concession', 'electors-vote'].includes(each.fact.kind)),
    ),
    random,
  );
  if (one === undefined) return [];
  const moments = shuffled(evidence, random)
    .slice(0, 8)
    .map(({ knownAt }) => knownAt + 90 * MINUTE);
  const without = evidence.filter((each) => each !== one);
  const rank = (all: readonly Evidence[], at: number) => LEVELS.indexOf(walked(setting, all, at).path.level);
  return moments.some((at) => rank(without, at) > rank(evidence, at))
    ? [`without ${JSON.stringify(one)} a level is higher`]
    : [];
}

function speaksAgainst(each: Extract<Evidence, { by: string }>, winner: string): boolean {
  if (each.kind !== 'fact') return each.kind === 'retract' || each.call.ticket !== winner;
  const { kind, ticket } = each.fact;
  return (
    ['concession-withdrawn', 'annulment', 'court', 'feed-fault', 'recount', 'count'].includes(kind) ||
    (ticket !== null && ticket !== winner)
  );
}

export type Tally = { readonly runs: number; readonly complaints: readonly string[] };

/** So many perturbations, dealt in turn to every night under every policy. */
export function perturbAll(runs: number, seed: number): Tally {
  const random = seededRandom(seed);
  const pairs = nights().flatMap((night) => policies().map((policy) => ({ night, policy })));
  const read = pairs.map(({ night, policy }) => ({ night, policy, ...readCase(night.text, policy) }));
  const complaints: string[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { night, policy, docket, evidence } = read[run % read.length]!;
    const { setting } = docket;
    const changed = perturbed(evidence, setting.tickets, random);
    for (const complaint of complaintsOf(setting, changed, random))
      complaints.push(`run ${run}, ${night.name} under ${policy.id}: ${complaint}`);
  }
  return { runs, complaints };
}

if (import.meta.main) {
  const runs = Number(process.argv[2] ?? 10_000);
  const { complaints } = perturbAll(runs, 20241105);
  console.log(
    `${runs} perturbations of ${nights().length} nights under ${policies().length} policies: ${complaints.length} complaints`,
  );
  for (const complaint of complaints.slice(0, 20)) console.log(`  ${complaint}`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
