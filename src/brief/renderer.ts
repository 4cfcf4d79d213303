/**
 * What turns a page into text, as seen from here: the built bundle of `web/public` is one, a test brings its own.
 */
import type { Brief } from './brief.ts';
import type { Page } from './pages.ts';

export type Asset = { readonly name: string; readonly type: string; readonly text: string };

/** Addresses that a page refers to, and the version of the site that it shows. */
export type Links = {
  readonly base: string;
  /** The same with its host: "https://brief.example/public". */
  readonly site: string;
  /** The picture for shared links, with its host. */
  readonly picture: string;
  readonly style: string;
  readonly script: string;
  readonly icon: string;
  readonly version: string;
};

/** What `dist/public/render.js` exports. */
export type Renderer = {
  readonly assets: { readonly style: Asset; readonly script: Asset; readonly icon: Asset };
  readonly render: (page: Page, brief: Brief, links: Links) => string;
};
