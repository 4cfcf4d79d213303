/**
 * The steps of law and of candidates that a person enters by hand, each as the fact that it becomes, and back.
 *
 * Steps that name a winner ask for a ticket; the others only stop, or end what stopped.
 */
import type { Command } from '../../../../server/wire-command.ts';

export type LawStep = keyof typeof LAW_STEPS;

type Preset = Omit<Extract<Command, { do: 'fact' }>['fact'], 'by' | 'scope' | 'ticket' | 'saidAt' | 'from'>;

export const LAW_STEPS = {
  stay: { kind: 'court', effect: 'stay' },
  'stay-lifted': { kind: 'court', effect: 'stay-lifted' },
  challenge: { kind: 'court', effect: 'challenge' },
  dismissed: { kind: 'court', effect: 'dismissed' },
  upheld: { kind: 'court', effect: 'upheld' },
  'recount-ordered': { kind: 'recount', state: 'ordered', mandatory: true },
  'recount-ended': { kind: 'recount', state: 'ended', mandatory: true },
  annulment: { kind: 'annulment' },
  certification: { kind: 'certification', stage: 'declared' },
  'electors-vote': { kind: 'electors-vote' },
  'congress-count': { kind: 'congress-count' },
  inauguration: { kind: 'inauguration' },
} satisfies Record<string, Preset>;

export const NAMING: readonly LawStep[] = [
  'certification',
  'electors-vote',
  'congress-count',
  'inauguration',
];

/** What candidates say of the result, besides conceding. */
export type CandidateWord = 'concession' | 'concession-withdrawn' | 'refusal';

/** The step that a recorded fact is; null where it is none of these. */
export function stepOf(said: Readonly<Record<string, unknown>>): LawStep | CandidateWord | null {
  const { kind, effect, state, rejects } = said;
  if (kind === 'concession' || kind === 'concession-withdrawn') return kind;
  if (kind === 'claim') return rejects === true ? 'refusal' : null;
  const key = kind === 'court' ? effect : kind === 'recount' ? `recount-${state}` : kind;
  return typeof key === 'string' && key in LAW_STEPS ? (key as LawStep) : null;
}
