/**
 * The HTTP face of one house: the desk's API, the event stream, the desk's files and the public pages.
 *
 * A function from Request to Response, so that tests need no port; only the event stream needs Node's response.
 * What is refused here is a record; see refusing.ts.
 */
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { DrillStanding, PlannedDrill } from '../review/drill-plan.ts';
import { explainPolicy } from '../verdict/explain.ts';
import { mountBrief } from './brief-page.ts';
import { readCommand, readSteer } from './commands.ts';
import { mountDocuments } from './documents.ts';
import { type Files, fileResponse, leavesFolder } from './files.ts';
import type { House } from './house.ts';
import { journalPage } from './journal-page.ts';
import { guardTexts } from './marked-steps.ts';
import type { PublicSite } from './public-site.ts';
import { BODY_AT_MOST, readBody } from './read-body.ts';
import { noteRefusal, refuse } from './refusing.ts';
import { reviewPage } from './review-page.ts';
import { languageOf, type Session, type Visitor } from './session.ts';
import { CAUSES, isCause } from './sign-in/causes.ts';
import { commandAtLiveDesk } from './sign-in/confirmed-command.ts';
import { mountSignIn } from './sign-in/routes.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import { signInView } from './sign-in/views.ts';
import { mountSurroundings } from './surroundings-routes.ts';
import { deskView } from './view.ts';
import { handTablePreview } from './view-hand-table.ts';
import { jointView } from './view-projection.ts';
import type { DrillView } from './wire-review.ts';
import { wordingOf } from './wording.ts';

/** What a reader's page sends is the name of an article. */
const READ_AT_MOST = 1_000;

export type AppParts = {
  /** The house as it is now: starting over replaces it. */
  readonly house: () => House;
  readonly startOver: () => Promise<void>;
  readonly session: Session;
  /** Null where nobody signs in; its session is then another. */
  readonly signIn?: SignIn | null;
  readonly files: Files;
  readonly site: PublicSite;
  /** How the drills that the desk has planned stand now; none where it plans none. */
  readonly drills?: () => Promise<
    readonly { readonly drill: PlannedDrill; readonly standing: DrillStanding }[] | null
  >;
};

export type Env = { Bindings: HttpBindings; Variables: { visitor: Visitor; body: unknown } };

export function createApp(parts: AppParts): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, c) => {
    parts.session.report(error);
    return c.json(
      {
        reason:
          'The desk could not answer; the fault is in its log. Reload the page; what was recorded is kept.',
      },
      500,
    );
  });
  guard(app, parts);
  mountReading(app, parts);
  mountStudying(app, parts);
  mountActing(app, parts);
  mountBrief(app, parts);
  mountSignIn(app, parts);
  guardTexts(app, parts);
  mountDocuments(app, parts);
  mountSurroundings(app, parts);
  app.all('/api/*', (c) =>
    refuse(c, parts.house(), { cause: 'no-such-address', person: c.var.visitor.person }),
  );
  app.get('/public/*', (c) => parts.site.answer(c.req.raw, c.env?.incoming?.socket.remoteAddress));
  app.post('/public/*', (c) => parts.site.answer(c.req.raw, c.env?.incoming?.socket.remoteAddress));
  app.get('*', (c) => {
    if (leavesFolder(c.req.raw)) noteRefusal(c.req.raw, parts.house(), { cause: 'traversal' });
    return fileResponse(parts.files, c.req.raw);
  });
  return app;
}

/** Who asks, and is the request fit to be heard? */
function guard(app: Hono<Env>, parts: AppParts): void {
  app.use('/api/*', async (c, next) => {
    const admission = await parts.session.admit(c.req.raw, c.env?.incoming?.socket.remoteAddress);
    if ('refused' in admission) {
      const { refused: cause, person } = admission;
      // Who is signed in here? Nobody: an answer, and no refusal.
      if (c.req.method === 'GET' && c.req.path === '/api/me' && CAUSES[cause].status === 401) {
        const asked = c.req.query('refused') ?? '';
        const why = isCause(asked) ? asked : cause;
        return c.json({ person: null, reason: CAUSES[why][languageOf(c.req.query('lang'))] });
      }
      return refuse(c, parts.house(), { cause, person });
    }
    c.set('visitor', admission);
    await next();
    // What a person may see now, nobody may find in a cache later.
    if (c.req.path !== '/api/events' && !c.res.headers.has('cache-control'))
      c.header('cache-control', 'no-store');
    return undefined;
  });
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: BODY_AT_MOST,
      onError: (c) =>
        refuse(c, parts.house(), { cause: 'too-large', person: (c.get('visitor') as Visitor).person }),
    }),
  );
  app.use(
    '/public/*',
    bodyLimit({ maxSize: READ_AT_MOST, onError: (c) => refuse(c, parts.house(), { cause: 'too-large' }) }),
  );
  app.post('/api/*', async (c, next) => {
    const body = await readBody(c.req.raw);
    if (!body.ok) return unreadable(c, parts, body.reason);
    c.set('body', body.value);
    return next();
  });
}

function unreadable(c: Context<Env>, parts: AppParts, reason: string): Response {
  return refuse(c, parts.house(), {
    cause: 'unreadable',
    person: c.var.visitor.person,
    detail: reason,
    reason,
  });
}

function isObject(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}

