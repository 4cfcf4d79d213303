/** The addresses of sign-in: out to the provider and back, sessions, passkeys, confirmations. */
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { SessionRow } from '../../store/sessions.ts';
import type { Phrase } from '../../verdict/verdict.ts';
import type { AppParts, Env } from '../app.ts';
import { readCommand } from '../commands.ts';
import { noteRefusal, type Refusing, refuse } from '../refusing.ts';
import { languageOf } from '../session.ts';
import { type AccountAct, needsPasskey, type PasskeyAct } from '../wire-command.ts';
import { wordingOf } from '../wording.ts';
import { beginConfirming } from './confirmed-command.ts';
import { RETURN_PATH } from './provider.ts';
import { confirmSecond } from './second-person.ts';
import type { SignIn } from './sign-in.ts';
import { mountSignOut } from './sign-out-routes.ts';
import { accountView, isAdministrator } from './views.ts';

const number = z.number().int().positive();
const id = z.string().min(1).max(64);

const ACCOUNT = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('seen') }),
  z.strictObject({ do: z.literal('sign-out') }),
  z.strictObject({ do: z.literal('end'), session: number }),
  z.strictObject({ do: z.literal('end-all'), whose: z.enum(['mine', 'everyone']) }),
]);

const PASSKEY = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('begin') }),
  z.strictObject({ do: z.literal('add'), answer: z.unknown() }),
  z.strictObject({ do: z.literal('remove'), passkey: number }),
]);

const SECOND = z.strictObject({ branch: id, step: id, binds: id });

export function mountSignIn(app: Hono<Env>, parts: AppParts): void {
  mountArriving(app, parts);
  mountSignOut(app, parts);
  mountAccount(app, parts);
  mountPasskeys(app, parts);
  mountConfirming(app, parts);
}

/** Out and back are addresses of the browser itself: what goes wrong is told by the desk's page. */
function mountArriving(app: Hono<Env>, parts: AppParts): void {
  const failed = (c: Context<Env>, refusing: Refusing) => {
    noteRefusal(c.req.raw, parts.house(), refusing);
    return c.redirect(`/?refused=${refusing.cause}`, 303);
  };
  app.get('/sign-in', async (c) => {
    const { signIn = null } = parts;
    if (signIn === null) return failed(c, { cause: 'no-sign-in' });
    if (!signIn.isOwnHost(new URL(c.req.url).host)) return refuse(c, parts.house(), { cause: 'other-host' });
    const begun = await signIn.begin(c.req.query('to') ?? '/', c.req.query('afresh') !== undefined);
    if (begun.kind === 'refused') return failed(c, begun);
    c.header('set-cookie', begun.cookie);
    c.header('cache-control', 'no-store');
    return c.redirect(begun.to.href, 303);
  });
  app.get(RETURN_PATH, async (c) => {
    const { signIn = null } = parts;
    if (signIn === null) return failed(c, { cause: 'no-sign-in' });
    if (!signIn.isOwnHost(new URL(c.req.url).host)) return refuse(c, parts.house(), { cause: 'other-host' });
    const arrived = await signIn.arrive(c.req.raw);
    if (arrived.kind === 'refused') return failed(c, arrived);
    const { person, session, returnTo, cookies } = arrived;
    await note(parts, person, 'signed-in', { session });
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
    c.header('cache-control', 'no-store');
    return c.redirect(returnTo, 303);
  });
}

function mountAccount(app: Hono<Env>, parts: AppParts): void {
  app.get('/api/account', (c) =>
    signedIn(c, parts, async (signIn, session) => {
      const view = await parts.house().desk.read((reader) => accountView(signIn, session, reader));
      return c.json(await view, 200, { 'cache-control': 'no-store' });
    }),
  );
  app.post('/api/account', (c) =>
    signedIn(c, parts, async (signIn, session) => {
      const act = ACCOUNT.safeParse(c.var.body);
      if (!act.success) return unfit(c, parts, act.error);
      return account(c, parts, signIn, session, act.data);
    }),
  );
}

async function account(
  c: Context<Env>,
  parts: AppParts,
  signIn: SignIn,
  session: SessionRow,
  act: AccountAct,
): Promise<Response> {
  if (act.do === 'seen') return c.json({});
  return act.do === 'sign-out'
    ? signOut(c, parts, signIn, session)
    : endSessions(c, parts, signIn, session, act);
}

async function signOut(
  c: Context<Env>,
  parts: AppParts,
  signIn: SignIn,
  session: SessionRow,
): Promise<Response> {
  const returnTo = languageOf(c.req.query('lang')) === 'ja' ? '/?lang=ja' : '/';
  const cookies = await signIn.signOut(c.req.raw, session, returnTo);
  const { number, person } = session;
  parts.house().events.part([number]);
  await note(parts, person, 'signed-out', { session: number });
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
  return c.json({});
}

type Ending = Exclude<AccountAct, { do: 'seen' } | { do: 'sign-out' }>;

