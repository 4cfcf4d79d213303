/**
 * Deadlines at scale: a plan of 100,000 steps due within one hour, some from anchors, some at a local time, in the
 * night in which the clocks change. How late is each told, does a restart tell the same, does any drift?
 *
 * The hour is played second by second as a live desk lets it pass, and the time that the desk takes is added to the
 * clock: a desk that is too slow falls behind. `node bin/run.js bench/release.ts [STEPS]`.
 */
import { createHash } from 'node:crypto';
import { HOUR, type Instant, MINUTE, SECOND } from '../src/election/instant.ts';
import { seededRandom } from '../src/numeric/random.ts';
import { applyResponse, emptyResponse } from '../src/response/apply.ts';
import { fallenDue } from '../src/response/deadlines.ts';
import { planOf } from '../src/response/plan.ts';
import type { Branch, Due, Playbook, Step } from '../src/response/playbook.ts';
import type { Plan, ResponseState } from '../src/response/response.ts';
import { ACTS, type Verdict } from '../src/verdict/verdict.ts';

/** The hour from 01:30 Eastern summer time: half of it lies before the change to standard time, half after. */
const FROM = Date.parse('2024-11-03T05:30:00Z');
const SEED = 20241103;

/** Where between two full seconds the desk's clock ticks. */
const PHASE = 437;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const twin = (text: string) => ({ en: text, ja: text });

type Wish = { readonly due: Due; readonly at: Instant };

/** A moment of the hour, wished from the arming of the branch, in New York's local time, or in Tokyo's. */
function wishOf(random: () => number): Wish {
  const minute = Math.floor(random() * 60);
  const at = FROM + minute * MINUTE;
  const zone = random() < 0.5 ? 'America/New_York' : 'Asia/Tokyo';
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  // New York has this hour twice; a local time there means the first.
  const isSecond = zone === 'America/New_York' && at >= Date.parse('2024-11-03T06:00:00Z');
  if (random() < 0.5 || isSecond) return { due: { anchor: 'armed', minutes: minute }, at };
  const localTime = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return {
    due: {
      date: local.toPlainDate().toString(),
      localTime,
      zone,
      at: resolved(local.toPlainDateTime(), zone),
    },
    at,
  };
}

function resolved(local: Temporal.PlainDateTime, zone: string): Instant {
  return local.toZonedDateTime(zone).epochMilliseconds;
}

function stepOf(index: number, due: Due): Step {
  return {
    id: `step-${index}`,
    kind: 'task',
    title: twin(`Step ${index}`),
    owner: 'duty-officer',
    deputy: null,
    gate: { act: null, requires: [] },
    approvals: 0,
    due,
    exit: [],
    recipients: [],
    document: null,
    event: null,
    marking: null,
    withdrawal: null,
  };
}

function playbookOf(wishes: readonly Wish[]): Playbook {
  const steps = wishes.map(({ due }, index) => stepOf(index, due));
  const branch: Branch = {
    id: 'all',
    title: twin('All'),
    when: { kind: 'standing' },
    forbidden: [],
    fields: {},
    steps,
    calls: [],
  };
  return {
    id: 'bench',
    title: twin('Bench'),
    approvalMinutes: 60,
    countdownSeconds: 10,
    markings: [],
    titles: [],
    branches: [branch],
  };
}

const VERDICT: Verdict = {
  at: FROM,
  level: 'open',
  since: FROM,
  ticket: null,
  route: null,
  acts: ACTS.map((act) => ({ act, standing: 'wait', since: null, earliest: null, missing: null })),
  groups: [],
  contests: [],
  electorsCalled: {},
  conditions: [],
  stops: [],
  aftermath: 'none',
  headline: { key: 'open', values: {} },
  detail: { key: 'open', values: {} },
  next: null,
  nextChange: null,
};

/** The state as the journal gives it: the same after any restart. */
function stateOf(): ResponseState {
  const state = emptyResponse();
  applyResponse(state, {
    seq: 1,
    at: FROM,
    by: 'desk',
    kind: 'armed',
    data: { branch: 'all', ticket: null },
  });
  return state;
}

function planned(playbook: Playbook, at: Instant): { readonly plan: Plan; readonly ms: number } {
  const begun = performance.now();
  const plan = planOf({ playbook, state: stateOf(), verdict: VERDICT, at, sha256 });
  return { plan, ms: performance.now() - begun };
}

export type ReleaseFigures = {
  readonly steps: number;
  readonly told: number;
  readonly planMs: number;
  readonly restartMs: number;
  readonly slowestTickMs: number;
  /** How late the latest was told while the process ran; its clock ticks once a second and at no full second. */
  readonly latestMs: number;
  /** The same for what fell due while the process came up again. */
  readonly latestAfterRestartMs: number;
  /** Steps whose moment is not the one that was wished, over the change of the clocks. */
  readonly drifted: number;
  readonly wakings: number;
};

export function benchRelease(steps = 100_000): ReleaseFigures {
  const random = seededRandom(SEED);
  const wishes = Array.from({ length: steps }, () => wishOf(random));
  const playbook = playbookOf(wishes);
  const first = planned(playbook, FROM);
  const drifted = first.plan.branches[0]!.steps.filter(
    ({ dueAt }, index) => dueAt !== wishes[index]!.at,
  ).length;
  let { plan } = first;
  let restartMs = 0;
  let clock = FROM - SECOND + PHASE;
  let toldUpTo = clock;
  const figures = { told: 0, slowestTickMs: 0, latestMs: 0, latestAfterRestartMs: 0, wakings: 0 };
  while (toldUpTo < FROM + HOUR) {
    clock = Math.max(clock, toldUpTo + SECOND);
    const begun = performance.now();
    // In the middle of the hour the process is killed and the plan made again from the journal.
    const restarts = restartMs === 0 && clock >= FROM + HOUR / 2;
    if (restarts) {
      ({ plan, ms: restartMs } = planned(playbook, clock));
      clock += restartMs;
    }
    if (plan.nextChange !== null && plan.nextChange <= clock) {
      figures.wakings += 1;
      ({ plan } = planned(playbook, clock));
    }
    const due = fallenDue(plan.deadlines, toldUpTo, clock);
    toldUpTo = clock;
    const took = performance.now() - begun - (restarts ? restartMs : 0);
    clock += took;
    figures.told += due.length;
    figures.slowestTickMs = Math.max(figures.slowestTickMs, took);
    const late = due.length === 0 ? 0 : clock - due[0]!.at;
    const which = restarts ? 'latestAfterRestartMs' : 'latestMs';
    figures[which] = Math.max(figures[which], late);
  }
  return { steps, planMs: first.ms, restartMs, drifted, ...figures };
}

if (import.meta.main) {
  const figures = benchRelease(Number(process.argv[2] ?? 100_000));
  for (const [name, value] of Object.entries(figures))
    console.log(`${name.padEnd(24)}${Math.round(value * 10) / 10}`);
  const { steps, told, latestMs, drifted } = figures;
  process.exitCode = told === steps && drifted === 0 && latestMs < 1.1 * SECOND ? 0 : 1;
}
