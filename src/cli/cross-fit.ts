/**
 * Settings fitted on one election and judged on another, each way round: how much of the accuracy is fitted.
 *
 * A search along one setting at a time, over fixed values, for the least mean −log density of the results (a proper
 * score); two rounds. The settings that are searched are those that no earlier election says.
 */
import { DEFAULT_SETTINGS, type ModelScales, type ProjectionSettings } from '../projection/settings.ts';
import { type Backtest, judge, type Summary, summaryOf } from './backtest-moments.ts';
import { ORDERS, type Order, simulatedCount } from './simulated-count.ts';

type Knob = {
  readonly name: string;
  readonly values: readonly number[];
  readonly now: (settings: ProjectionSettings) => number;
  readonly set: (settings: ProjectionSettings, value: number) => ProjectionSettings;
};

const swing = (settings: ProjectionSettings, change: Partial<ModelScales>): ProjectionSettings => ({
  ...settings,
  swing: { ...settings.swing, ...change },
});

/** Half to twice what stands, and what stands. */
const FACTORS = [0.5, 0.7, 1, 1.4, 2];

function scaled(name: string, key: 'common' | 'region' | 'state' | 'own'): Knob {
  const { [key]: standing } = DEFAULT_SETTINGS.swing;
  return {
    name,
    values: FACTORS,
    now: () => 1,
    set: (settings, factor) =>
      swing(settings, {
        [key]: typeof standing === 'number' ? factor * standing : standing.map((spread) => factor * spread),
      }),
  };
}

const KNOBS: readonly Knob[] = [
  {
    name: 'thinning',
    values: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
    now: ({ swing: { thinning } }) => thinning,
    set: (settings, thinning) => swing(settings, { thinning }),
  },
  {
    name: 'common misfit, points',
    values: [0, 0.15, 0.3, 0.45, 0.6, 0.8],
    now: ({ commonMisfit }) => 100 * commonMisfit,
    set: (settings, points) => ({ ...settings, commonMisfit: points / 100 }),
  },
  {
    name: 'trust in the spreads of states',
    values: [1, 2, 4, 6, 10],
    now: ({ swing: { trust } }) => trust.group,
    set: (settings, group) => swing(settings, { trust: { ...settings.swing.trust, group } }),
  },
  {
    name: 'degrees of freedom',
    values: [4, 5, 6, 8, 12],
    now: ({ swing: { freedom } }) => freedom,
    set: (settings, freedom) => swing(settings, { freedom }),
  },
  scaled('spreads of the country', 'common'),
  scaled('spreads of regions', 'region'),
  scaled('spreads of states', 'state'),
];

const ROUNDS = 2;

/** Electors are not looked at while fitting. */
const COARSE = { points: 1024, tolerance: 1, settled: 0.01, work: 1 };

export type CrossFit = {
  readonly fittedOn: string;
  readonly chosen: Readonly<Record<string, number>>;
  readonly judgedOn: Summary;
};

export function crossFit(fitted: Backtest, judged: Backtest, progress: (what: string) => void): CrossFit {
  let settings: ProjectionSettings = { ...DEFAULT_SETTINGS, precision: COARSE };
  const chosen = Object.fromEntries(KNOBS.map((knob) => [knob.name, knob.now(settings)]));
  let best = costOf(fitted, settings);
  for (let round = 0; round < ROUNDS; round++)
    for (const knob of KNOBS)
      for (const value of knob.values) {
        if (value === chosen[knob.name]) continue;
        progress(`${fitted.name}: ${knob.name} ${value}`);
        const tried = knob.set(settings, value);
        const cost = costOf(fitted, tried);
        if (cost >= best) continue;
        best = cost;
        settings = tried;
        chosen[knob.name] = value;
      }
  const final = { ...settings, precision: DEFAULT_SETTINGS.precision };
  const all = judged.moments.map(({ moment, units }) => judge(judged, moment, units, final));
  return { fittedOn: fitted.name, chosen, judgedOn: summaryOf(judged.name, all) };
}

function costOf(fitted: Backtest, settings: ProjectionSettings): number {
  const scores = fitted.moments.map(({ moment, units }) => judge(fitted, moment, units, settings).score);
  return scores.reduce((sum, score) => sum + (score?.logScore ?? 0), 0) / scores.length;
}

/** Shares of the whole vote at which coverage is looked at. */
const SHARES_COUNTED = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/** Eight counts in each order: with two, a share's coverage is off by 3 points either way by chance alone. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

export type Coverage = {
  readonly share: number;
  readonly coverage: number;
  readonly contests: number;
  readonly byOrder: Readonly<Record<Order, number>>;
};

/** Share of 90 % intervals that hold the result, for made-up counts of the real result up to each share. */
export function coverageAlongTheWay(
  { replay, ...backtest }: Backtest,
  settings = DEFAULT_SETTINGS,
): Coverage[] {
  const { results } = replay;
  if (results === null) return [];
  return SHARES_COUNTED.map((share): Coverage => {
    const byOrder = {} as Record<Order, number>;
    let held = 0;
    let contests = 0;
    for (const order of ORDERS) {
      const outcomes = SEEDS.flatMap((seed) => {
        const units = simulatedCount(results, order, share, seed);
        const coarse = { ...settings, precision: COARSE };
        const { score } = judge({ replay, ...backtest }, { cell: '', peer: null }, units, coarse);
        return score?.contests ?? [];
      });
      const holding = outcomes.filter(({ holds }) => holds).length;
      byOrder[order] = holding / outcomes.length;
      held += holding;
      contests += outcomes.length;
    }
    return { share, coverage: held / contests, contests, byOrder };
  });
}
