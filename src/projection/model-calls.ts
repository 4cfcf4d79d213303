/**
 * Where the model itself would call a contest, and where it takes that back. Advice: the verdict never counts it.
 */
import type { ContestId, TicketId } from '../election/election.ts';
import type { ContestProjection, Projection } from './projection.ts';
import { DEFAULT_SETTINGS, type ProjectionSettings } from './settings.ts';

export type ModelCall = {
  readonly contest: ContestId;
  /** Null where the model takes its call back. */
  readonly ticket: TicketId | null;
  /** Of the ticket called, or of the one that had been. */
  readonly probability: number;
};

/** What changes against the calls that stand: new ones, and those taken back, in the order of the contests. */
export function modelCalls(
  previous: Readonly<Record<ContestId, { readonly ticket: TicketId }>>,
  projection: Pick<Projection, 'contests'>,
  settings: ProjectionSettings = DEFAULT_SETTINGS,
): ModelCall[] {
  return projection.contests.flatMap((contest): ModelCall[] => {
    const standing = previous[contest.contest]?.ticket ?? null;
    const called = callOf(contest, standing, settings);
    if (called === standing) return [];
    return [
      { contest: contest.contest, ticket: called, probability: contest.winProbability[called ?? standing!]! },
    ];
  });
}

function callOf(
  contest: ContestProjection,
  standing: TicketId | null,
  settings: ProjectionSettings,
): TicketId | null {
  const { winProbability, stressed, counted } = contest;
  const [ticket, probability] = Object.entries(winProbability).reduce((a, b) => (b[1] > a[1] ? b : a));
  const holds = Math.min(probability, stressed[ticket]!) >= settings.callFrom;
  if (holds && counted >= settings.callCounted) return ticket;
  return standing !== null && winProbability[standing]! >= settings.callUntil ? standing : null;
}
