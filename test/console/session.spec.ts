import { type RunningApplication, startApplication } from '../support/application.js';
import { accessibilityViolations, describeInBrowser, screenshot, signIn } from './support/browser.js';

describeInBrowser('signing in, in a browser', (chrome) => {
  let app: RunningApplication;
  beforeAll(async () => (app = await startApplication()));
  afterAll(() => app.stop());

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
});
