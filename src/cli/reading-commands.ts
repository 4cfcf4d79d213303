/** The commands that read files and print what they find; none of them keeps or starts anything. */
import { type Command, Option } from 'commander';
import { collect } from './arguments.ts';
import type { Console } from './outcome.ts';

export type ReadingTools = {
  readonly config: () => Option;
  readonly json: () => Option;
  readonly optional: (flags: string, description: string) => Option;
  /** The desk, the night and the policy that stand where none is named. */
  readonly desk: string;
  readonly night: string;
  readonly policy: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly console: Console;
};

export function addReadingCommands(program: Command, tools: ReadingTools): void {
  addImport(program, tools);
  addJudging(program, tools);
  addPolicy(program, tools);
  addWindows(program, tools);
  addCalendars(program, tools);
  addRanking(program, tools);
  addFeeds(program, tools);
  addConfig(program, tools);
}

function addImport(program: Command, { json, optional, console }: ReadingTools): void {
  program
    .command('import')
    .argument('<format>', 'auto, or the name of a format; a wrong name lists them')
    .argument('<file>', 'what a source published')
    .description('read one file of any known format as reports, without an election')
    .addOption(optional('--state <letters>', 'the state that the file is of, where it does not say so'))
    .addOption(json())
    .addHelpText(
      'after',
      '\nExample:\n  firstcall import auto 20201103__de__general__county.csv --state DE --json',
    )
    .action(async (format, file, o) => (await import('./import.ts')).runImport(format, file, o, console));
}

function addJudging(program: Command, { json, optional, policy, console }: ReadingTools): void {
  program
    .command('judge')
    .argument('<case...>', 'historical cases, JSON Lines')
    .description('hold a release policy against historical cases')
    .option('--policy <file>', 'the release policy', policy)
    .addOption(json())
    .addHelpText('after', '\nExample:\n  firstcall judge cases/*.jsonl --json')
    .action(async (cases, o) => (await import('./judge.ts')).runJudge(cases, o, console));

  program
    .command('backtest')
    .argument('<dir...>', 'folders of replays: frozen moments of past counts')
    .description('the projection at moments of past counts, beside the result')
    .option('--cross', 'fit settings on each replay and judge them on the others', false)
    .option('--along', 'coverage for made-up counts from nothing to everything', false)
    .addOption(optional('--expected <file>', 'margins expected before the count, for one folder'))
    .addOption(optional('--report <dir>', 'write a report page here, as HTML and Markdown'))
    .addOption(json())
    .addHelpText('after', '\nExample:\n  firstcall backtest replays/2016 replays/2020 --cross --report out')
    .action(async (folders, o) => (await import('./backtest.ts')).runBacktest(folders, o, console));

  program
    .command('faults')
    .argument('<night>', 'folder of a recorded night')
    .description('what the checks find in the counts, against the faults labelled in the record')
    .addOption(json())
    .addHelpText('after', '\nExample:\n  firstcall faults nights/2020-us-president --json')
    .action(async (night, o) => (await import('./faults.ts')).runFaults(night, o, console));
}

function addPolicy(
  program: Command,
  { config, json, policy: standard, signal, console }: ReadingTools,
): void {
  const policy = program.command('policy').description('look at a release policy');
  policy
    .command('explain')
    .argument('[file]', 'the release policy', standard)
    .description('the policy in plain sentences')
    .addOption(new Option('--lang <language>', 'en or ja').choices(['en', 'ja']).default('en'))
    .addHelpText('after', '\nExample:\n  firstcall policy explain desks/policies/default.yaml --lang ja')
    .action(async (file, o) => (await import('./policy.ts')).runPolicyExplain(file, o.lang, console));
  policy
    .command('compare')
    .argument('<night-or-case...>', 'recorded nights (folders) and historical cases (JSON Lines)')
    .description('where two policies part, and why')
    .requiredOption('--policy <file>', 'a release policy; twice', collect, [])
    .addOption(config())
    .addOption(json())
    .addHelpText(
      'after',
      '\nExample:\n  firstcall policy compare cases/2020-us.jsonl --policy desks/policies/default.yaml \\\n    --policy desks/policies/electors-vote.yaml',
    )
    .action(async (places, o) =>
      (await import('./policy.ts')).runPolicyCompare(places, { ...o, signal: signal }, console),
    );
}

