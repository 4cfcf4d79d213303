/** The brief as the page reads it, and a preview of what is being written. */
import type { BriefPage, Preview } from '../../../../brief/desk-page.ts';
import type { StoryContent } from '../../../../brief/story.ts';
import type { Language } from '../../../../response/playbook.ts';
import { type Answer, read } from '../journal/records.ts';

export function readBrief(language: Language): Promise<Answer<BriefPage>> {
  return read(`/api/brief?${new URLSearchParams({ lang: language })}`);
}

/** Null where nobody answers or the text cannot be read yet. */
export async function previewOf(content: StoryContent): Promise<Preview | null> {
  try {
    const response = await fetch('/api/brief/preview', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-firstcall': 'desk' },
      body: JSON.stringify(content),
      signal: AbortSignal.timeout(5000),
    });
    return response.ok ? ((await response.json()) as Preview) : null;
  } catch {
    return null;
  }
}
