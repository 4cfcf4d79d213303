/** The edge at which a page's request on the brief becomes typed: what may be asked, with every field bounded. */
import { z } from 'zod';
import type { StoryContent } from '../brief/story.ts';
import { LEVELS } from '../verdict/verdict.ts';

const id = z.string().min(1).max(64);
/** As it stands in an address. */
const address = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens only')
  .max(60);
const reason = z.string().trim().min(1, 'say why, in a few words').max(2_000);
const source = z.strictObject({
  headline: z.string().max(400),
  standfirst: z.string().max(1_000),
  body: z.string().max(20_000),
});
const level = z.enum(LEVELS as readonly [string, ...string[]]);

const embargo = z
  .discriminatedUnion('until', [
    z.strictObject({ until: z.literal('moment'), at: z.number().int().nonnegative() }),
    z.strictObject({ until: z.enum(['polls-closed', 'called']), contest: id }),
    z.strictObject({ until: z.literal('level'), level }),
  ])
  .nullable();

const line = z
  .strictObject({
    kind: z.enum(['line', 'answer', 'holding']),
    speaker: z.enum(['spokesman', 'minister', 'embassy']),
    levels: z.array(level).min(1, 'say at which levels of the verdict it holds').max(LEVELS.length),
    ticket: id.nullable(),
    step: z.string().min(1).max(130).nullish(),
  })
  .nullable();

const content = z.strictObject({
  place: z.enum(['politics', 'statements', 'background', 'podium']),
  text: z.strictObject({ en: source, ja: source }),
  embargo,
  line,
});

export const BRIEF_COMMANDS = [
  z.strictObject({
    do: z.literal('write-story'),
    story: address,
    content,
    followed: z.array(z.enum(['en', 'ja'])).max(2),
  }),
  z.strictObject({ do: z.enum(['approve-story', 'publish-story']), story: address, binds: id }),
  z.strictObject({ do: z.literal('take-down'), article: id, reason }),
  z.strictObject({ do: z.enum(['exclude', 'include']), article: id, reason }),
] as const;

/** A text that is still being written. */
export function readContent(
  body: unknown,
): { readonly ok: true; readonly value: StoryContent } | { readonly ok: false; readonly reason: string } {
  const parsed = content.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data as StoryContent };
  const { path, message } = parsed.error.issues[0]!;
  return { ok: false, reason: `${path.join('.') || 'the text'}: ${message}` };
}
