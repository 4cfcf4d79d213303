/**
 * The command line, and the only file that reads arguments and environment. What each command does is in `cli/`.
 *
 * Exit codes: 0 done, 1 a check fell short, 2 wrong use, 3 the outside world failed.
 */
import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { collect, port, positive, wholeNumber } from './cli/arguments.ts';
import { runBacktest } from './cli/backtest.ts';
import { runConfigCheck } from './cli/config.ts';
import { runFaults } from './cli/faults.ts';
import { runFeedsTry } from './cli/feeds.ts';
import { runImport } from './cli/import.ts';
import { addJournalCommands } from './cli/journal-commands.ts';
import { runJudge } from './cli/judge.ts';
import { type Console, EXIT, exitCodeOf, WrongUse } from './cli/outcome.ts';
import { runPolicyCompare, runPolicyExplain } from './cli/policy.ts';
import { runRankingReplay } from './cli/ranking.ts';
import { runRehearse } from './cli/rehearse.ts';
import { runReview } from './cli/review.ts';
import { runServe } from './cli/serve.ts';
import { runStart } from './cli/start.ts';
import { runWindows } from './cli/windows.ts';
import { withJournal } from './cli/with-journal.ts';
import { DRILLS } from './feeds/drill.ts';
import { defaultDataDir } from './store/data-folder.ts';

const ROOT = resolve(import.meta.dirname, '..');
const DESK = resolve(ROOT, 'desks/japan-2024');
const NIGHT = resolve(ROOT, 'nights/2024-us-president');
const POLICY = resolve(ROOT, 'desks/policies/default.yaml');
const DATA = defaultDataDir(process.env, process.platform, process.getuid?.() === 0);

const stop = new AbortController();
/** Why results can be printed no more; null while they can. */
const output: { broken: NodeJS.ErrnoException | null } = { broken: null };
const console: Console = {
  out: (line) => {
    if (output.broken !== null) throw output.broken;
    process.stdout.write(`${line}\n`);
  },
  note: (line) => void process.stderr.write(`${line}\n`),
  progress: process.stderr.isTTY ? (line) => void process.stderr.write(`\r\x1b[2K${line}`) : null,
};

const json = () => new Option('--json', 'print one JSON object a line').default(false);
const config = () => new Option('--config <dir>', 'the desk’s folder of YAML files').default(DESK);
const dataDir = () =>
  new Option('--data-dir <dir>', 'where journal, outbox and pages are kept').default(DATA);
const database = () =>
  new Option('--database <url>', 'a PostgreSQL of your own instead of the embedded one')
    .env('DATABASE_URL')
    .default(null);

const drill = () => optional('--drill <kind>', 'trouble put in on purpose').choices(DRILLS);
const optional = (flags: string, description: string) => new Option(flags, description).default(null);

const program = new Command('firstcall')
  .description('From the first vote counted to the first telephone call.')
  .exitOverride()
  .configureOutput({ writeErr: (text) => void process.stderr.write(text) })
  .showHelpAfterError('(add --help for an example)');

program
  .command('start')
  .description('rehearse the embedded night of 2024 at the desk, in a browser')
  .option('--port <n>', 'where the desk answers, on this machine only', port, 4600)
  .option('--speed <n>', 'desk seconds a second', positive, 60)
  .option('--no-open', 'do not open a browser')
  .option('--night <dir>', 'another recorded night', NIGHT)
  .addOption(drill())
  .addOption(config())
  .addOption(dataDir())
  .addOption(database())
  .addHelpText('after', '\nExample:\n  firstcall start --speed 600 --port 4601')
  .action((o) =>
    runStart(
      {
        root: ROOT,
        night: o.night,
        drill: o.drill,
        config: o.config,
        port: o.port,
        dataDir: o.dataDir,
        databaseUrl: o.database,
        speed: o.speed,
        openOn: o.open && process.stdout.isTTY ? process.platform : null,
        signal: stop.signal,
      },
      console,
    ),
  );

program
  .command('serve')
  .description('follow an election live at one desk on this machine, by its feeds and by hand')
  .requiredOption('--election <dir>', 'folder with election.json and baseline.csv')
  .option('--person <id>', 'who sits at the desk', 'duty')
  .option('--port <n>', 'where the desk answers, on this machine only', port, 4600)
  .addOption(config())
  .addOption(dataDir())
  .addOption(database())
  .addHelpText(
    'after',
    '\nExample:\n  firstcall serve --config desks/japan-2024 --election nights/2024-us-president',
  )
  .action((o) =>
    runServe(
      {
        root: ROOT,
        election: o.election,
        config: o.config,
        person: o.person,
        port: o.port,
        dataDir: o.dataDir,
        databaseUrl: o.database,
        environment: process.env,
        signal: stop.signal,
      },
      console,
    ),
  );

