/**
 * Documents as files. `GET /api/documents/BRANCH/STEP.LANGUAGE.KIND`, kind txt, html, docx or pdf: a step's text.
 * `GET /api/pack/plan.LANGUAGE.KIND` and `…/withdrawal.…`, kind html or pdf: the plan on paper.
 * `GET /api/versions/BRANCH/STEP`: every version of a text and what each changed.
 *
 * What is given out is the text as it would leave now, with its hash on every page; whoever prints it sees which.
 */
import type { Context, Hono } from 'hono';
import type { DeskReader } from '../desk.ts';
import { paperDocx } from '../documents/docx.ts';
import { paperHtml } from '../documents/html.ts';
import { type PackQuestion, planPack, withdrawalPack } from '../documents/pack.ts';
import { type Paper, paperOf, plainText } from '../documents/paper.ts';
import { htmlToPdf, NoPdf } from '../documents/pdf.ts';
import { paperLeaks } from '../documents/scan.ts';
import type { Instant } from '../election/instant.ts';
import { findPlanned } from '../response/plan.ts';
import type { Language } from '../response/playbook.ts';
import type { AppParts, Env } from './app.ts';
import { languageOf } from './session.ts';
import { versionsOf } from './versions.ts';
import { wordingOf } from './wording.ts';

const TYPES = {
  txt: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

type Kind = keyof typeof TYPES;

const FILE = /^([a-z0-9-]+)\.(en|ja)\.(txt|html|docx|pdf)$/;

export function mountDocuments(app: Hono<Env>, parts: AppParts): void {
  mountPacks(app, parts);
  app.get('/api/versions/:branch/:step', async (c) => {
    const { branch, step } = c.req.param();
    const versions = await versionsOf(parts.house().desk, { branch, step }, languageOf(c.req.query('lang')));
    if (versions === null)
      return c.json({ reason: 'The plan has no such document; load the page again.' }, 404);
    return c.json({ versions }, 200, { 'cache-control': 'no-store' });
  });
  app.get('/api/documents/:branch/:file', async (c) => {
    const [, step, language, kind] = FILE.exec(c.req.param('file')) ?? [];
    const ref = { branch: c.req.param('branch'), step: step ?? '' };
    const found = await paperFor(parts, ref, (language ?? 'en') as Language);
    if (kind === undefined || found === null)
      return c.json({ reason: 'The plan has no such document; load the page again.' }, 404);
    const [leak] = paperLeaks(found.paper, found.forbidden);
    if (leak !== undefined)
      return c.json(
        { reason: `“${leak.word}” belongs to another outcome: ${leak.part} of the document.` },
        409,
      );
    const { paper, sender } = found;
    return fileOf(c, paper.name, kind as Kind, () => bodyOf(paper, sender, kind as Kind));
  });
}

const PACKS = { plan: planPack, withdrawal: withdrawalPack } as const;

const PACK_FILE = /^(plan|withdrawal)\.(en|ja)\.(html|pdf)$/;

function mountPacks(app: Hono<Env>, parts: AppParts): void {
  app.get('/api/pack/:file', async (c) => {
    const [, pack, language, kind] = PACK_FILE.exec(c.req.param('file')) ?? [];
    if (kind === undefined) return c.json({ reason: 'There is no such pack: plan or withdrawal.' }, 404);
    const house = parts.house();
    const html = await house.desk.read(({ state, context, watch }) =>
      PACKS[pack as keyof typeof PACKS](
        packQuestion({ state, context, watch }, language as Language, house.now),
      ),
    );
    const name = `${pack}.${language}`;
    return fileOf(c, name, kind as Kind, async () => (kind === 'html' ? html : htmlToPdf(html)));
  });
}

type Reading = Pick<DeskReader, 'state' | 'context' | 'watch'>;

function packQuestion({ state, context, watch }: Reading, language: Language, at: Instant): PackQuestion {
  const { playbook, profile, opened } = context;
  const words = wordingOf(context, language, at);
  return {
    playbook,
    plan: watch.plan(state, context, at),
    state: state.response,
    language,
    at,
    zone: profile.zones.home.zone,
    rehearsal: opened.night !== null,
    when: words.when,
    person: words.person,
  };
}

type Found = {
  readonly paper: Paper;
  readonly sender: string;
  /** Words that only another outcome may use. */
  readonly forbidden: readonly string[];
};

function paperFor(
  parts: AppParts,
  ref: { readonly branch: string; readonly step: string },
  language: Language,
): Promise<Found | null> {
  const house = parts.house();
  return house.desk.read(({ state, context, watch }) => {
    const planned = findPlanned(watch.plan(state, context, house.now), ref);
    const { playbook, profile, opened } = context;
    if (planned === undefined) return null;
    const zone = profile.zones.home.zone;
    const rehearsal = opened.night !== null;
    const paper = paperOf({ playbook, planned, language, at: house.now, zone, rehearsal });
    const forbidden = playbook.branches.find(({ id }) => id === ref.branch)?.forbidden ?? [];
    return paper === null ? null : { paper, sender: profile.governments.own[language], forbidden };
  });
}

async function fileOf(
  c: Context<Env>,
  name: string,
  kind: Kind,
  make: () => Promise<string | Buffer<ArrayBuffer>>,
): Promise<Response> {
  try {
    return new Response(await make(), {
      headers: {
        'content-type': TYPES[kind],
        'content-disposition': `${kind === 'html' ? 'inline' : 'attachment'}; filename="${name}.${kind}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      },
    });
  } catch (error) {
    if (!(error instanceof NoPdf)) throw error;
    return c.json({ reason: error.message }, 503);
  }
}

async function bodyOf(paper: Paper, sender: string, kind: Kind): Promise<string | Buffer<ArrayBuffer>> {
  switch (kind) {
    case 'txt':
      return plainText(paper);
    case 'html':
      return paperHtml(paper);
    case 'docx':
      return paperDocx(paper, sender);
    case 'pdf':
      return htmlToPdf(paperHtml(paper));
  }
}
