/** `firstcall judge`: historical cases held against a release policy. */
import { judgeCase } from '../verdict/case.ts';
import { readPolicy } from '../verdict/read-policy.ts';
import { givenText } from './given.ts';
import { type Console, useOf } from './outcome.ts';

export async function runJudge(
  cases: readonly string[],
  options: { readonly policy: string; readonly json: boolean },
  console: Console,
): Promise<void> {
  const text = await givenText(options.policy);
  const policy = useOf(() => readPolicy(text, options.policy));
  for (const file of cases) {
    const lines = await givenText(file);
    const outcome = useOf(() => judgeCase(lines, policy));
    if (options.json) {
      console.out(JSON.stringify(outcome));
      continue;
    }
    console.out(`${outcome.case}: ${outcome.winner ?? 'nobody'} is releasable at the end`);
    for (const [from, to] of outcome.releasable) console.out(`  releasable  ${from} – ${to ?? 'end'}`);
    for (const [from, to] of outcome.holds) console.out(`  hold        ${from} – ${to ?? 'end'}`);
    for (const at of outcome.withdrawals) console.out(`  withdrawal  ${at}`);
    for (const at of outcome.reviews) console.out(`  review      ${at}`);
    for (const reason of outcome.reasons) console.out(`  ${reason}`);
  }
}
