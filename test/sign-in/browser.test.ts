/** The whole way with real parts: provider, PostgreSQL, browser, virtual authenticators, a drop, an SMTP server. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { convertIcsCalendar } from 'ts-ics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFiles } from '../../src/server/files.ts';
import { openJournal } from '../../src/store/journal.ts';
import { verifyJournal } from '../../src/store/verify.ts';
import { openBrowser } from '../browser.ts';
import { builtDesk } from '../built-pages.ts';
import { MailServer } from '../outbox/mail-server.ts';
import { violations } from '../web/open-night.ts';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts';
import { LiveDesk, livedNight, type OwnDatabase, ownDatabase, PATIENCE, setUpAs } from './live-desk.ts';
import { type OwnPort, ownPort } from './own-port.ts';

let browser: Browser;
let provider: IdentityProvider;
let database: OwnDatabase;
let desk: LiveDesk;
let mail: MailServer;
let place: OwnPort;

/** The message goes to the drop, and by mail to one more. */
const DROPPED =
  '          - { en: "Transition office of Mr. Trump, by the Embassy of Japan in Washington", ja: "トランプ氏の政権移行事務局（在アメリカ合衆国日本国大使館経由）" }\n';
const MAILED =
  '          - { en: Office of Mr. Trump, ja: トランプ氏事務所, channel: embassy-mail, address: office@example.com }\n';
/** The talk that the message asks for is put into an aide’s calendar with it. */
const IN_DIARY = `          - { en: An aide of the president-elect, ja: 次期大統領の補佐官, channel: diary, address: aide@example.com }
        event: { start: { date: "2024-11-07", local-time: "09:30", zone: Asia/Tokyo }, minutes: 15 }
`;

const channelsOf = (port: number) => `channels:
  - id: embassy-mail
    kind: smtp
    host: 127.0.0.1
    port: ${port}
    tls: none
    from: { name: Japan desk, address: desk@example.org }
    timeout: 20
  - id: diary
    kind: calendar
    via: file
`;

beforeAll(async () => {
  place = await ownPort();
  const address = `http://localhost:${place.port}`;
  mail = await new MailServer('accept').listen();
  const [lived, pages] = await Promise.all([livedNight(), builtDesk()]);
  [browser, provider, database] = await Promise.all([
    openBrowser(),
    startIdentityProvider(() => address),
    ownDatabase(),
  ]);
  desk = await LiveDesk.open({
    lived: setUpAs(lived, { playbook: [DROPPED, DROPPED + MAILED + IN_DIARY] }, channelsOf(mail.port)),
    database,
    address,
    issuer: provider.issuer,
    files: await readFiles(pages),
    journal: await openJournal(database, 'live'),
    // Ten seconds in which a release can be stopped are long for a test.
    pace: 4,
  });
  place.hand(desk.app.fetch);
});

afterAll(async () => {
  await browser?.close();
  await place?.[Symbol.asyncDispose]();
  await desk?.close();
  await provider?.close();
  await mail?.[Symbol.asyncDispose]();
  await database?.drop();
});

type Seat = { readonly context: BrowserContext; readonly page: Page; readonly thrown: string[] };

/** A browser of one's own, signed in by the provider's form. */
async function seatOf(account: string, path = '/response'): Promise<Seat> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1400 } });
  const page = await context.newPage();
  const thrown: string[] = [];
  page.on('pageerror', (error) => thrown.push(error.message));
  await page.goto(`${desk.address}${path}`);
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await logIn(page, account);
  await page.locator('#page .block').first().waitFor();
  return { context, page, thrown };
}

async function logIn(page: Page, account: string): Promise<void> {
  await page.locator('input[name=login]').fill(account);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  const consent = page.getByRole('button', { name: 'Continue' });
  const back = page.waitForURL(`${desk.address}/**`);
  await Promise.race([consent.click().catch(() => undefined), back]);
  await back;
}

async function leave({ context, thrown }: Seat): Promise<void> {
  await context.close();
  expect(thrown).toEqual([]);
}

/** An authenticator of this page that asks its owner, who always agrees. */
async function withAuthenticator({ context, page }: Seat): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function chooseMessage(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /Message of congratulation/ })
    .first()
    .click();
  await page.getByText('Dear Mr. Trump', { exact: false }).first().waitFor();
}

async function approve(account: string): Promise<void> {
  const seat = await seatOf(account);
  await chooseMessage(seat.page);
  const approved = seat.page.waitForResponse((response) => response.url().includes('/api/command'));
  // The text must have been read to its end: the key first brings it into view.
  await expect
    .poll(async () => {
      await seat.page.keyboard.press('a');
      return (await desk.records('approved')).some(({ by }) => by === `person:${account}`);
    }, PATIENCE)
    .toBe(true);
  expect((await approved).status()).toBe(200);
  await leave(seat);
}

