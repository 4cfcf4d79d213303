/**
 * What every page shares: the desk's view, the state of the connection, the clock, and what a person chose.
 *
 * The event stream only hints that there is something new; the view is always fetched whole, so a lost hint costs
 * nothing. Where the stream is down for five seconds the page asks every two, and says so.
 */
import type { ContestId } from '../../election/election.ts';
import type { Instant } from '../../election/instant.ts';
import type { Language } from '../../response/playbook.ts';
import type { DeskView } from '../../server/wire.ts';
import { type Command, needsPasskey, type Steer } from '../../server/wire-command.ts';
import { type Answer, fetchMe, fetchView, post } from './connection.ts';
import { type Messages, messagesIn } from './messages.ts';
import { destinationOf, type Page, pageAt } from './route.ts';
import { withPasskey } from './sign-in/confirm.ts';

export type Theme = 'light' | 'dark' | 'red';

/** At most four fetches a second: counts come in bursts, and nobody reads faster. */
const REFRESH_EVERY = 250;

/** The stream comes back by itself within this time in all ordinary cases; longer is worth a word. */
const LOST_AFTER = 5_000;

const POLL_EVERY = 2_000;

/** A session lasts an hour beyond the last touch: telling the desk once a minute is enough. */
const TOUCH_EVERY = 60_000;

/** Above this speed seconds are a blur and are not shown. */
const SECONDS_UP_TO = 10;

class Desk {
  view = $state.raw<DeskView | null>(null);
  /** Wall-clock moment since which the desk does not answer; null while it does. */
  lostSince = $state<number | null>(null);
  /** Why nobody is signed in here; null while somebody is, or where nobody needs to. */
  signedOut = $state<string | null>(null);
  /** The desk's time now, by the second (by the minute in a fast rehearsal). */
  now = $state<Instant>(0);
  language = $state<Language>('en');
  theme = $state<Theme>('light');
  page = $state<Page>('night');
  /** The contest under the eye, on every block that shows contests. */
  selected = $state<ContestId | null>(null);
  /** Whether pictures show their tables. */
  tables = $state(false);

  readonly words: Messages = $derived(messagesIn(this.language));
  readonly showSeconds = $derived((this.view?.clock.speed ?? 1) <= SECONDS_UP_TO);

  #receivedAt = 0;
  #refreshing: Promise<void> | null = null;
  #again = false;
  #streamDownAt: number | null = null;
  #touchedAt = 0;

