/** `firstcall config check`: a desk's files read as `start` reads them, with nothing started. */
import { sha256 } from '../desk.ts';
import { readContext } from '../fold/context.ts';
import { leavesHouse } from '../response/playbook.ts';
import { readDrills } from './drills.ts';
import { readFeedsFile } from './feeds.ts';
import { givenNight, givenPath } from './given.ts';
import { openingOf } from './opening.ts';
import { type Console, FellShort, WrongUse } from './outcome.ts';
import { readSignInFile } from './sign-in.ts';

export async function runConfigCheck(
  folder: string,
  night: string,
  options: { readonly json: boolean },
  console: Console,
): Promise<void> {
  await givenPath(folder);
  const occasion = { night: await givenNight(night), drill: null };
  const opening = await checked(openingOf(folder, occasion, null));
  const feeds = (await checked(readFeedsFile(folder)))?.feeds ?? [];
  const context = readContext(opening.data, sha256);
  const { playbook, people, groups, policy, profile } = context;
  const signIn = await checked(
    readSignInFile(
      folder,
      people.map(({ id }) => id),
    ),
  );
  const drills = (await checked(readDrills(folder))) ?? [];
  const steps = playbook.branches.flatMap((branch) => branch.steps);
  const found = {
    desk: profile.id,
    policy: policy.id,
    groups: groups.map(({ id, desks }) => ({ id, desks })),
    branches: playbook.branches.map(({ id, steps: own }) => ({ id, steps: own.length })),
    leaving: steps.filter(leavesHouse).length,
    people: people.length,
    signIn:
      signIn === null
        ? null
        : { issuer: signIn.provider.issuer.href, people: new Set(signIn.people.values()).size },
    feeds: feeds.map(({ id, on }) => ({ id, on })),
    drills: drills.map(({ id }) => id),
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
  console.out(
    found.signIn === null
      ? `${people.length} people; no sign-in: a live desk of one person, nothing can leave`
      : `${people.length} people, ${found.signIn.people} of whom sign in by ${found.signIn.issuer}`,
  );
  console.out(`${feeds.length} feeds, ${feeds.filter(({ on }) => on).length} switched on`);
  console.out(`${drills.length} drills planned`);
}

/** A desk that cannot be opened is what the check looks for; that there is none to look at is wrong use. */
async function checked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof WrongUse ? new FellShort(error.message, { cause: error }) : error;
  }
}
