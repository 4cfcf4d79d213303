/**
 * Who reads the text of a marked step: those whose work it is, and those who read restricted things anyway.
 *
 * The playbook's markings are a house's own words, so each counts as restricted. Titles, gates and deadlines are no
 * secret: the board shows them to everybody.
 */
import type { Hono, Context as Http } from 'hono';
import { maySee } from '../election/marking.ts';
import { type Context, personOf } from '../fold/context.ts';
import { readerOf } from '../fold/decide-surroundings.ts';
import type { Person, Role, Step } from '../response/playbook.ts';
import type { StepRef } from '../response/response.ts';
import type { AppParts, Env } from './app.ts';
import { refuse } from './refusing.ts';

/** Whoever writes, approves or lets out a text must have read it. */
const WORK_ON_TEXTS: readonly Role[] = ['drafter', 'approver', 'duty-officer'];

export function mayReadText(
  context: Context,
  person: Person,
  { marking, owner, deputy }: Pick<Step, 'marking' | 'owner' | 'deputy'>,
): boolean {
  if (marking === null) return true;
  const own = person.roles.some((role) => role === owner || role === deputy || WORK_ON_TEXTS.includes(role));
  return own || maySee(readerOf(context, person), 'restricted');
}

/** A step of the playbook, whichever branch is armed. */
export function stepOf({ playbook }: Context, { branch, step }: StepRef): Step | undefined {
  return playbook.branches.find(({ id }) => id === branch)?.steps.find(({ id }) => id === step);
}

/** Refuses the files and versions of a text to those who may not read it, and the whole plan where it holds such a text. */
export function guardTexts(app: Hono<Env>, parts: AppParts): void {
  const unless =
    (readable: (c: Http<Env>, context: Context, person: Person) => boolean) =>
    async (c: Http<Env>, next: () => Promise<void>) => {
      const { person } = c.var.visitor;
      const may = await parts
        .house()
        .desk.read(({ context }) => readable(c, context, personOf(context, person)));
      if (!may) return refuse(c, parts.house(), { cause: 'above-marking', person });
      await next();
      return undefined;
    };
  const oneText = unless((c, context, person) => {
    const { branch = '', step, file = '' } = c.req.param() as Record<string, string>;
    const found = stepOf(context, { branch, step: step ?? file.split('.')[0]! });
    return found === undefined || mayReadText(context, person, found);
  });
  const everyText = unless((_c, context, person) =>
    context.playbook.branches.every(({ steps }) => steps.every((one) => mayReadText(context, person, one))),
  );
  app.use('/api/versions/:branch/:step', oneText);
  app.use('/api/documents/:branch/:file', oneText);
  app.use('/api/pack/:file', everyText);
}
