/** `firstcall config check` and `policy explain`: a desk's files read as `start` reads them, with nothing started. */
import { sha256 } from '../desk.ts';
import type { Night } from '../feeds/night/night.ts';
import { readContext } from '../fold/context.ts';
import type { OpenedDraft } from '../fold/opened.ts';
import { leavesHouse } from '../response/playbook.ts';
import { explainPolicy } from '../verdict/explain.ts';
import { readPolicy } from '../verdict/read-policy.ts';
import { givenNight, givenPath, givenText } from './given.ts';
import { openingOf } from './opening.ts';
import { type Console, FellShort, useOf, WrongUse } from './outcome.ts';

export async function runConfigCheck(
  folder: string,
  night: string,
  options: { readonly json: boolean },
  console: Console,
): Promise<void> {
  const opening = await checked(folder, await givenNight(night));
  const context = readContext(opening.data, sha256);
  const { playbook, people, groups, policy, profile } = context;
  const steps = playbook.branches.flatMap((branch) => branch.steps);
  const found = {
    desk: profile.id,
    policy: policy.id,
    groups: groups.map(({ id, desks }) => ({ id, desks })),
    branches: playbook.branches.map(({ id, steps: own }) => ({ id, steps: own.length })),
    leaving: steps.filter(leavesHouse).length,
    people: people.length,
  };
  if (options.json) {
    console.out(JSON.stringify(found));
    return;
  }
  console.out(`${profile.id}: in order`);
  console.out(
    `policy ${policy.id}: ${groups.length} calling groups (${groups.map(({ id }) => id).join(', ')})`,
  );
  console.out(
    `playbook ${playbook.id}: ${playbook.branches.length} branches, ${steps.length} steps, ${found.leaving} leave the house`,
  );
  console.out(`${people.length} people`);
}

/** A desk that cannot be opened is what the check looks for; that there is none to look at is wrong use. */
async function checked(folder: string, night: Night): Promise<OpenedDraft> {
  await givenPath(folder);
  try {
    return await openingOf(folder, { night, drill: null }, null);
  } catch (error) {
    throw error instanceof WrongUse ? new FellShort(error.message, { cause: error }) : error;
  }
}

export async function runPolicyExplain(file: string, language: 'en' | 'ja', console: Console): Promise<void> {
  const text = await givenText(file);
  const policy = useOf(() => readPolicy(text, file));
  for (const sentence of explainPolicy(policy, language)) console.out(sentence);
}
