import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StepView } from '../../src/server/wire.ts';
import { openBrowser } from '../browser.ts';
import { NOW } from '../web/fixture.ts';
import { type FixtureServer, serveFixture } from '../web/serve.ts';
import { fullNight, withStep } from './night.ts';
import { openPage } from './open-page.ts';

let browser: Browser;
let server: FixtureServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), serveFixture()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(() => {
  server.refuse(null);
  server.show('waiting', fullNight);
  server.posted.length = 0;
});

const commands = () =>
  server.posted.filter(({ path }) => path === '/api/command').map(({ body }) => body as { do: string });

const COUNTDOWN: Partial<StepView> = {
  standing: 'countdown',
  release: {
    by: 'mori',
    second: 'fujita',
    leavesAt: NOW + 8_000,
    state: 'countdown',
    stopped: null,
    receipt: null,
  },
};

/** The text ends far below the screen, as a long message does. */
const LONG = Array.from({ length: 60 }, (_, line) => `Paragraph ${line + 1} of a long message.`).join('\n\n');

function longMessage(): void {
  server.show('waiting', (view) => {
    const full = withStep('message', {})(view);
    const branches = full.branches.map((branch) => ({
      ...branch,
      steps: branch.steps.map((step) =>
        step.document === null ? step : { ...step, document: { ...step.document, body: LONG } },
      ),
    }));
    return { ...full, branches };
  });
}

async function onResponse(act: (page: Page) => Promise<void>, width = 1440): Promise<void> {
  const page = await openPage(browser, server, { path: '/response', width });
  await act(page);
}

describe('approval', () => {
  it('binds to the text that is in view, with the key A', () =>
    onResponse(async (page) => {
      await page.getByText('Dear Mr. Trump,', { exact: true }).waitFor();
      await page.getByText('トランプ次期大統領閣下').waitFor();
      await page.keyboard.press('a');
      await expect.poll(commands).toEqual([
        expect.objectContaining({
          do: 'approve',
          branch: 'R',
          step: 'message',
          binds: expect.stringMatching(/^12c6cf74/),
        }),
      ]);
    }));

  it('is not given before the text was read to its end', () => {
    longMessage();
    return onResponse(async (page) => {
      await page.getByText('Paragraph 1 of a long message.').first().waitFor();
      await page.keyboard.press('a');
      await page.getByText('Read it to its end, then press A again.').waitFor();
      expect(commands()).toEqual([]);
      await page.getByText('Paragraph 60 of a long message.').first().scrollIntoViewIfNeeded();
      await expect
        .poll(() => page.getByRole('button', { name: /Approve this text/ }).getAttribute('aria-disabled'))
        .toBe('false');
      await page.keyboard.press('a');
      await expect.poll(() => commands().map((command) => command.do)).toEqual(['approve']);
    });
  });

  it('says why not to whom may not approve, and sends nothing', () => {
    server.show(
      'waiting',
      withStep('message', { may: { approve: 'you drafted it', release: true, stop: true } }),
    );
    return onResponse(async (page) => {
      await page.getByText('Not now: you drafted it').first().waitFor();
      await page.keyboard.press('a');
      expect(commands()).toEqual([]);
    });
  });
});

