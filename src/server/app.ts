/**
 * The HTTP face of one house: the desk's API, the event stream, the desk's files and the public pages.
 *
 * A function from Request to Response, so that tests need no port; only the event stream needs Node's response.
 */
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { explainPolicy } from '../verdict/explain.ts';
import { readCommand, readSteer } from './commands.ts';
import { type Files, fileResponse } from './files.ts';
import type { House } from './house.ts';
import { journalPage } from './journal-page.ts';
import type { PublicSite } from './public-site.ts';
import { languageOf, type Session } from './session.ts';
import { deskView } from './view.ts';
import { wordingOf } from './wording.ts';

export type AppParts = {
  /** The house as it is now: starting over replaces it. */
  readonly house: () => House;
  readonly startOver: () => Promise<void>;
  readonly session: Session;
  readonly files: Files;
  readonly site: PublicSite;
};

type Env = { Bindings: HttpBindings };

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
  app.use('/api/*', async (c, next) => {
    const refusal = parts.session.check(c.req.raw, c.env?.incoming?.socket.remoteAddress);
    if (refusal !== null) return c.json({ reason: refusal }, 403);
    return next();
  });
  mountReading(app, parts);
  mountActing(app, parts);
  app.all('/api/*', (c) => c.json({ reason: 'The desk has no such address.' }, 404));
  app.get('/public/*', (c) => parts.site.answer(c.req.raw, c.env?.incoming?.socket.remoteAddress));
  app.post('/public/*', (c) => parts.site.answer(c.req.raw, c.env?.incoming?.socket.remoteAddress));
  app.get('*', (c) => fileResponse(parts.files, c.req.raw));
  return app;
}

function mountReading(app: Hono<Env>, parts: AppParts): void {
  app.get('/api/desk', async (c) => {
    const house = parts.house();
    const language = languageOf(c.req.query('lang'));
    const person = parts.session.personOf(c.req.raw);
    const text = await house.desk.read((reader) =>
      JSON.stringify(
        deskView(reader, {
          language,
          person,
          now: house.now,
          clock: house.rehearsal?.clock ?? null,
          site: parts.site.state,
        }),
      ),
    );
    return c.body(text, 200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
  });
  app.get('/api/events', (c) => {
    parts.house().events.join(c.env.outgoing, c.req.header('last-event-id'));
    return RESPONSE_ALREADY_SENT;
  });
  app.get('/api/journal', async (c) =>
    c.json(await journalPage(parts.house().desk, languageOf(c.req.query('lang')), c.req.query())),
  );
  app.get('/api/journal/asof', async (c) => {
    const house = parts.house();
    const at = Number(c.req.query('at') || Number.NaN);
    // What will be is not known: a later moment would show time passing with nothing coming in.
    if (!(at >= 0 && at <= house.now))
      return c.json(
        { reason: 'invalid moment: give `at` in milliseconds since 1970, not later than now' },
        422,
      );
    const reader = await house.desk.asOf(await house.desk.seqAt(at));
    const person = parts.session.personOf(c.req.raw);
    return c.json(
      deskView(reader, {
        language: languageOf(c.req.query('lang')),
        person,
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
  app.get('/api/me', (c) => c.json({ person: parts.session.personOf(c.req.raw) }));
}

function mountActing(app: Hono<Env>, parts: AppParts): void {
  app.post('/api/command', async (c) => {
    const command = readCommand(await c.req.json().catch(() => null));
    if (!command.ok) return c.json({ reason: command.reason }, 422);
    const house = parts.house();
    const result = await house.command(parts.session.personOf(c.req.raw), command.value);
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
  app.post('/api/rehearsal', async (c) => {
    const steer = readSteer(await c.req.json().catch(() => null));
    if (!steer.ok) return c.json({ reason: steer.reason }, 422);
    const { value } = steer;
    if (parts.house().rehearsal === null)
      return c.json({ reason: 'Nothing to steer: this desk is live.' }, 409);
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
    const body = (await c.req.json().catch(() => null)) as { person?: unknown } | null;
    const people = await parts.house().desk.read(({ context }) => context.people.map(({ id }) => id));
    if (typeof body?.person !== 'string' || !people.includes(body.person))
      return c.json({ reason: 'unknown person: choose one of the desk' }, 422);
    return c.json({ person: body.person }, 200, { 'set-cookie': parts.session.cookieFor(body.person) });
  });
}