async function endSessions(
  c: Context<Env>,
  parts: AppParts,
  signIn: SignIn,
  { person }: SessionRow,
  act: Ending,
): Promise<Response> {
  const house = parts.house();
  const refused = (cause: Refusing['cause']) => refuse(c, house, { cause, person });
  const administers = await house.desk.read((reader) => isAdministrator(reader, person));
  if (act.do === 'end-all' && act.whose === 'everyone' && !administers) return refused('not-administrator');
  if (act.do === 'end') {
    const known = await signIn.list(null);
    const wanted = known.find(({ number: one }) => one === act.session);
    if (wanted === undefined) return refused('no-such-session');
    if (wanted.person !== person && !administers) return refused('not-administrator');
  }
  const ended = await signIn.end(whichOf(act, person));
  house.events.part(ended.map((one) => one.number));
  for (const one of ended)
    await note(parts, person, 'session-ended', { session: one.number, person: one.person });
  return c.json({ ended: ended.length });
}

function whichOf(act: Ending, person: string) {
  if (act.do === 'end') return { number: act.session };
  return act.whose === 'mine' ? { person } : 'all';
}

function mountPasskeys(app: Hono<Env>, parts: AppParts): void {
  app.post('/api/passkey', (c) =>
    signedIn(c, parts, async (signIn, session) => {
      const act = PASSKEY.safeParse(c.var.body);
      return act.success ? passkey(c, parts, signIn, session, act.data) : unfit(c, parts, act.error);
    }),
  );
}

async function passkey(
  c: Context<Env>,
  parts: AppParts,
  signIn: SignIn,
  session: SessionRow,
  act: PasskeyAct,
): Promise<Response> {
  const { person } = session;
  const house = parts.house();
  const asking = { session: session.number, person };
  const { passkeys } = signIn;
  if (act.do === 'remove') {
    const removed = await passkeys.store.remove(act.passkey, person, house.now);
    if (removed === null) return refuse(c, house, { cause: 'no-such-passkey', person });
    await note(parts, person, 'passkey-removed', { credential: removed.credential });
    return c.json({});
  }
  if (!signIn.isFresh(session)) return refuse(c, house, { cause: 'sign-in-not-fresh', person });
  if (act.do === 'begin') {
    const name = await house.desk.read(
      ({ context }) => context.people.find(({ id: one }) => one === person)?.name.en ?? person,
    );
    return c.json(await passkeys.beginAdding(asking, name));
  }
  const added = await passkeys.add(asking, act.answer);
  if (added === null) return refuse(c, house, { cause: 'passkey-refused', person });
  // With the public half in the journal, every later confirmation can be checked from the journal alone.
  const { credential, publicKey, synced } = added;
  await note(parts, person, 'passkey-added', { credential, publicKey, synced });
  return c.json({});
}

function mountConfirming(app: Hono<Env>, parts: AppParts): void {
  app.post('/api/confirm', (c) =>
    signedIn(c, parts, async (signIn, { number: session, person }) => {
      const house = parts.house();
      const command = readCommand(c.var.body);
      if (!command.ok) return unfitFor(c, parts, command.reason);
      if (!needsPasskey(command.value)) return unfitFor(c, parts, 'do: this takes no passkey');
      const begun = await beginConfirming(house, signIn, { session, person }, command.value);
      if (begun.kind === 'begun') return c.json(begun.options);
      if (begun.kind === 'denied') return denied(c, parts, begun.why);
      return refuse(c, house, { cause: begun.cause, person });
    }),
  );
  app.post('/api/second', (c) =>
    signedIn(c, parts, async (_signIn, { person }) => {
      const of = SECOND.safeParse(c.var.body);
      if (!of.success) return unfit(c, parts, of.error);
      const result = await parts.house().decide((reader, at) => [confirmSecond(reader, person, of.data, at)]);
      return result.kind === 'done' ? c.json({ seq: result.seq }) : denied(c, parts, result.why);
    }),
  );
}

async function signedIn(
  c: Context<Env>,
  parts: AppParts,
  work: (signIn: SignIn, session: SessionRow) => Promise<Response>,
): Promise<Response> {
  const { signIn = null } = parts;
  const { session, person } = c.var.visitor;
  return signIn === null || session === null
    ? refuse(c, parts.house(), { cause: 'no-sign-in', person })
    : work(signIn, session);
}

async function denied(c: Context<Env>, { house }: AppParts, why: Phrase): Promise<Response> {
  const language = languageOf(c.req.query('lang'));
  const reason = await house().desk.read(({ context }) =>
    wordingOf(context, language, house().now).phrase(why),
  );
  return c.json({ reason }, 403);
}

function unfit(c: Context<Env>, parts: AppParts, error: z.ZodError): Response {
  const { path, message } = error.issues[0]!;
  return unfitFor(c, parts, `${path.length === 0 ? 'the request' : path.join('.')}: ${message}`);
}

function unfitFor(c: Context<Env>, parts: AppParts, reason: string): Response {
  const { person } = c.var.visitor;
  return refuse(c, parts.house(), { cause: 'unreadable', person, detail: reason, reason });
}

function note(parts: AppParts, person: string, kind: string, data: object): Promise<number> {
  const house = parts.house();
  return house.record({ at: house.now, by: `person:${person}`, kind, data });
}
