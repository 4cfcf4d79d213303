/**
 * The addresses of relations and meetings: pages, search, paths, exports, previews, call sheet, invitations.
 *
 * Each answers from what the signed-in person may see; what is above the person's marking is not there.
 */
import type { Context, Hono } from 'hono';
import type { DeskReader } from '../desk.ts';
import { paperHtml } from '../documents/html.ts';
import { htmlToPdf, NoPdf } from '../documents/pdf.ts';
import { maySee } from '../election/marking.ts';
import { personOf } from '../fold/context.ts';
import { readerOf } from '../fold/decide-surroundings.ts';
import { invitationText } from '../meetings/invitation.ts';
import { peopleTable } from '../relations/people-table.ts';
import { sayRelations } from '../relations/sentences.ts';
import { dayOf } from '../relations/terms.ts';
import { peopleCards } from '../relations/write-cards.ts';
import type { AppParts, Env } from './app.ts';
import { callSheetPaper } from './call-sheet.ts';
import { importPreview } from './import-preview.ts';
import { relationsSeen } from './relations-seen.ts';
import { languageOf } from './session.ts';
import { meetingsView } from './view-meetings.ts';
import { type Looking, reachAnswer, relationsView } from './view-relations.ts';

export function mountSurroundings(app: Hono<Env>, parts: AppParts): void {
  const read = <T>(c: Context<Env>, look: (reader: DeskReader, looking: Looking) => T): Promise<T> => {
    const house = parts.house();
    return house.desk.read((reader) =>
      look(reader, {
        language: languageOf(c.req.query('lang')),
        person: c.var.visitor.person,
        at: Math.max(house.now, reader.state.at),
      }),
    );
  };
  app.get('/api/relations', async (c) =>
    c.json(await read(c, (reader, looking) => relationsView(reader, looking, c.req.query('q') ?? ''))),
  );
  app.get('/api/relations/reach', async (c) => {
    const target = c.req.query('to') ?? '';
    const reach = await read(c, (reader, looking) => reachAnswer(reader, looking, target));
    return reach === null
      ? c.json(
          {
            reason: sayRelations(
              { key: 'relations-unknown-contact', values: { contact: target } },
              languageOf(c.req.query('lang')),
            ),
          },
          404,
        )
      : c.json(reach);
  });
  app.post('/api/relations/import-preview', async (c) => {
    const preview = await read(c, (reader, looking) => importPreview(reader, looking, c.var.body));
    if (preview === null) return c.json({ reason: MISSING.file[languageOf(c.req.query('lang'))] }, 422);
    return typeof preview === 'string' ? c.json({ reason: preview }, 422) : c.json(preview);
  });
  app.get('/api/relations/people.csv', async (c) => {
    const text = await read(c, (reader, { person, at }) =>
      peopleTable(relationsSeen(reader, person).people, dayOf(at)),
    );
    return file(text, 'people.csv', 'text/csv; charset=utf-8');
  });
  app.get('/api/relations/people.vcf', async (c) => {
    const text = await read(c, (reader, { person, at }) =>
      peopleCards(relationsSeen(reader, person).people, dayOf(at)),
    );
    return file(text, 'people.vcf', 'text/vcard; charset=utf-8');
  });
  app.get('/api/meetings', async (c) => c.json(await read(c, meetingsView)));
  for (const kind of ['html', 'pdf'] as const)
    app.get(`/api/meetings/call-sheet.${kind}`, async (c) => {
      const paper = await read(c, callSheetPaper);
      if (paper === null) return c.json({ reason: MISSING.sheet[languageOf(c.req.query('lang'))] }, 404);
      const html = paperHtml(paper);
      if (kind === 'html') return file(html, null, 'text/html; charset=utf-8');
      try {
        return file(await htmlToPdf(html), `${paper.name}.pdf`, 'application/pdf');
      } catch (error) {
        if (error instanceof NoPdf) return c.json({ reason: error.message }, 503);
        throw error;
      }
    });
  app.get('/api/meetings/invitation.ics', async (c) => {
    const text = await read(c, (reader, looking) =>
      invitationFile(reader, looking, c.req.query('uid') ?? ''),
    );
    return text === null
      ? c.json({ reason: MISSING.invitation[languageOf(c.req.query('lang'))] }, 404)
      : file(text, 'invitation.ics', 'text/calendar; charset=utf-8');
  });
}

const MISSING = {
  file: {
    en: 'Choose a file of vCards or a CSV table of at most 390,000 characters; duty and embassy officers take it in.',
    ja: 'vCardまたはCSVの表（39万字まで）を選んでください。取り込めるのは当直官と大使館担当官です。',
  },
  sheet: { en: 'No call sheet is written yet.', ja: '電話会談資料はまだありません。' },
  invitation: { en: 'There is no such invitation.', ja: 'その招待はありません。' },
} as const;

/** The text that an aide's calendar takes in. Those who fetch it may read more than those who receive it: the title is as bland as its marking asks of an open reader. */
function invitationFile(reader: DeskReader, { person, language, at }: Looking, uid: string): string | null {
  const { state, context } = reader;
  const known = state.surroundings.meetings.invitations[uid];
  if (known === undefined || !maySee(readerOf(context, personOf(context, person)), known.marking))
    return null;
  const { title, at: writtenAt, attendees, sequence, method, from, to, marking } = known;
  const settled = state.surroundings.meetings.holds.every(
    (hold) => hold.from !== from || hold.expiresAt === null,
  );
  return invitationText(
    {
      uid,
      sequence,
      method,
      from,
      to,
      marking,
      language,
      attendees,
      title: title[language],
      place: null,
      tentative: !settled && at < from,
      organizer: {
        name: context.profile.title[language],
        address: `${context.profile.id}@firstcall.invalid`,
      },
      writtenAt,
    },
    'open',
  );
}

function file(body: string | Buffer<ArrayBuffer>, name: string | null, type: string): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      ...(name === null ? {} : { 'content-disposition': `attachment; filename="${name}"` }),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
  });
}
