/** The review as the page reads it. */
import type { Instant } from '../../../../election/instant.ts';
import type { Language } from '../../../../response/playbook.ts';
import type { DrillView, ReviewView } from '../../../../server/wire-review.ts';
import { type Answer, read } from '../journal/records.ts';

export function readReview(language: Language, since: Instant): Promise<Answer<ReviewView>> {
  return read(`/api/review?${new URLSearchParams({ lang: language, since: String(since) })}`);
}

export function readDrills(language: Language): Promise<Answer<readonly DrillView[]>> {
  return read(`/api/drills?${new URLSearchParams({ lang: language })}`);
}