describe('release', () => {
  it('asks for a second person before anything is sent', () =>
    onResponse(async (page) => {
      await page.keyboard.press('l');
      const dialog = page.getByRole('dialog', { name: 'Release: Message' });
      await dialog.getByText('Dear Mr. Trump,', { exact: true }).waitFor();
      await dialog.getByText('Prime Minister of Japan', { exact: true }).scrollIntoViewIfNeeded();
      await dialog.getByRole('button', { name: 'Release' }).click();
      await dialog.getByText('Choose the second person.').waitFor();
      expect(commands()).toEqual([]);
      await dialog.getByRole('radio', { name: /Fujita/ }).check();
      await dialog.getByRole('button', { name: 'Release' }).click();
      await expect
        .poll(commands)
        .toEqual([
          expect.objectContaining({ do: 'release', branch: 'R', step: 'message', second: 'fujita' }),
        ]);
      await expect.poll(() => page.locator('dialog').count()).toBe(0);
    }));

  it('never offers the person who sits here as the second', () =>
    onResponse(async (page) => {
      await page.keyboard.press('l');
      await page.getByRole('dialog').waitFor();
      expect(await page.getByRole('dialog').getByRole('radio', { name: /Mori/ }).count()).toBe(0);
    }));

  it('is not sent while the end of the text was not on the screen', () => {
    longMessage();
    return onResponse(async (page) => {
      await page.keyboard.press('l');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: /Fujita/ }).check();
      await dialog.getByRole('button', { name: 'Release' }).click();
      await dialog.getByText('Read the text to its end first.').waitFor();
      expect(commands()).toEqual([]);
    });
  });

  it('stays shut with its reason while the desk does not allow it', () => {
    server.show(
      'waiting',
      withStep('message', { may: { approve: true, release: 'the hour is not over', stop: true } }),
    );
    return onResponse(async (page) => {
      await page.keyboard.press('l');
      await page.getByText('Not now: the hour is not over').waitFor();
      expect(await page.locator('dialog').count()).toBe(0);
    });
  });

  it('can be stopped in its seconds by the button under the hand, or by Escape', () => {
    server.show('waiting', withStep('message', COUNTDOWN));
    return onResponse(async (page) => {
      await page.locator('button:focus', { hasText: 'Stop' }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await expect.poll(commands).toEqual([
        { do: 'stop', branch: 'R', step: 'message' },
        { do: 'stop', branch: 'R', step: 'message' },
      ]);
    });
  });

  it('shows the refusal of the desk beside the button that was pressed', () => {
    server.refuse('the message has left already');
    server.show('waiting', withStep('message', COUNTDOWN));
    return onResponse(async (page) => {
      await page.getByRole('button', { name: /^Stop/ }).click();
      await page.getByRole('alertdialog').getByText('the message has left already').waitFor();
    });
  });
});

describe('hold', () => {
  it('stops everything with one key and asks for the reason after', () =>
    onResponse(async (page) => {
      await page.keyboard.press('h');
      await expect.poll(() => commands().map((command) => command.do)).toEqual(['hold-all']);
      const dialog = page.getByRole('dialog', { name: 'Everything is on hold' });
      await dialog.getByRole('button', { name: 'Record the reason' }).click();
      await dialog.getByText('Say why, in a few words.').waitFor();
      await dialog.getByLabel('Reason').fill('a rumour about the count');
      await dialog.getByRole('button', { name: 'Record the reason' }).click();
      await expect
        .poll(commands)
        .toEqual([
          expect.objectContaining({ do: 'hold-all' }),
          { do: 'hold-all', reason: 'a rumour about the count' },
        ]);
    }));

  it('is not pressed by an H that is written into a field', () => {
    server.show('hold', fullNight);
    return onResponse(async (page) => {
      await page.getByRole('button', { name: 'Lift the hold' }).click();
      await page.getByRole('dialog').getByLabel('Reason').pressSequentially('hal');
      expect(commands()).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Lift the hold' }).click();
      await expect.poll(commands).toEqual([{ do: 'lift-hold', reason: 'hal' }]);
    });
  });
});

describe('the rest of the board', () => {
  it('lights the withdrawal and brings its text into view when one is due', () => {
    server.show('withdrawal-due', fullNight);
    return onResponse(async (page) => {
      await page.getByRole('heading', { name: 'A withdrawal is due' }).last().waitFor();
      await page.getByText('The message of congratulation sent earlier today was premature').waitFor();
      await page.getByText('receipt outbox/0001').waitFor();
    });
  });

  it('asks a person what became of a release of which nobody knows', () => {
    server.show('waiting', withStep('message', { standing: 'unknown' }));
    return onResponse(async (page) => {
      await page.getByRole('button', { name: 'Say whether it left' }).click();
      await page.getByRole('button', { name: 'Record what happened' }).click();
      await page.getByText('Choose what happened.').waitFor();
      await page.getByRole('radio', { name: 'It was not sent' }).check();
      await page.getByRole('dialog').getByLabel('Reason').fill('the channel shows nothing');
      await page.getByRole('button', { name: 'Record what happened' }).click();
      await expect.poll(commands).toEqual([
        {
          do: 'resolve',
          branch: 'R',
          step: 'message',
          outcome: 'not-sent',
          reason: 'the channel shows nothing',
        },
      ]);
    });
  });

  it('lets the drafter write both languages, and says what saving voids', () => {
    server.show('waiting', (view) => ({ ...fullNight(view), me: { ...view.me, roles: ['drafter'] } }));
    return onResponse(async (page) => {
      await page.getByRole('button', { name: 'Edit the draft' }).click();
      await page.getByText('Saving voids every approval').waitFor();
      await page.getByLabel('Subject, Japanese').fill('');
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await page.getByText('Both languages need a text.').waitFor();
      await page.getByLabel('Subject, Japanese').fill('祝意');
      await page.getByRole('button', { name: 'Save the draft' }).click();
      await expect.poll(commands).toEqual([
        expect.objectContaining({
          do: 'draft',
          subject: { en: 'Congratulations on your election', ja: '祝意' },
          body: {
            en: expect.stringContaining('Dear Mr. Trump'),
            ja: expect.stringContaining('次期大統領閣下'),
          },
        }),
      ]);
    });
  });

  it('brings the text into view on a telephone when a step is chosen', () =>
    onResponse(async (page) => {
      await page.getByRole('button', { name: /Line to take/ }).click();
      const subject = page.getByText('On the result of the election in the United States');
      await expect.poll(async () => (await subject.boundingBox())?.y).toBeLessThan(900);
    }, 390));
});

