/**
 * They ring, now or in a few minutes: what is there, what is missing, what can be moved. (request) → answer.
 *
 * An inbound call has no notice period and asks for no window. Whatever is missing is said, not refused: a leader
 * may choose to take the call without an interpreter, but never without knowing it.
 */
import type { Instant } from '../election/instant.ts';
import { MINUTE } from '../election/instant.ts';
import { comfortable, reachable } from './availability.ts';
import type { ProposalRequest, ResourceKind } from './proposals.ts';

export type Lack =
  | { readonly kind: 'asleep'; readonly leader: string }
  | { readonly kind: 'engaged'; readonly leader: string; readonly fixture: string }
  | { readonly kind: 'none-free'; readonly resource: ResourceKind };

export type InboundAnswer = {
  /** Whether everything that a talk needs is there for its whole length. */
  readonly ready: boolean;
  readonly lacks: readonly Lack[];
  /** Of each kind that is needed, who can serve; null where nobody can. */
  readonly serving: Readonly<Partial<Record<ResourceKind, string | null>>>;
  /** Whether the talk falls into hours in which everybody is rung gladly. */
  readonly comfortable: boolean;
};

/** Whether a call that comes in at a moment can be taken. Holds do not count against it: they are ours to move. */
export function inboundAt(
  at: Instant,
  {
    leaders,
    resources,
    needs,
    durationMinutes,
  }: Omit<ProposalRequest, 'from' | 'to' | 'held' | 'noticeMinutes'>,
): InboundAnswer {
  const talk = { from: at, to: at + durationMinutes * MINUTE };
  const overlaps = ({ from, to }: { from: Instant; to: Instant }) => from < talk.to && to > talk.from;
  const lacks: Lack[] = leaders.flatMap((leader): Lack[] => {
    const engaged = leader.fixtures
      .filter((fixture) => fixture.firm && overlaps(fixture))
      .map(({ id }): Lack => ({ kind: 'engaged', leader: leader.id, fixture: id }));
    const awake = reachable({ ...leader, fixtures: [] }, talk);
    const up = awake.some(({ from, to }) => from <= talk.from && to >= talk.to);
    return up ? engaged : [{ kind: 'asleep', leader: leader.id }, ...engaged];
  });
  const serving = Object.fromEntries(
    needs.map((kind) => [
      kind,
      resources.find((one) => one.kind === kind && !one.busy.some(overlaps))?.id ?? null,
    ]),
  );
  for (const kind of needs) if (serving[kind] === null) lacks.push({ kind: 'none-free', resource: kind });
  const glad = leaders.every((leader) =>
    comfortable(leader, talk).some(({ from, to }) => from <= talk.from && to >= talk.to),
  );
  return { ready: lacks.length === 0, lacks, serving, comfortable: glad };
}
