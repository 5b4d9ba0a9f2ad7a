import type { Application } from '../support/application.js';
import { sharedApplication } from '../support/shared-application.js';
import { isGenuine, WebhookReceiver } from '../support/webhook-receiver.js';
import { breadth } from '../support/breadth.js';
import {
  accessibilityViolations,
  describeInBrowser,
  screenshot,
  settled,
  showIn,
  signIn,
  violationsInAnotherState,
} from './support/browser.js';

/** Of pages that have been looked at in light before they were filled. */
const COLOUR_SCHEMES = breadth(['dark'] as const, ['light', 'dark'] as const);

describeInBrowser('signing in, in a browser', (chrome) => {
  let app: Application;
  beforeAll(async () => (app = await sharedApplication()));

  it('asks at the console, goes on in place, and stays signed in over a reload', async () => {
    const page = await chrome.visit(`${app.url}/console/users`);
    await page.getByRole('heading', { name: 'Welcome back.' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'sign-in-desktop-light');
    await signIn(page);
    await page.getByRole('heading', { name: 'Users' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/users');
    await page.reload();
    await page.getByRole('heading', { name: 'Users' }).waitFor();
    const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
    expect(stored).not.toMatch(/eyJ|refresh/);
  });

  it('asks again where a session has ended, and goes on where it was', async () => {
    const page = await chrome.visit(`${app.url}/console/users`);
    // An answer still on its way would ask for the password before the link is followed.
    await settled(page, async () => {
      await signIn(page);
      await page.getByRole('heading', { name: 'Users' }).waitFor();
    });
    const operator = await app.operator();
    await app.api(`/users/${operator.id}/sign-out`, { as: operator, method: 'POST' });
    const renewals: string[] = [];
    page.on('request', (request) => request.url().endsWith('/auth/web/refresh') && renewals.push(request.url()));
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.getByText('Your session has ended.').waitFor();
    await signIn(page);
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/jobs');
    expect(renewals).toHaveLength(1);
  });

  it('is one session for all tabs, which renew it together and end it together', async () => {
    const first = await chrome.visit(`${app.url}/console/users`);
    await signIn(first);
    await first.getByRole('heading', { name: 'Users' }).waitFor();
    const context = first.context();
    const others = await Promise.all([1, 2].map(() => chrome.visit(`${app.url}/console/users`, { context })));
    await Promise.all([first.reload(), first.reload().catch(() => undefined)]);
    for (const page of [first, ...others]) await page.getByRole('heading', { name: 'Users' }).waitFor();
    await first.getByRole('button', { name: 'Sign out' }).click();
    for (const page of [first, ...others]) await page.getByRole('heading', { name: 'Welcome back.' }).waitFor();
  });

  it('makes an API key, shows it once, and revokes it', async () => {
    const artist = await app.signUp();
    const page = await chrome.visit(`${app.url}/account`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signIn(page, artist);
    await page.getByRole('button', { name: 'New API key' }).click();
    await page.getByLabel('What it is for').fill('Nightly import');
    await page.getByLabel('Serves for').selectOption('30 days');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create key' }).click();
    const key = await page.getByRole('textbox', { name: 'Nightly import' }).inputValue();
    await page.getByRole('button', { name: 'Copy key' }).click();
    await page.getByText('The key is on the clipboard.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
    expect(await violationsInAnotherState(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    expect((await app.api('/auth/me', { as: { accessToken: key } })).body.id).toBe(artist.id);

    await page.reload();
    await page.getByText(/^last used /).waitFor();
    expect(await page.content()).not.toContain(key);
    for (const colorScheme of COLOUR_SCHEMES) {
      await showIn(page, colorScheme);
      expect(await accessibilityViolations(page)).toEqual([]);
      await screenshot(page, `account-desktop-${colorScheme}`);
    }
    await page.getByRole('button', { name: 'Revoke Nightly import' }).click();
    expect((await app.api('/auth/me', { as: { accessToken: key } })).status).toBe(200);
    await page.getByRole('button', { name: 'Revoke key' }).click();
    await page.getByText('Nightly import was revoked.').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'amk_' }).count()).toBe(0);
    expect((await app.api('/auth/me', { as: { accessToken: key } })).status).toBe(401);
  });

  it('makes a webhook, shows its secret once, tells it something and shows what came of it', async () => {
    const artist = await app.signUp();
    const receiver = await WebhookReceiver.listen();
    receiver.answer('/hooks', 410);
    const page = await chrome.visit(`${app.url}/account`);
    await signIn(page, artist);
    await page.getByRole('button', { name: 'New webhook' }).click();
    const address = page.getByRole('textbox', { name: 'Address' });
    await address.fill('http://8.8.8.8/');
    await page.getByRole('button', { name: 'Create webhook' }).click();
    await page.getByText('Expected https for a public address').waitFor();
    expect(await violationsInAnotherState(page)).toEqual([]);
    await address.fill(receiver.url());
    await page.getByLabel('is cancelled').uncheck();
    await page.getByRole('button', { name: 'Create webhook' }).click();
    const secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
    await page.getByRole('button', { name: 'Done' }).click();
    const { body: list } = await app.api('/webhooks', { as: artist });
    expect(list.items).toMatchObject([{ url: receiver.url(), events: ['mapping.succeeded', 'mapping.failed'] }]);

    await page.getByRole('button', { name: `Messages to ${receiver.url()}` }).click();
    await page.getByText('Nothing was sent yet.').waitFor();
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('wants no more messages. (410)').waitFor();
    expect(isGenuine(receiver.received[0]!, secret)).toBe(true);
    await page.reload();
    expect(await page.content()).not.toContain(secret);
    await page.getByText('Disabled', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByRole('button', { name: 'Disable' }).waitFor();
    await page.getByRole('button', { name: `Messages to ${receiver.url()}` }).click();
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.getByText('Delivered').waitFor();
    for (const colorScheme of COLOUR_SCHEMES) {
      await showIn(page, colorScheme);
      expect(await accessibilityViolations(page)).toEqual([]);
      await screenshot(page, `webhook-desktop-${colorScheme}`);
    }
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: `New secret for ${receiver.url()}` }).click();
    await page.getByRole('button', { name: 'Replace secret' }).click();
    const next = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
    expect(next).not.toBe(secret);
    expect(await violationsInAnotherState(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('old secret signs too until').waitFor();
    await screenshot(page, 'webhooks-desktop-dark');
    await page.getByRole('button', { name: `Delete ${receiver.url()}` }).click();
    await page.getByRole('button', { name: 'Delete webhook' }).click();
    await page.getByText('The webhook was deleted.').waitFor();
    expect((await app.api('/webhooks', { as: artist })).body.total).toBe(0);
    await receiver.close();
  });

  it('keeps the console from artists', async () => {
    const page = await chrome.visit(`${app.url}/console`);
    await signIn(page, await app.signUp());
    await page.getByText('This part is for operators.').waitFor();
  });
});