  /** Begins to listen; to be called once. */
  begin(): void {
    this.language = languageAtStart();
    this.theme = themeAtStart();
    this.page = pageAt(location.pathname);
    this.#reflect();
    addEventListener('click', (event) => this.#follow(event));
    addEventListener('popstate', () => {
      this.page = pageAt(location.pathname);
    });
    setInterval(() => this.#tick(), 200);
    setInterval(() => void this.#pollWhenDown(), POLL_EVERY);
    for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, () => this.#touch());
    this.#listen();
    void this.refresh();
  }

  /** Fetches the view; while one fetch runs, many wishes become one more. */
  refresh(): Promise<void> {
    if (this.#refreshing !== null) {
      this.#again = true;
      return this.#refreshing;
    }
    this.#refreshing = this.#refreshThenWait();
    return this.#refreshing;
  }

  /** Asks the desk to do something, with the person's passkey where it takes one; the view follows at once. */
  async send(command: Command): Promise<Answer> {
    if (this.view?.signIn === undefined || !needsPasskey(command)) return this.act('/api/command', command);
    const confirmed = await withPasskey(command, this.language);
    if (confirmed.ok) return this.act('/api/command', confirmed.value);
    if (confirmed.signedOut) this.signedOut = confirmed.reason;
    return confirmed;
  }

  async steer(steer: Steer): Promise<Answer> {
    return this.act('/api/rehearsal', steer);
  }

  async signInAs(person: string): Promise<Answer> {
    return this.act('/api/me', { person });
  }

  /** A change; the view follows at once. */
  async act(path: string, body: unknown): Promise<Answer> {
    const answer = await post(path, body, this.language);
    if (answer.ok) await this.refresh();
    else if (answer.signedOut) this.signedOut = answer.reason;
    return answer;
  }

  speak(language: Language): void {
    this.language = language;
    localStorage.setItem('language', language);
    history.replaceState(null, '', location.pathname + languageQuery(language) + location.hash);
    this.#reflect();
    void this.refresh();
  }

  wear(theme: Theme): void {
    this.theme = theme;
    localStorage.setItem('theme', theme);
    this.#reflect();
  }

  /** Every link to a page of the desk, wherever it stands, is followed without a reload. */
  #follow(event: MouseEvent): void {
    const url = destinationOf(event);
    if (url === null) return;
    event.preventDefault();
    history.pushState(null, '', url.pathname + languageQuery(this.language) + url.hash);
    this.page = pageAt(url.pathname);
    scrollTo(0, 0);
  }

  async #refreshThenWait(): Promise<void> {
    const began = Date.now();
    const fetched = await fetchView(this.language);
    if (fetched?.ok) this.#take(fetched.value);
    else if (fetched !== null) this.signedOut = await this.#whySignedOut(fetched.reason);
    else this.lostSince ??= this.#streamDownAt ?? began;
    setTimeout(() => this.#rest(), Math.max(0, REFRESH_EVERY - (Date.now() - began)));
  }

  #rest(): void {
    this.#refreshing = null;
    if (!this.#again) return;
    this.#again = false;
    void this.refresh();
  }

  #take(view: DeskView): void {
    this.#receivedAt = performance.now();
    if (view.language !== this.language) this.#again = true;
    this.view = view;
    this.signedOut = null;
    if (this.#streamDownAt === null) this.lostSince = null;
    this.#tick();
  }

  #listen(): void {
    const stream = new EventSource('/api/events');
    const hint = () => void this.refresh();
    stream.addEventListener('record', hint);
    stream.addEventListener('head', hint);
    stream.addEventListener('open', () => {
      this.#streamDownAt = null;
      hint();
    });
    stream.addEventListener('error', () => {
      this.#streamDownAt ??= Date.now();
      // A refused stream (502 from a proxy, for one) is closed for good by the browser: begin anew.
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => this.#listenAgain(), POLL_EVERY);
    });
  }

  /** Who is signed out has no stream; it begins anew when somebody is there. */
  #listenAgain(): void {
    if (this.signedOut === null) this.#listen();
    else setTimeout(() => this.#listenAgain(), POLL_EVERY);
  }

  /** A sign-in that failed comes back with its cause, which says more than that nobody is signed in. */
  async #whySignedOut(reason: string): Promise<string> {
    const refused = new URLSearchParams(location.search).get('refused');
    return refused === null ? reason : ((await fetchMe(this.language, refused))?.reason ?? reason);
  }

  #touch(): void {
    if (!this.view?.signIn || this.signedOut !== null || Date.now() - this.#touchedAt < TOUCH_EVERY) return;
    this.#touchedAt = Date.now();
    void post('/api/account', { do: 'seen' }, this.language);
  }

  async #pollWhenDown(): Promise<void> {
    if (this.signedOut !== null) {
      // Asking for the view would be refused, and each refusal is a record.
      if ((await fetchMe(this.language, null))?.person) await this.refresh();
      return;
    }
    const downFor = this.#streamDownAt === null ? 0 : Date.now() - this.#streamDownAt;
    if (downFor >= LOST_AFTER) this.lostSince ??= this.#streamDownAt;
    if (downFor >= LOST_AFTER || this.lostSince !== null) void this.refresh();
  }

  #tick(): void {
    if (this.view === null) return;
    const { at, running, speed, rehearsal } = this.view.clock;
    // Nobody knows how far a rehearsal has come while the desk is silent; a live clock goes on.
    const moving = running && !(rehearsal !== null && this.lostSince !== null);
    const now = moving ? at + (performance.now() - this.#receivedAt) * speed : at;
    const step = this.showSeconds ? 1_000 : 60_000;
    this.now = Math.floor(Math.min(now, rehearsal?.until ?? now) / step) * step;
  }

  #reflect(): void {
    const { documentElement: html } = document;
    html.lang = this.language;
    html.classList.toggle('theme-dark', this.theme === 'dark');
    html.classList.toggle('theme-red', this.theme === 'red');
  }
}

function languageAtStart(): Language {
  const asked =
    new URLSearchParams(location.search).get('lang') ??
    localStorage.getItem('language') ??
    navigator.language.slice(0, 2);
  return asked === 'ja' ? 'ja' : 'en';
}

function languageQuery(language: Language): string {
  return language === 'en' ? '' : `?lang=${language}`;
}

function themeAtStart(): Theme {
  const kept = localStorage.getItem('theme');
  return kept === 'dark' || kept === 'red' ? kept : 'light';
}

export const desk = new Desk();
