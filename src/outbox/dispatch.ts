/**
 * Lets out what a release has set on its way, part by part, and says what became of each.
 *
 * The journal holds "leaving" before anything leaves, and "begun" before a part is handed to a live channel. Only the
 * process whose attempt the journal names hands it over, and only once: what it finds begun by another, or by itself
 * before it was killed, it leaves alone, and the plan makes it unknown when the answer is overdue. The file drop needs
 * none of this: it takes each key once by itself.
 */
import { randomUUID } from 'node:crypto';
import type { DeskReader } from '../desk.ts';
import { type Instant, SECOND } from '../election/instant.ts';
import { FILE_DROP } from '../response/channels.ts';
import type { Delivery } from '../response/deliveries.ts';
import { mayNotLeave } from '../response/permit.ts';
import { findPlanned } from '../response/plan.ts';
import { draftOf, type ResponseDraft } from '../response/records.ts';
import type { StepState } from '../response/response.ts';
import { dropParts, type LeavingStep, leavingStep, parcelOf } from './parcel.ts';
import type { Outcome, Way } from './way.ts';

/** How long after a way's own time-out its answer may still be on its way into the journal. */
const GRACE = 15 * SECOND;

/** The live ways of one process, and what it has taken upon itself. */
export class Ways {
  readonly byChannel: ReadonlyMap<string, Way>;
  readonly attempts = new Map<string, 'begun' | 'handed-over'>();

  constructor(byChannel: ReadonlyMap<string, Way> = new Map()) {
    this.byChannel = byChannel;
  }
}

export type DispatchJob = () => Promise<ResponseDraft[]>;

/** The job of letting out what is leaving, with all that it needs already read; null where nothing is. */
export function dispatchReleases(
  reader: DeskReader,
  folder: string,
  at: Instant,
  ways: Ways = new Ways(),
): DispatchJob | null {
  const jobs = Object.values(reader.state.response.steps).flatMap((step) =>
    step.release?.state === 'sending' ? partsOf(step, reader, folder, at, ways) : [],
  );
  return jobs.length === 0 ? null : () => Promise.all(jobs.map((job) => job()));
}

type PartJob = () => Promise<ResponseDraft>;

function partsOf(step: StepState, reader: DeskReader, folder: string, at: Instant, ways: Ways): PartJob[] {
  const { state, context, watch } = reader;
  const planned = findPlanned(watch.plan(state, context, at), step.ref);
  const leaving = leavingStep(step, planned, context);
  const waiting = step.release!.deliveries.filter(({ state: now }) => now === 'waiting');
  // Only of what still waits is it certain that it has not left.
  const failed = (reason: string): PartJob[] =>
    (step.release!.deliveries.length === 0 ? [null] : waiting).map((part) => async () => {
      const of = part === null ? step.ref : { ...step.ref, delivery: part.id };
      return draftOf('release-failed', at, 'desk', { ...of, reason });
    });
  if (leaving === null) return failed('the playbook has no text for this step');
  // A fact in it may have changed since: then it is no longer what was approved.
  if (planned!.binds !== leaving.release.binds && !leaving.release.deliveries.some(isUnderWay))
    return failed('what was approved is no longer what would leave');
  const { deliveries } = step.release!;
  // Journals written before there were several ways name no parts.
  if (deliveries.length === 0) return [() => dropped(leaving, null, folder, at)];
  return deliveries.flatMap((part) =>
    part.channel === FILE_DROP
      ? part.state === 'waiting'
        ? [() => dropped(leaving, part, folder, at)]
        : []
      : livePart(leaving, part, reader, at, ways),
  );
}

async function dropped(
  leaving: LeavingStep,
  part: Delivery | null,
  folder: string,
  at: Instant,
): Promise<ResponseDraft> {
  return drafted(await dropParts(leaving, part, folder), leaving, part, at);
}

/** First the record that it begins; when that is in the journal and names this process, the part itself. */
function livePart(
  leaving: LeavingStep,
  part: Delivery,
  reader: DeskReader,
  at: Instant,
  { byChannel, attempts }: Ways,
): PartJob[] {
  const way = byChannel.get(part.channel);
  const { ref } = leaving;
  const own = part.attempt === null ? undefined : attempts.get(part.attempt);
  if (part.state === 'sending' ? own !== 'begun' : part.state !== 'waiting') return [];
  const failed = (reason: string): PartJob[] => [
    async () => drafted({ kind: 'failed', reason }, leaving, part, at),
  ];
  if (way === undefined) return failed(`this desk has no channel "${part.channel}" open`);
  const against = standsAgainst(leaving, reader, at);
  if (against !== null) return failed(`nothing was handed over: ${against}`);
  if (part.state === 'sending') {
    attempts.set(part.attempt!, 'handed-over');
    const parcel = parcelOf(leaving, part);
    return [async () => drafted(await answerOf(way, parcel), leaving, part, at)];
  }
  const attempt = randomUUID();
  attempts.set(attempt, 'begun');
  const until = at + way.timeout * SECOND + GRACE;
  return [async () => draftOf('delivery-begun', at, 'desk', { ...ref, delivery: part.id, attempt, until })];
}

/** Everything is asked once more: between the last second and now a person may have held it, or the verdict turned. */
function standsAgainst({ ref, release }: LeavingStep, reader: DeskReader, at: Instant): string | null {
  const { state, context, watch } = reader;
  const planned = findPlanned(watch.plan(state, context, at), ref);
  if (planned === undefined || planned.binds !== release.binds) return 'the content has changed';
  const lack = mayNotLeave(planned);
  return lack === null ? null : `it may no longer leave (${lack.key})`;
}

function isUnderWay({ state }: Delivery): boolean {
  return state === 'sending';
}

async function answerOf(way: Way, parcel: ReturnType<typeof parcelOf>): Promise<Outcome> {
  try {
    return await way.send(parcel);
  } catch (error) {
    return { kind: 'unknown', reason: (error as Error).message };
  }
}

function drafted(outcome: Outcome, { ref }: LeavingStep, part: Delivery | null, at: Instant): ResponseDraft {
  const of = part === null ? ref : { ...ref, delivery: part.id };
  switch (outcome.kind) {
    case 'sent':
      return draftOf('release-sent', at, 'desk', { ...of, receipt: outcome.receipt });
    case 'failed':
      return draftOf('release-failed', at, 'desk', { ...of, reason: outcome.reason });
    case 'unknown':
      return draftOf('release-unknown', at, 'desk', { ...of, reason: outcome.reason });
  }
}