function mountReading(app: Hono<Env>, parts: AppParts): void {
  app.get('/api/desk', async (c) => {
    const house = parts.house();
    const language = languageOf(c.req.query('lang'));
    const { visitor } = c.var;
    const signIn =
      visitor.session === null || !parts.signIn ? null : await signInView(parts.signIn, visitor.session);
    const text = await house.desk.read((reader) =>
      JSON.stringify({
        ...deskView(reader, {
          language,
          person: visitor.person,
          now: house.now,
          clock: house.rehearsal?.clock ?? null,
          site: parts.site.state,
        }),
        ...(signIn === null ? {} : { signIn: signIn(reader, house.now) }),
      }),
    );
    return c.body(text, 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
  });
  app.get('/api/events', (c) => {
    const { session } = c.var.visitor;
    parts.house().events.join(c.env.outgoing, c.req.header('last-event-id'), session?.number ?? null);
    return RESPONSE_ALREADY_SENT;
  });
  app.get('/api/journal', async (c) =>
    c.json(
      await journalPage(
        parts.house().desk,
        languageOf(c.req.query('lang')),
        c.req.query(),
        c.var.visitor.person,
      ),
    ),
  );
  app.get('/api/journal/asof', async (c) => {
    const house = parts.house();
    const at = Number(c.req.query('at') || Number.NaN);
    // What will be is not known: a later moment would show time passing with nothing coming in.
    if (!(at >= 0 && at <= house.now))
      return unreadable(c, parts, 'invalid moment: give `at` in milliseconds since 1970, not later than now');
    const reader = await house.desk.asOf(await house.desk.seqAt(at));
    return c.json(
      deskView(reader, {
        language: languageOf(c.req.query('lang')),
        person: c.var.visitor.person,
        now: at,
        clock: null,
        site: parts.site.state,
      }),
    );
  });
  app.get('/api/policy', async (c) => {
    const language = languageOf(c.req.query('lang'));
    return c.json({
      sentences: await parts.house().desk.read(({ context }) => explainPolicy(context.policy, language)),
    });
  });
  app.get('/api/me', (c) => c.json({ person: c.var.visitor.person }));
}

function mountStudying(app: Hono<Env>, parts: AppParts): void {
  app.get('/api/review', async (c) => {
    const { desk, now } = parts.house();
    const since = c.req.query('since') === undefined ? null : Number(c.req.query('since'));
    if (since !== null && !(since >= 0 && since <= now))
      return c.json(
        { reason: 'invalid moment: give `since` in milliseconds since 1970, not later than now' },
        422,
      );
    return c.json(await reviewPage(desk, { language: languageOf(c.req.query('lang')), now, since }));
  });
  app.get('/api/drills', async (c) => {
    const language = languageOf(c.req.query('lang'));
    const drills = (await parts.drills?.()) ?? [];
    return c.json(
      drills.map(({ drill: { id, title }, standing: { state, dueAt, nextAt, by } }): DrillView => {
        return { id, title: title[language], state, dueAt, nextAt, journal: by?.journal ?? null };
      }),
    );
  });
  app.get('/api/projection', async (c) => {
    const { desk, now } = parts.house();
    return c.json(await desk.read((reader) => jointView(reader, now)));
  });
}

function mountActing(app: Hono<Env>, parts: AppParts): void {
  app.post('/api/command', async (c) => {
    const { body } = c.var;
    const { passkey, ...bare } = isObject(body) ? body : { passkey: undefined };
    const command = readCommand(isObject(body) ? bare : body);
    if (!command.ok) return unreadable(c, parts, command.reason);
    const house = parts.house();
    const { visitor } = c.var;
    const result =
      house.rehearsal === null
        ? await commandAtLiveDesk(house, parts.signIn ?? null, visitor, command.value, passkey)
        : await house.command(visitor.person, command.value);
    if (result.kind === 'refused') return refuse(c, house, { cause: result.cause, person: visitor.person });
    if (result.kind === 'done') return c.json({ seq: result.seq });
    const language = languageOf(c.req.query('lang'));
    return c.json(
      {
        reason: await house.desk.read(({ context }) =>
          wordingOf(context, language, house.now).phrase(result.why),
        ),
      },
      403,
    );
  });
  app.post('/api/counts-preview', async (c) => {
    const { desk, now } = parts.house();
    const { person } = c.var.visitor;
    const preview = await desk.read((reader) => handTablePreview(reader, c.var.body, { person, now }));
    if (preview === null) return unreadable(c, parts, 'give `table` as text and `contest` as an id or null');
    return c.json(preview);
  });
  app.post('/api/rehearsal', async (c) => {
    const steer = readSteer(c.var.body);
    if (!steer.ok) return unreadable(c, parts, steer.reason);
    const { value } = steer;
    if (parts.house().rehearsal === null)
      return refuse(c, parts.house(), { cause: 'live', person: c.var.visitor.person });
    // The past is not rewritten: going back is starting over and playing up to the moment.
    const back = value.do === 'jump' && value.to < parts.house().now;
    const { running, finished } = parts.house().rehearsal!.clock;
    if (value.do === 'restart' || back) await parts.startOver();
    if (back && !running && !finished) await parts.house().steer({ do: 'pause' });
    // The new rehearsal already runs; a moment before its beginning is its beginning.
    if (value.do === 'jump')
      await parts.house().steer({ ...value, to: Math.max(value.to, parts.house().now) });
    else if (value.do !== 'restart') await parts.house().steer(value);
    return c.json({ clock: parts.house().rehearsal?.clock ?? null });
  });
  app.post('/api/me', async (c) => {
    const { cookieFor } = parts.session;
    if (cookieFor === null)
      return refuse(c, parts.house(), { cause: 'no-switcher', person: c.var.visitor.person });
    const body = c.var.body as { person?: unknown } | null;
    const people = await parts.house().desk.read(({ context }) => context.people.map(({ id }) => id));
    if (typeof body?.person !== 'string' || !people.includes(body.person))
      return unreadable(c, parts, 'unknown person: choose one of the desk');
    return c.json({ person: body.person }, 200, { 'set-cookie': cookieFor(body.person) });
  });
}
