/** The commands about the journal, with the options that they share with others. */
import type { Command, Option } from 'commander';
import type { Console } from './outcome.ts';

export type JournalTools = {
  readonly dataDir: () => Option;
  readonly database: () => Option;
  readonly json: () => Option;
  readonly optional: (flags: string, description: string) => Option;
  readonly signal: AbortSignal;
  readonly console: Console;
};

export function addJournalCommands(program: Command, tools: JournalTools): void {
  const { dataDir, database, json, optional, signal, console } = tools;
  const journal = program.command('journal').description('look at the journal');
  journal
    .command('verify')
    .description('find any change, gap or reordering')
    .addOption(optional('--name <name>', 'which journal; the newest one if left out'))
    .addOption(optional('--file <file>', 'an exported file instead of the database'))
    .addOption(dataDir())
    .addOption(database())
    .addOption(json())
    .addHelpText('after', '\nExample:\n  firstcall journal verify')
    .action(async (o) =>
      o.file === null
        ? (await import('./with-journal.ts')).withJournal(
            { name: o.name ?? '', dataDir: o.dataDir, databaseUrl: o.database },
            console,
            async (open) =>
              (await import('./journal.ts')).runVerify(await open!(), { ...o, signal: signal }, console),
          )
        : (await import('./journal.ts')).runVerifyFile(o.file, o, console),
    );
  journal
    .command('export')
    .argument('[file]', 'a new file; standard output if left out')
    .description('write the journal as JSON Lines, one record a line with its hash')
    .addOption(optional('--name <name>', 'which journal; the newest one if left out'))
    .addOption(dataDir())
    .addOption(database())
    .addHelpText('after', '\nExample:\n  firstcall journal export night.jsonl')
    .action(async (file, o) =>
      (await import('./with-journal.ts')).withJournal(
        { name: o.name ?? '', dataDir: o.dataDir, databaseUrl: o.database },
        console,
        async (open) => (await import('./journal.ts')).runExport(await open!(), file ?? null, console),
      ),
    );
}
