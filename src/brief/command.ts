/** What a person may ask of the brief: to write, approve, publish and take down, and to leave out of a ranking. */
import type { Language } from '../response/playbook.ts';
import type { StoryContent } from './story.ts';

export type BriefCommand =
  | {
      readonly do: 'write-story';
      readonly story: string;
      readonly content: StoryContent;
      /** The languages whose text now says all that this revision says. */
      readonly followed: readonly Language[];
    }
  | { readonly do: 'approve-story' | 'publish-story'; readonly story: string; readonly binds: string }
  | { readonly do: 'take-down'; readonly article: string; readonly reason: string }
  | {
      readonly do: 'exclude' | 'include';
      readonly article: string;
      readonly reason: string;
    };
