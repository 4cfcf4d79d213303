/**
 * The command line, and the only file that reads arguments and environment. What each command does is in `cli/`, loaded
 * when it is asked for.
 *
 * Exit codes: 0 done, 1 a check fell short, 2 wrong use, 3 the outside world failed.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { port, positive, wholeNumber } from './cli/arguments.ts';
import { addJournalCommands } from './cli/journal-commands.ts';
import { type Console, EXIT, exitCodeOf, WrongUse } from './cli/outcome.ts';
import { addPeopleCommands } from './cli/people-commands.ts';
import { addProjectionCommands } from './cli/projection-commands.ts';
import { addReadingCommands } from './cli/reading-commands.ts';
import { DRILLS } from './feeds/drill.ts';
import { defaultDataDir } from './store/data-folder.ts';

const ROOT = resolve(import.meta.dirname, '..');
const VERSION: string = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8')).version;
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
  .version(VERSION)
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
  .action(async (o) =>
    (await import('./cli/start.ts')).runStart(
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
  .description('follow an election live, by its feeds and by hand; with sign-in.yaml its people sign in')
  .requiredOption('--election <dir>', 'folder with election.json and baseline.csv')
  .option('--person <id>', 'who sits at the desk where nobody signs in', 'duty')
  .option('--port <n>', 'where the desk answers, on this machine only', port, 4600)
  .addOption(config())
  .addOption(dataDir())
  .addOption(database())
  .addOption(
    optional('--owner-database <url>', 'the same server for who makes its tables, where that is another').env(
      'OWNER_DATABASE_URL',
    ),
  )
  .addHelpText(
    'after',
    '\nExample:\n  firstcall serve --config desks/japan-2024 --election nights/2024-us-president',
  )
  .action(async (o) =>
    (await import('./cli/serve.ts')).runServe(
      {
        root: ROOT,
        election: o.election,
        config: o.config,
        person: o.person,
        port: o.port,
        dataDir: o.dataDir,
        databaseUrl: o.database,
        ownerUrl: o.ownerDatabase,
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
  .action(async (night, o) =>
    (await import('./cli/with-journal.ts')).withJournal(
      { name: o.keep, dataDir: o.dataDir, databaseUrl: o.database },
      console,
      async (journal) =>
        (await import('./cli/rehearse.ts')).runRehearse(
          night,
          { ...o, journal, signal: stop.signal },
          console,
        ),
    ),
  );

program
  .command('review')
  .description('every kept rehearsal with its drill and how long each thing took')
  .addOption(dataDir())
  .addOption(database())
  .addOption(json())
  .addHelpText('after', '\nExample:\n  firstcall review --json')
  .action(async (o) =>
    (await import('./cli/review.ts')).runReview(
      { dataDir: o.dataDir, databaseUrl: o.database, json: o.json, signal: stop.signal },
      console,
    ),
  );

program
  .command('drills')
  .description('what the desk has set itself to rehearse; exit code 1 where a drill is overdue')
  .addOption(config())
  .addOption(dataDir())
  .addOption(database())
  .addOption(json())
  .addHelpText('after', '\nExample:\n  firstcall drills --json')
  .action(async (o) =>
    (await import('./cli/drills.ts')).runDrills(
      {
        config: o.config,
        dataDir: o.dataDir,
        databaseUrl: o.database,
        now: Date.now(),
        json: o.json,
      },
      console,
    ),
  );

addReadingCommands(program, {
  config,
  json,
  optional,
  desk: DESK,
  night: NIGHT,
  policy: POLICY,
  environment: process.env,
  signal: stop.signal,
  console,
});
addProjectionCommands(program, { json, optional, console });
addPeopleCommands(program, config, { dataDir, database, json, optional, console });
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
