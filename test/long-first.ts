/**
 * The order of the test files: those that take longest begin first, so that no worker is alone with one at the end.
 * The runner's own order goes by the last run's durations and, on a clean checkout, by the files' sizes, which say
 * little here.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whatever took more than fifteen seconds of two shared cores; one that is missing costs a little time only. */
const LONG = [
  'story/story',
  'nights/gates',
  'desk/kill',
  'fold/fold',
  'store/postgres',
  'store/journal',
  'projection/recorded-night',
  'web-pages/other-pages',
  'web-pages/feeds',
  'meetings/pages',
  'web-public/pages',
  'web-public/barriers',
  'web/night-use',
  'server/view',
  'cli/use',
  'story/start',
  'story/entering-calls',
  'sign-in/browser',
  'attempts/attempts',
  'cli/review',
  'cli/formats',
  'web/night',
  'response/crash-runs',
  'returns/recorded-nights',
  'server/rehearsal',
  'brief/bake',
  'brief/numbers',
  'fold/silent',
  'verdict/perturbed',
  'cli/config-check',
];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return found < 0 ? LONG.length : found;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}