program
  .command('rehearse')
  .argument('<night>', 'folder of a recorded night')
  .description('one recorded night through the whole chain, as fast as it goes')
  .addOption(optional('--policy <file>', 'another release policy'))
  .addOption(optional('--from <time>', 'print from this moment on, in UTC'))
  .addOption(optional('--until <time>', 'stop at this moment, in UTC'))
  .addOption(optional('--as-of <time>', 'look back at this moment, as known then and as now understood'))
  .addOption(
    optional('--speed <n>', 'desk seconds a second instead of as fast as it goes').argParser(positive),
  )
  .addOption(drill())
  .addOption(optional('--final <file>', 'write the returns at the end as CSV'))
  .addOption(optional('--keep <name>', 'keep the journal under this name, and go on where it stands'))
  .addOption(optional('--batch <n>', 'reports a transaction').argParser(wholeNumber))
  .addOption(config())
  .addOption(dataDir())
  .addOption(database())
  .addOption(json())
  .addHelpText(
    'after',
    '\nExample:\n  firstcall rehearse nights/2024-us-president --until 2024-11-06T12:00:00Z --json',
  )
  .action((night, o) =>
    withJournal({ name: o.keep, dataDir: o.dataDir, databaseUrl: o.database }, console, (journal) =>
      runRehearse(night, { ...o, journal, signal: stop.signal }, console),
    ),
  );

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
  .action((format, file, o) => runImport(format, file, o, console));

program
  .command('judge')
  .argument('<case...>', 'historical cases, JSON Lines')
  .description('hold a release policy against historical cases')
  .option('--policy <file>', 'the release policy', POLICY)
  .addOption(json())
  .addHelpText('after', '\nExample:\n  firstcall judge cases/*.jsonl --json')
  .action((cases, o) => runJudge(cases, o, console));

program
  .command('backtest')
  .argument('<dir...>', 'folders of replays: frozen moments of past counts')
  .description('the projection at moments of past counts, beside the result')
  .addOption(json())
  .addHelpText('after', '\nExample:\n  firstcall backtest replays/2016 replays/2020 --json')
  .action((folders, o) => runBacktest(folders, o, console));

program
  .command('faults')
  .argument('<night>', 'folder of a recorded night')
  .description('what the checks find in the counts, against the faults labelled in the record')
  .addOption(json())
  .addHelpText('after', '\nExample:\n  firstcall faults nights/2020-us-president --json')
  .action((night, o) => runFaults(night, o, console));

const policy = program.command('policy').description('look at a release policy');
policy
  .command('explain')
  .argument('[file]', 'the release policy', POLICY)
  .description('the policy in plain sentences')
  .addOption(new Option('--lang <language>', 'en or ja').choices(['en', 'ja']).default('en'))
  .addHelpText('after', '\nExample:\n  firstcall policy explain desks/policies/default.yaml --lang ja')
  .action((file, o) => runPolicyExplain(file, o.lang, console));
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
  .action((places, o) => runPolicyCompare(places, { ...o, signal: stop.signal }, console));

program
  .command('windows')
  .description('the spans in which every party is awake and nobody is busy')
  .requiredOption('--from <time>', 'in UTC')
  .requiredOption('--to <time>', 'in UTC')
  .requiredOption('--party <zone,hh:mm-hh:mm>', 'zone and waking hours; once a party', collect, [])
  .option('--busy <from/to>', 'a span in which somebody is busy; may be repeated', collect, [])
  .option('--minutes <n>', 'shortest span worth having', '15')
  .addOption(json())
  .addHelpText(
    'after',
    '\nExample:\n  firstcall windows --from 2024-11-06T11:30:00Z --to 2024-11-07T11:30:00Z \\\n    --party Asia/Tokyo,07:00-23:00 --party America/New_York,07:00-23:00',
  )
  .action((o) => runWindows(o, console));

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
  .action((file, o) => runRankingReplay(file, o, console));

const feeds = program.command('feeds').description('look at a desk’s feeds');
feeds
  .command('try')
  .description('ask each feed once and show what it would bring; nothing is recorded')
  .addOption(optional('--feed <id>', 'this feed alone, even if it is switched off'))
  .option('--election <dir>', 'folder with the election that reports must fit', NIGHT)
  .addOption(config())
  .addOption(json())
  .addHelpText('after', '\nExample:\n  firstcall feeds try --config desks/japan-2024 --feed example')
  .action((o) => runFeedsTry({ ...o, environment: process.env, signal: stop.signal }, console));

const configCommand = program.command('config').description('look at a desk’s configuration');
configCommand
  .command('check')
  .argument('[dir]', 'the desk’s folder', DESK)
  .description('read every file of a desk and say what is wrong, by line')
  .option('--night <dir>', 'the night it is checked with', NIGHT)
  .addOption(json())
  .addHelpText('after', '\nExample:\n  firstcall config check desks/japan-2024')
  .action((dir, o) => runConfigCheck(dir, o.night, o, console));

program
  .command('review')
  .description('every kept rehearsal with its drill and how long each thing took')
  .addOption(dataDir())
  .addOption(database())
  .addOption(json())
  .addHelpText('after', '\nExample:\n  firstcall review --json')
  .action((o) =>
    runReview({ dataDir: o.dataDir, databaseUrl: o.database, json: o.json, signal: stop.signal }, console),
  );

addJournalCommands(program, { dataDir, database, json, optional, signal: stop.signal, console });

// The command ends at its next line, and closes behind it what it has opened.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  output.broken ??= error;
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(EXIT.outside);
    stop.abort();
  });
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  // A reader that has seen enough (`| head`) closes the pipe: that is no fault.
  if (error === output.broken && output.broken?.code === 'EPIPE') process.exitCode = EXIT.done;
  else if (error instanceof CommanderError)
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  else {
    console.note(`firstcall: ${(error as Error).message}`);
    if (!(error instanceof WrongUse) && process.env['FIRSTCALL_TRACE'] !== undefined)
      console.note((error as Error).stack ?? '');
    process.exitCode = stop.signal.aborted ? EXIT.done : exitCodeOf(error);
  }
}
