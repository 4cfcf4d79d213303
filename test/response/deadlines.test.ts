import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/election/instant.ts';
import { fallenDue, toldAt } from '../../src/response/deadlines.ts';
import { EVENING, Stage } from './stage.ts';

describe('what falls due', () => {
  const stage = new Stage();
  const { deadlines } = stage.plan;
  const READINESS = EVENING + 30 * MINUTE;

  it('is told once, in the span in which it falls', () => {
    const steps = (after: number, upTo: number) =>
      fallenDue(deadlines, after, upTo).map(({ ref }) => ref?.step);
    expect(steps(EVENING, READINESS - 1)).toEqual([]);
    expect(steps(READINESS - 1, READINESS)).toEqual(['readiness']);
    expect(steps(READINESS, READINESS + MINUTE)).toEqual([]);
    expect(steps(EVENING, EVENING + 60 * MINUTE)).toEqual(['readiness', 'morning-line']);
  });

  it('is overdue in words from its moment on, though the plan was made before', () => {
    const [due] = fallenDue(deadlines, EVENING, READINESS);
    expect(toldAt(due!, READINESS - 1).what.key).toBe('deadline-due');
    expect(toldAt(due!, READINESS).what.key).toBe('deadline-overdue');
  });

  it('wakes nobody who has nothing to decide', () => {
    expect(deadlines.map(({ at }) => at)).toContain(READINESS);
    expect(stage.plan.nextChange).not.toBe(READINESS);
  });
});
