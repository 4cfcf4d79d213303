/**
 * The benchmarks by name, each as plain figures; run alone (`bench/measures.ts NAME`) it prints them as one line of
 * JSON. A figure whose name ends in `PerSecond` is better when larger, one in milli- or microseconds when smaller; sizes,
 * counts and deviations are no measure of speed and are left out.
 */
export type Figures = Readonly<Record<string, number>>;

const MEASURES: Readonly<Record<string, () => Promise<Figures>>> = {
  desk: async () => timesOf(await (await import('./desk.ts')).benchDesk()),
  import: async () =>
    Object.assign(
      {},
      ...(await import('./import.ts'))
        .benchImport()
        .map(({ format, ...figures }) => timesOf(figures, `${format} `)),
    ),
  journal: async () => {
    const { start, ...rates } = await (await import('./journal.ts')).benchJournal(50_000);
    return { ...timesOf(rates), ...timesOf(start, 'start ') };
  },
  projection: async () => timesOf((await import('./projection.ts')).benchProjection()),
  ranking: async () => {
    const { windows, ...rates } = (await import('./ranking.ts')).benchRanking();
    return Object.assign(
      timesOf(rates),
      ...windows.map(({ window, ...rest }) => timesOf(rest, `${window} `)),
    );
  },
  release: async () => timesOf((await import('./release.ts')).benchRelease()),
  returns: async () => timesOf((await import('./returns.ts')).benchReturns()),
};

export const NAMES = Object.keys(MEASURES);

function timesOf(figures: object, prefix = ''): Figures {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) =>
      /(PerSecond|Ms|Micros|msPerReport)$/.test(name) && !name.startsWith('deviation')
        ? [[prefix + name, Number(value)]]
        : [],
    ),
  );
}

if (import.meta.main) console.log(JSON.stringify(await MEASURES[process.argv[2]!]!()));
