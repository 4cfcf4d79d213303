/** The commands about the projection; they read files and print. */
import { type Command, Option } from 'commander';
import { collect, positive } from './arguments.ts';
import type { Console } from './outcome.ts';

export type ProjectionTools = {
  readonly json: () => Option;
  readonly optional: (flags: string, description: string) => Option;
  readonly console: Console;
};

export function addProjectionCommands(program: Command, { json, optional, console }: ProjectionTools): void {
  const at = () =>
    optional('--at <moment>', 'a replay’s moment ("07") or a time in UTC; the last one if left out');
  const several = (flags: string, description: string) =>
    new Option(flags, description).default([]).argParser(collect);
  program
    .command('project')
    .argument('<folder>', 'a replay or a recorded night')
    .description('the projection at one moment')
    .addOption(at())
    .addOption(several('--hold <call>', 'a call held to be true, "PA=D"; may be given more than once'))
    .addOption(several('--off <contest>', 'a contest whose projection is switched off'))
    .addOption(optional('--expected <file>', 'margins expected before the count, as a desk’s expected.yaml'))
    .addOption(optional('--order <file>', 'an earlier night’s order of counting, as a desk’s order.yaml'))
    .addOption(json())
    .addHelpText(
      'after',
      '\nExample:\n  firstcall project nights/2024-us-president --at 2024-11-06T04:00:00Z',
    )
    .action(async (folder, o) => (await import('./project.ts')).runProject(folder, o, console));

  program
    .command('what-if')
    .argument('<folder>', 'a replay or a recorded night')
    .description('what follows if contests go one way, or end within a range of margins')
    .addOption(at())
    .addOption(
      several('--if <condition>', '"PA=D", or "GA=-0.01..0.01" for a margin, first ticket minus second'),
    )
    .addOption(optional('--paths <ticket>', 'the ways to a majority that are left to this ticket'))
    .addOption(json())
    .addHelpText(
      'after',
      '\nExample:\n  firstcall what-if replays/2020 --at 12 --if PA=D --if GA=-0.01..0.01 --paths D',
    )
    .action(async (folder, o) => (await import('./project.ts')).runWhatIf(folder, o, console));

  program
    .command('counting-order')
    .argument('<night>', 'folder of a recorded night with its results')
    .description('how far early counts lay from final ones, as an order.yaml for the desk of a later night')
    .addHelpText('after', '\nExample:\n  firstcall counting-order nights/2020-us-president > order.yaml')
    .action(async (night) => (await import('./counting-order.ts')).runCountingOrder(night, console));

  program
    .command('model-calls')
    .argument('<night>', 'folder of a recorded night')
    .description('when the model would have called each contest, beside a desk’s calls')
    .option('--desk <name>', 'the desk to compare with', 'AP')
    .option('--every <minutes>', 'how often it is projected', positive, 15)
    .addOption(json())
    .addHelpText('after', '\nExample:\n  firstcall model-calls nights/2020-us-president --json')
    .action(async (night, o) => (await import('./model-calls.ts')).runModelCalls(night, o, console));
}