function addWindows(program: Command, { json, console }: ReadingTools): void {
  program
    .command('windows')
    .description('the spans in which every party is awake and nobody is busy')
    .requiredOption('--from <time>', 'in UTC')
    .requiredOption('--to <time>', 'in UTC')
    .requiredOption('--party <zone,hh:mm-hh:mm>', 'zone and waking hours; once a party', collect, [])
    .option('--busy <from/to>', 'a span in which somebody is busy; may be repeated', collect, [])
    .option('--calendar <file>', 'a calendar (.ics) in which somebody is busy; may be repeated', collect, [])
    .option('--minutes <n>', 'shortest span worth having', '15')
    .addOption(json())
    .addHelpText(
      'after',
      '\nExample:\n  firstcall windows --from 2024-11-06T11:30:00Z --to 2024-11-07T11:30:00Z \\\n    --party Asia/Tokyo,07:00-23:00 --party America/New_York,07:00-23:00',
    )
    .action(async (o) => (await import('./windows.ts')).runWindows(o, console));
}

function addRanking(program: Command, { json, console }: ReadingTools): void {
  const ranking = program.command('ranking').description('the access ranking of the public pages');
  ranking
    .command('replay')
    .argument('<file>', 'log of page views, JSON Lines')
    .description('the ranking at a moment, recomputed from a log')
    .requiredOption('--at <time>', 'in UTC')
    .option('--window <length>', 'as 30m, 1h or 24h', '1h')
    .addOption(json())
    .addHelpText(
      'after',
      '\nExample:\n  firstcall ranking replay views.jsonl --window 1h --at 2024-11-06T07:29:00Z --json',
    )
    .action(async (file, o) => (await import('./ranking.ts')).runRankingReplay(file, o, console));
}

function addCalendars(program: Command, { config, json, environment, signal, console }: ReadingTools): void {
  const calendars = program.command('calendars').description('look at the calendars that a desk reads');
  calendars
    .command('try')
    .description('ask each calendar once and show the hours that are taken; nothing is recorded')
    .addOption(config())
    .addOption(json())
    .addHelpText('after', '\nExample:\n  firstcall calendars try --config desks/japan-2024')
    .action(async (o) =>
      (await import('./calendars.ts')).runCalendarsTry({ ...o, environment, signal }, console),
    );
}

function addFeeds(
  program: Command,
  { config, json, optional, night, environment, signal, console }: ReadingTools,
): void {
  const feeds = program.command('feeds').description('look at a desk’s feeds');
  feeds
    .command('try')
    .description('ask each feed once and show what it would bring; nothing is recorded')
    .addOption(optional('--feed <id>', 'this feed alone, even if it is switched off'))
    .option('--election <dir>', 'folder with the election that reports must fit', night)
    .addOption(config())
    .addOption(json())
    .addHelpText('after', '\nExample:\n  firstcall feeds try --config desks/japan-2024 --feed example')
    .action(async (o) =>
      (await import('./feeds.ts')).runFeedsTry({ ...o, environment: environment, signal: signal }, console),
    );
}

function addConfig(program: Command, { json, desk, night, console }: ReadingTools): void {
  const configCommand = program.command('config').description('look at a desk’s configuration');
  configCommand
    .command('check')
    .argument('[dir]', 'the desk’s folder', desk)
    .description('read every file of a desk and say what is wrong, by line')
    .option('--night <dir>', 'the night it is checked with', night)
    .addOption(json())
    .addHelpText('after', '\nExample:\n  firstcall config check desks/japan-2024')
    .action(async (dir, o) => (await import('./config.ts')).runConfigCheck(dir, o.night, o, console));
}
