/** A person's browser without a screen: cookies, redirects and the provider's own forms, for tests of sign-in. */

type Fetch = (request: Request) => Response | Promise<Response>;

export class PlainBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #desk: Fetch;
  readonly #address: string;

  constructor(address: string, desk: Fetch) {
    this.#address = address;
    this.#desk = desk;
  }

  /** The cookie header for a host. */
  cookiesFor(host: string): string {
    return [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  setCookie(host: string, name: string, value: string): void {
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar.set(name, value));
  }

  /** One request, without following where it leads. */
  async ask(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.#address);
    const headers = new Headers(init.headers);
    const cookie = this.cookiesFor(url.host);
    if (cookie !== '') headers.set('cookie', cookie);
    const request = new Request(url, { ...init, headers, redirect: 'manual' });
    const response = url.origin === this.#address ? await this.#desk(request) : await fetch(request);
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      this.setCookie(url.host, name, value.join('='));
    }
    return response;
  }

  /** Follows redirects until a page or the desk's return address, where it stops before asking. */
  async follow(response: Response, from: URL, stopAt: string): Promise<{ at: URL; page: Response | null }> {
    let [at, page] = [from, response];
    for (let hop = 0; hop < 12; hop++) {
      const to = page.headers.get('location');
      if (to === null) return { at, page };
      at = new URL(to, at);
      if (at.pathname === stopAt) return { at, page: null };
      page = await this.ask(at);
    }
    throw new Error('redirected in a circle');
  }

  /** Goes to the provider and logs in there; returns the address to which the provider sends the browser back. */
  async logIn(account: string, to = '/'): Promise<URL> {
    const start = new URL(`/sign-in?to=${encodeURIComponent(to)}`, this.#address);
    let { at, page } = await this.follow(await this.ask(start), start, '/sign-in/return');
    for (let form = 0; page !== null && form < 3; form++) {
      const html = await page.text();
      const action = new URL(/action="([^"]+)"/.exec(html)![1]!, at);
      const prompt = /name="prompt" value="(\w+)"/.exec(html)![1]!;
      const body = new URLSearchParams({ prompt, login: account, password: 'any' });
      ({ at, page } = await this.follow(
        await this.ask(action, { method: 'POST', body }),
        action,
        '/sign-in/return',
      ));
    }
    return at;
  }

  /** What the provider asks of whoever signs in now: to log in, to consent; null where it asks nothing. */
  async askedAtSignIn(address = '/sign-in'): Promise<string | null> {
    const start = new URL(address, this.#address);
    const { page } = await this.follow(await this.ask(start), start, '/sign-in/return');
    return page === null ? null : /name="prompt" value="(\w+)"/.exec(await page.text())![1]!;
  }

  /** Says yes to the provider's question whether to sign out; the address to which it sends the browser then. */
  async signOutThere(address: URL): Promise<URL> {
    const { at, page } = await this.follow(await this.ask(address), address, '/sign-out/return');
    const html = await page!.text();
    const action = new URL(/action="([^"]+)"/.exec(html)![1]!, at);
    const xsrf = /name="xsrf" value="(\w+)"/.exec(html)![1]!;
    const body = new URLSearchParams({ xsrf, logout: 'yes' });
    const left = await this.ask(action, { method: 'POST', body });
    return (await this.follow(left, action, '/sign-out/return')).at;
  }
}
