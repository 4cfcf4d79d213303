/**
 * A step's document as a file: `GET /api/documents/BRANCH/STEP.LANGUAGE.KIND`, kind txt, html, docx or pdf.
 *
 * What is given out is the text as it would leave now, with its hash on every page; whoever prints it sees which.
 */
import type { Context, Hono } from 'hono';
import { paperDocx } from '../documents/docx.ts';
import { paperHtml } from '../documents/html.ts';
import { type Paper, paperOf, plainText } from '../documents/paper.ts';
import { htmlToPdf, NoPdf } from '../documents/pdf.ts';
import { paperLeaks } from '../documents/scan.ts';
import { findPlanned } from '../response/plan.ts';
import type { Language } from '../response/playbook.ts';
import type { AppParts, Env } from './app.ts';

const TYPES = {
  txt: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

type Kind = keyof typeof TYPES;

const FILE = /^([a-z0-9-]+)\.(en|ja)\.(txt|html|docx|pdf)$/;

export function mountDocuments(app: Hono<Env>, parts: AppParts): void {
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
    return answer(c, found, kind as Kind);
  });
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

async function answer(c: Context<Env>, { paper, sender }: Found, kind: Kind): Promise<Response> {
  try {
    return new Response(await bodyOf(paper, sender, kind), {
      headers: {
        'content-type': TYPES[kind],
        'content-disposition': `${kind === 'html' ? 'inline' : 'attachment'}; filename="${paper.name}.${kind}"`,
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