describe('what else is known of a step', () => {
  const details = (rest: Partial<StepView>) =>
    server.show('released', (view) => withStep('message', rest)(fullNight(view)));

  it('is told part by part where it left by several ways', async () => {
    details({
      deliveries: [
        { id: 'to-1', to: 'Transition office', channel: 'mail', state: 'sent', at: NOW, told: '250 queued' },
        {
          id: 'to-2',
          to: 'A copy',
          channel: 'mail',
          state: 'unknown',
          at: NOW,
          told: 'no answer came in time',
        },
      ],
    });
    await onResponse(async (page) => {
      const received = page.locator('section', { hasText: 'Who received what' }).last();
      expect(await received.textContent()).toContain('A copy · by mail · not known whether it left');
      expect(await received.textContent()).toContain('250 queued');
    });
  });

  it('names whoever opened the gate against the verdict, for ever', async () => {
    details({
      override: {
        open: true,
        may: '',
        people: [{ person: 'Duty officer', at: NOW, reason: 'the ally has spoken' }],
      },
    });
    await onResponse(async (page) => {
      expect(await page.locator('body').textContent()).toContain('Opened against the verdict');
      expect(await page.locator('body').textContent()).toContain('the ally has spoken');
    });
  });

  it('offers to open the gate against the verdict only with a reason, and for the text that is shown', async () => {
    server.show('waiting', (view) =>
      withStep('message', { override: { open: false, may: true, people: [] } })(fullNight(view)),
    );
    await onResponse(async (page) => {
      await page.getByRole('button', { name: 'Open against the verdict' }).click();
      await page.getByRole('button', { name: 'Put my name to it' }).click();
      expect(commands()).toEqual([]);
      await page.getByRole('textbox').fill('the ally has spoken');
      await page.getByRole('button', { name: 'Put my name to it' }).click();
      await expect
        .poll(commands)
        .toMatchObject([{ do: 'override', step: 'message', reason: 'the ally has spoken' }]);
    });
  });

  it('can be taken along as files in the page’s language', async () => {
    await onResponse(async (page) => {
      const addresses = await page
        .locator('a[href^="/api/documents/"]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(addresses.map((address) => address!.replace(/^.*\./, ''))).toEqual([
        'html',
        'docx',
        'pdf',
        'txt',
      ]);
    });
  });
});

describe('what only the duty officer changes', () => {
  const asDuty = () =>
    server.show('waiting', (view) => {
      const full = fullNight(view);
      return { ...full, me: { ...full.me, roles: ['duty-officer'] } };
    });

  it('is the plan itself, with a reason', async () => {
    asDuty();
    await onResponse(async (page) => {
      await page.getByRole('button', { name: 'Change the plan' }).click();
      await page.getByLabel('Deputy').selectOption('embassy-officer');
      await page.getByRole('textbox').fill('the drafter is ill');
      await page.getByRole('button', { name: 'Change it' }).click();
      await expect.poll(commands).toMatchObject([
        {
          do: 'change-plan',
          change: { deputy: 'embassy-officer', dropped: false },
          reason: 'the drafter is ill',
        },
      ]);
    });
  });

  it('is what no feed tells', async () => {
    asDuty();
    await onResponse(async (page) => {
      await page.getByRole('button', { name: 'Mark a fact' }).click();
      await page.getByLabel('the House of Representatives elects').check();
      await page.getByRole('textbox').fill('269 to 269, certified');
      await page.getByRole('button', { name: 'Mark it' }).click();
      await expect.poll(commands).toMatchObject([{ do: 'mark', mark: 'contingent-election', ticket: null }]);
    });
  });
});
