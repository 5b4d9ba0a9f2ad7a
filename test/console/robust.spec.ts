import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Account, type RunningApplication, startApplication } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { byPlainHttp, describeInBrowser, signIn } from './support/browser.js';
import { drawn, fingerprint, rested } from './support/preview.js';

const PAINTING = join(__dirname, '../fixtures/starry-night.jpg');

jest.setTimeout(120_000);

describeInBrowser('the Studio when something fails', (chrome) => {
  let app: RunningApplication;
  let artist: Account;
  let page: Page;
  beforeAll(async () => {
    // Every token is near its end as soon as it is given, so that each request renews it first.
    app = await startApplication({ env: { ACCESS_TOKEN_MINUTES: '1' } });
    await new MappingScene(app).defaultPaper(await app.operator());
    artist = await app.signUp();
    page = await chrome.visit(`${byPlainHttp(app.url)}/sign-in`);
    await signIn(page, artist);
    await page.getByRole('button', { name: 'Account and appearance' }).waitFor();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'night.jpg', mimeType: 'image/jpeg', buffer: await readFile(PAINTING) });
    await drawn(page);
    // What was exported last: small prints are made at once.
    await page.evaluate(() => localStorage.setItem('studio-output', JSON.stringify({ longer: 600 })));
    await page.getByLabel('Rotation, number').fill('6');
    await page.keyboard.press('Enter');
    await rested(page);
  });
  afterAll(() => app.stop());

  const rotation = () => page.getByLabel('Rotation, number').inputValue();
  const openExport = async () => {
    await page.getByRole('button', { name: 'Export print' }).click();
    return page.getByRole('dialog', { name: 'Export print' });
  };
  const exportNow = () => page.getByRole('button', { name: 'Export', exact: true }).click();

  it('goes on editing offline, says so, and exports when the network is back', async () => {
    await page.context().setOffline(true);
    await page.getByText('You are offline. You can keep editing').waitFor();
    const before = await fingerprint(page);
    await page.getByLabel('Rotation, number').fill('9');
    await page.keyboard.press('Enter');
    await rested(page);
    expect(await fingerprint(page)).not.toBe(before);
    const dialog = await openExport();
    await exportNow();
    await dialog.getByRole('alert').waitFor();
    await page.context().setOffline(false);
    await exportNow();
    await dialog.getByRole('button', { name: 'Download' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    expect(await rotation()).toBe('9.0');
  });

  it('says what a server that fails has said, and tries again without losing the edit', async () => {
    const problem = { type: 'about:blank', title: 'Overloaded', status: 503, code: 'OVERLOADED', requestId: 'r' };
    await page.route('**/api/v1/mappings', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ ...problem, detail: 'The service is full. Try again in a minute.', errors: [] }),
      }),
    );
    const dialog = await openExport();
    await exportNow();
    await dialog.getByText('The service is full. Try again in a minute.').waitFor();
    await page.unroute('**/api/v1/mappings');
    await exportNow();
    await dialog.getByRole('button', { name: 'Download' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    expect(await rotation()).toBe('9.0');
  });

  it('asks to sign in again where the session has ended, and goes on with the same print', async () => {
    const operator = await app.operator();
    await app.api(`/users/${artist.id}/sign-out`, { as: operator, method: 'POST' });
    await openExport();
    await exportNow();
    await page.getByRole('dialog', { name: 'Your session has ended.' }).waitFor();
    const form = page.getByRole('dialog');
    await form.getByLabel('E-mail address').fill(artist.email);
    await form.getByLabel('Password', { exact: true }).fill(artist.password);
    await form.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('dialog', { name: 'Export print' }).waitFor();
    await exportNow();
    await page.getByRole('button', { name: 'Download' }).waitFor({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    expect(await rotation()).toBe('9.0');
  });

  it('renews the session without a word, also after a reload, and gives tabs the same print', async () => {
    let renewals = 0;
    page.on('request', (request) => (renewals += request.url().endsWith('/auth/web/refresh') ? 1 : 0));
    await page.reload();
    await drawn(page);
    expect(renewals).toBeGreaterThan(0);
    expect(await rotation()).toBe('9.0');
    const tab = await chrome.visit(byPlainHttp(app.url), { context: page.context() });
    await drawn(tab);
    expect(await tab.getByLabel('Rotation, number').inputValue()).toBe('9.0');
    await tab.close();
  });
});