describe('people at a live desk', () => {
  it('sign in, approve as two, step up with a passkey, and release one letter to drop and mailbox, with the talk in a calendar', async () => {
    const duty = await seatOf('duty');
    await withAuthenticator(duty);
    await duty.page.getByRole('button', { name: 'Duty officer', exact: true }).click();
    const account = duty.page.getByRole('dialog');
    await account.getByText('You have none yet').waitFor();
    await account.getByRole('button', { name: 'Add a passkey' }).click();
    await account.getByText('The passkey is added.').waitFor();
    expect(await violations(duty.page, "'dialog'")).toEqual([]);
    await account.getByRole('button', { name: 'Close' }).click();

    await Promise.all([approve('approver-1'), approve('approver-2')]);
    expect(await desk.letters()).toEqual([]);

    await chooseMessage(duty.page);
    await duty.page.getByText('asks for a second person').waitFor();
    await duty.page.keyboard.press('l');
    const dialog = duty.page.getByRole('dialog');
    await dialog.locator('.end').scrollIntoViewIfNeeded();
    await dialog.getByRole('radio', { name: /Approver 1/ }).check();
    expect(await dialog.getByRole('radio', { name: /Embassy officer/ }).isDisabled()).toBe(true);
    expect(await violations(duty.page, "'dialog'")).toEqual([]);
    await dialog.getByRole('button', { name: 'Release with passkey' }).click();
    // The office's letter with the talk beside it, and the talk alone for the aide.
    const [letter, beside, aide] = [
      'japan-2024.trump.message-letter.txt',
      'japan-2024.trump.message-file-event.ics',
      'japan-2024.trump.message.to-3-file-event.ics',
    ];
    await expect
      .poll(async () => (await desk.letters()).toSorted(), PATIENCE)
      .toEqual([letter, beside, aide].toSorted());
    await expect.poll(() => mail.mailbox.length, PATIENCE).toBe(1);
    expect(mail.mailbox[0]!.text).toContain('Dear Mr. Trump');
    const read = (name: string) => readFile(join(desk.outbox, name), 'utf8');
    expect(await read(letter)).toContain('Dear Mr. Trump');
    for (const name of [beside, aide]) {
      const [talk] = convertIcsCalendar(undefined, await read(name)).events!;
      expect(talk!.start.date.toISOString()).toBe('2024-11-07T00:30:00.000Z');
    }
    expect(await desk.records('stepped-up')).toMatchObject([
      {
        by: 'person:duty',
        data: { do: 'release', act: expect.arrayContaining(['trump', 'message', 'approver-1']) },
      },
    ]);
    expect((await verifyJournal(desk.house.desk.journal)).problemCount).toBe(0);
    await leave(duty);
  });

  it('keep what they typed when their session ends, and go on with it when they are back', async () => {
    const drafter = await seatOf('drafter');
    const { page, context } = drafter;
    await page.getByRole('button', { name: /^\d+\s+Line to take, second/ }).click();
    await page.getByRole('button', { name: 'Edit the draft' }).click();
    await page.getByLabel('Subject, English').fill('Written before the session ended');
    await desk.signIn.end('all');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    const notice = page.getByRole('dialog', { name: 'You are signed out' });
    await notice.getByText('What you typed here is kept').waitFor();
    expect(await violations(page, "'dialog'")).toEqual([]);
    const tab = context.waitForEvent('page');
    await notice.getByRole('link', { name: 'Sign in again' }).click();
    await logIn(await tab, 'drafter').catch(() => undefined);
    await notice.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Subject, English').inputValue()).toBe('Written before the session ended');
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await expect.poll(() => desk.records('drafted'), PATIENCE).toHaveLength(1);
    await leave(drafter);
  });

  it('leave a shared machine to the next, who signs in as themselves', async () => {
    const seat = await seatOf('duty', '/');
    const { page } = seat;
    await page.getByRole('button', { name: 'Duty officer', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.waitForURL(`${desk.address}/?signed-out=asked`);
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await page.getByText('was asked to sign you out as well').waitFor();
    expect(await violations(page, 'document')).toEqual([]);
    expect(await page.getByText('Duty officer').count()).toBe(0);
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    await logIn(page, 'press');
    await page.getByRole('button', { name: 'Press officer', exact: true }).waitFor();
    await leave(seat);
  });

  it('are signed out here when they sign out at the provider, with the page open', async () => {
    const seat = await seatOf('embassy');
    const elsewhere = await seat.context.newPage();
    await elsewhere.goto(new URL('/session/end', provider.issuer).href);
    await elsewhere.getByRole('button', { name: 'Yes, sign me out' }).click();
    await expect.poll(() => desk.records('signed-out-there'), PATIENCE).toHaveLength(1);
    await seat.page.getByRole('dialog', { name: 'You are signed out' }).waitFor();
    await leave(seat);
  });

  it('are told why a sign-in did not succeed, and what a sign-out has not reached', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${desk.address}/?lang=ja`);
    await page.getByRole('link', { name: 'サインイン', exact: true }).click();
    await logIn(page, 'stranger');
    await page
      .getByText('The provider knows you, this desk does not')
      .or(page.getByText('登録されていません'))
      .waitFor();
    expect(await violations(page, 'document')).toEqual([]);
    await page.goto(`${desk.address}/?lang=ja&signed-out=here`);
    await page.getByText('続いている可能性があります').waitFor();
    expect(await violations(page, 'document')).toEqual([]);
    await context.close();
  });
});
