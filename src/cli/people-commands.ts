/** The commands about people, with the options that they share with others. */
import { type Command, Option } from 'commander';
import { MARKINGS } from '../election/marking.ts';
import type { JournalTools } from './journal-commands.ts';

const FORMATS = ['vcard', 'csv'];

export function addPeopleCommands(
  program: Command,
  config: () => Option,
  tools: Omit<JournalTools, 'signal'>,
): void {
  const { dataDir, database, json, optional, console } = tools;
  const people = program.command('people').description('the contacts of both camps, in and out');
  const format = () => people.createArgument('<format>', 'vcard or csv').choices(FORMATS);
  const marking = () =>
    new Option('--marking <marking>', 'of cards that carry none').choices([...MARKINGS]).default('internal');
  const person = () =>
    new Option('--person <id>', 'who asks; what is above the person’s marking is not there').default('duty');
  const name = () => optional('--name <name>', 'which journal; the newest one if left out');
  people
    .command('preview')
    .addArgument(format())
    .argument('<file>', 'vCards or a table')
    .description(
      'what a file would bring: fresh people, possible doubles, refused cards; nothing is recorded',
    )
    .addOption(marking())
    .addOption(config())
    .addOption(json())
    .addHelpText(
      'after',
      '\nExample:\n  firstcall people preview vcard contacts.vcf --config desks/japan-2024',
    )
    .action(async (kind, file, o) => (await import('./people.ts')).runPreview(kind, file, o, console));
  people
    .command('import')
    .addArgument(format())
    .argument('<file>', 'vCards or a table')
    .description('take the fresh people in; possible doubles wait at the desk for a person’s word')
    .addOption(marking())
    .addOption(person())
    .addOption(name())
    .addOption(dataDir())
    .addOption(database())
    .addOption(json())
    .addHelpText('after', '\nExample:\n  firstcall people import csv contacts.csv --person embassy')
    .action(async (kind, file, o) =>
      (await import('./with-journal.ts')).withJournal(
        { name: o.name ?? '', dataDir: o.dataDir, databaseUrl: o.database },
        console,
        async (open) => (await import('./people.ts')).runPeopleImport(await open!(), kind, file, o, console),
      ),
    );
  people
    .command('export')
    .addArgument(format())
    .argument('[file]', 'a new file; standard output if left out')
    .description('write the people that a person of the desk may see')
    .addOption(person())
    .addOption(name())
    .addOption(dataDir())
    .addOption(database())
    .addHelpText('after', '\nExample:\n  firstcall people export csv contacts.csv --person embassy')
    .action(async (kind, file, o) =>
      (await import('./with-journal.ts')).withJournal(
        { name: o.name ?? '', dataDir: o.dataDir, databaseUrl: o.database },
        console,
        async (open) =>
          (await import('./people.ts')).runPeopleExport(await open!(), kind, file ?? null, o, console),
      ),
    );
}
