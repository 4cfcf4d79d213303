/** The addresses of signing out beyond this desk: out to the provider and back, and where the provider tells of it. */
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppParts, Env } from '../app.ts';
import { noteRefusal, refuse } from '../refusing.ts';
import { SIGNED_OUT_PATH } from './provider.ts';
import type { SignIn } from './sign-in.ts';
import type { Landing } from './signing-out.ts';

/** The provider sends one token there. */
const TOLD_AT_MOST = 16_000;

const TOLD_PATH = '/sign-out/told';

export function mountSignOut(app: Hono<Env>, parts: AppParts): void {
  app.get('/sign-out', (c) =>
    atOwnHost(c, parts, async (signIn) => {
      const departed = await signIn.signingOut.depart(c.req.raw);
      if (departed === null) return goTo(c, '/');
      return departed.kind === 'away' ? goTo(c, departed.to.href) : land(c, departed);
    }),
  );
  app.get(SIGNED_OUT_PATH, (c) =>
    atOwnHost(c, parts, async (signIn) => {
      const landing = await signIn.signingOut.arrive(c.req.raw);
      if (landing.said === 'unsure') noteRefusal(c.req.raw, parts.house(), { cause: 'sign-out-stale' });
      c.header('set-cookie', signIn.signingOut.noCookie);
      return land(c, landing);
    }),
  );
  app.use(
    TOLD_PATH,
    bodyLimit({
      maxSize: TOLD_AT_MOST,
      onError: (c) => refuse(c, parts.house(), { cause: 'too-large' }),
    }),
  );
  app.post(TOLD_PATH, (c) => atOwnHost(c, parts, (signIn) => told(c, parts, signIn)));
}

async function told(c: Context<Env>, parts: AppParts, signIn: SignIn): Promise<Response> {
  const house = parts.house();
  const form = new URLSearchParams(await c.req.text());
  const heard = await signIn.signingOut.told(form.get('logout_token') ?? '');
  if (heard.kind === 'refused') return refuse(c, house, heard);
  house.events.part(heard.sessions.map(({ number }) => number));
  for (const { number: session, person } of heard.sessions)
    await house.record({
      at: house.now,
      by: 'desk',
      kind: 'signed-out-there',
      data: { session, person },
    });
  return c.body(null, 200, { 'cache-control': 'no-store' });
}

function land(c: Context<Env>, { said, returnTo }: Landing): Response {
  return goTo(c, `${returnTo}${returnTo.includes('?') ? '&' : '?'}signed-out=${said}`);
}

/** The address of the provider holds what it once said of a person: no page is told that we led there. */
function goTo(c: Context<Env>, place: string): Response {
  c.header('cache-control', 'no-store');
  c.header('referrer-policy', 'no-referrer');
  return c.redirect(place, 303);
}

async function atOwnHost(
  c: Context<Env>,
  parts: AppParts,
  work: (signIn: SignIn) => Promise<Response>,
): Promise<Response> {
  const { signIn = null } = parts;
  if (signIn === null) return refuse(c, parts.house(), { cause: 'no-sign-in' });
  if (!signIn.isOwnHost(new URL(c.req.url).host)) return refuse(c, parts.house(), { cause: 'other-host' });
  return work(signIn);
}
