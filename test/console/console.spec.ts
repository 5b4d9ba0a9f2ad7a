import type { Page } from 'playwright-core';
import { type RunningApplication, startApplication } from '../support/application.js';
import { describeInBrowser, follow } from './support/browser.js';
import { type ConsoleScene, openConsole, openConsoleScene } from './support/console-scene.js';

describeInBrowser('the operator console', (chrome) => {
  let app: RunningApplication;
  let scene: ConsoleScene;
  let page: Page;
  beforeAll(async () => {
    app = await startApplication();
    scene = await openConsoleScene(app);
    page = await openConsole(chrome, app);
  }, 180_000);
  afterAll(() => app.stop());

  const open = async (path: string) => {
    // Within a section a page may become the other one instead of giving way to it.
    const [, , section] = new URL(page.url()).pathname.split('/');
    if (path.split('/')[1] !== section) return follow(page, `/console${path}`);
    await page.goto(`${app.url}/console${path}`);
    await page.locator('.page-head h1').waitFor();
  };
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const dialogButton = (name: string) => page.getByRole('dialog').getByRole('button', { name });

  it('says on the dashboard what needs a person, and how everything is', async () => {
    await page.getByText('1 job failed').waitFor();
    const dependencies = page.getByRole('region', { name: 'Dependencies' });
    await dependencies.getByText('Database').waitFor();
    expect(await dependencies.getByText('Up').count()).toBeGreaterThanOrEqual(3);
    await page.getByText('1 of 1').waitFor();
    await page.getByText(/mappings a minute/).waitFor();
    await page.getByRole('link', { name: 'See reasons' }).click();
    await page.waitForURL(/console\/jobs\?filter=.*failed/);
  });

  it('shows why a job failed, and tries it again', async () => {
    await open(`/jobs/${scene.failedJobId}/show`);
    const { body: job } = await app.api(`/jobs/${scene.failedJobId}`, { as: scene.operator });
    await page.getByRole('heading', { name: job.error.detail }).waitFor();
    await page.getByText(job.error.code, { exact: true }).waitFor();
    expect(await page.locator('.console-table tbody tr').count()).toBe(job.attempts.length);
    await button('Retry now').click();
    await page.getByText('The job is in the queue again.').waitFor();
  });

  it('filters jobs by state and by text in the error', async () => {
    await open('/jobs');
    await button(/^Done/).click();
    await page.locator('tbody .tag.bad').waitFor({ state: 'detached' });
    await page.locator('tbody .tag.ok').first().waitFor();
    await page.getByLabel('Text in the error').fill('no such text anywhere');
    await page.getByText('No job matches.').waitFor();
  });

  it('pauses the queue, says so, and resumes it', async () => {
    await open('/jobs');
    await button('Pause queue').click();
    await page.getByText('The queue is paused: no worker begins another job.').waitFor();
    await button('Resume queue').click();
    await page.getByText('The queue is paused: no worker begins another job.').waitFor({ state: 'detached' });
    const { body } = await app.api('/jobs/counts', { as: scene.operator });
    expect(body.paused).toBe(false);
  });

  it('finds a user, and signs them out, disables and enables them', async () => {
    await open('/users');
    await page.getByLabel('E-mail address or name').fill('vincent');
    await page.getByRole('cell', { name: 'vincent@example.org' }).click();
    await page.getByRole('heading', { name: 'vincent@example.org' }).waitFor();
    await page
      .getByRole('link', { name: /^See all/ })
      .first()
      .waitFor();
    await button('Disable').click();
    await dialogButton('Disable').click();
    await page.getByText('The account is disabled.').waitFor();
    expect((await app.api('/auth/me', { as: scene.artist })).status).toBe(401);
    await button('Enable').click();
    await page.getByText('The account is active again.').waitFor();
  });

  it('creates an operator, with the trouble at the field it concerns', async () => {
    await open('/users');
    await button('Create operator').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill('ines@example.org');
    await dialog.getByLabel('First password').fill('short');
    await dialogButton('Create operator').click();
    await dialog
      .getByText(/at least 10 characters/i)
      .last()
      .waitFor();
    await dialog.getByLabel('First password').fill('a quiet brush on rice paper');
    await dialogButton('Create operator').click();
    await page.getByRole('cell', { name: 'ines@example.org' }).waitFor();
  });

  it('takes none of its styles along to the Studio, and none back', async () => {
    const tab = await openConsole(chrome, app, '/settings');
    const files = () =>
      tab.evaluate(() => [...document.styleSheets].map(({ href }) => href?.replace(/.*\/(\w+)-.*/, '$1') ?? ''));
    await tab.getByRole('link', { name: 'Open the Studio' }).click();
    await tab.getByRole('link', { name: 'Gallery' }).click();
    await tab.getByRole('heading', { name: 'Gallery' }).waitFor();
    expect(await files()).toContain('Gallery');
    expect(await files()).not.toContain('Console');
    await tab.getByRole('button', { name: /account/i }).click();
    await tab.getByRole('link', { name: 'Console' }).click();
    await tab.locator('.page-head h1').waitFor();
    expect(await files()).toContain('Console');
    expect(await files()).not.toContain('Gallery');
    await tab.context().close();
  });

  it('cannot lock itself out', async () => {
    await open(`/users/${scene.operator.id}/show`);
    await button('Sign out everywhere').waitFor();
    expect(await button('Disable').count()).toBe(0);
    expect(await button('Make artist').count()).toBe(0);
  });

  it('takes in a photograph with progress, and says what is wrong with another file', async () => {
    await open('/base-images');
    const input = page.locator('input[type=file]');
    await input.setInputFiles('test/fixtures/textured-paper.jpg');
    await page.locator('.gallery li').nth(1).waitFor();
    await input.setInputFiles({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') });
    await page.locator('.drop-papers .problem').waitFor();
    expect(await page.locator('.drop-papers .problem').textContent()).toMatch(/JPEG|PNG|WebP|damaged|supported/);
  });

  it('generates a paper and follows the work on it', async () => {
    await open('/base-images');
    await button('Generate paper').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Seed', { exact: true }).fill('7');
    await dialog.getByLabel('Width, pixels').fill('512');
    await dialog.getByLabel('Height, pixels').fill('512');
    await dialogButton('Generate paper').click();
    await page.waitForURL(/base-images\/[0-9a-f]{24}\/show/);
    await page.getByText('Ready', { exact: true }).waitFor({ timeout: 60_000 });
    await page.getByText('Made by the engine').waitFor();
    await button('Relief').click();
    const relief = page.locator('.paper-stage img');
    await relief.waitFor();
    expect(await relief.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(512);
  });

  it('edits a paper, and finds it by its tag', async () => {
    await open(`/base-images/${scene.baseImageId}/show`);
    await page.getByLabel('Name').fill('Kitchen paper');
    await page.getByLabel('Tags').fill('Soft, kitchen');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Kitchen paper' }).waitFor();
    const { body } = await app.api(`/base-images/${scene.baseImageId}`, { as: scene.operator });
    expect(body).toMatchObject({ name: 'Kitchen paper', tags: ['soft', 'kitchen'] });
    await page.getByRole('link', { name: 'soft' }).click();
    await page.waitForURL(/base-images\?.*soft/);
    await page.getByRole('link', { name: 'Kitchen paper' }).first().waitFor();
    await page.locator('.gallery li').nth(1).waitFor({ state: 'detached' });
  });

  it('lists what artists have, and what was made of it', async () => {
    await open('/artworks');
    await page.locator('.gallery li').nth(1).waitFor();
    await open('/mappings');
    await page.locator('.gallery img').first().waitFor();
    await open(`/mappings/${scene.mappingId}/show`);
    const result = page.getByRole('img', { name: 'Result' });
    expect(await result.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(480);
  });

  it('shows settings, limits and workers', async () => {
    await open('/settings');
    await page.getByText('embedded').waitFor();
    await page.getByText('Alive').waitFor();
  });

  it('deletes a mapping after asking', async () => {
    await open(`/mappings/${scene.mappingId}/show`);
    await button('Delete').click();
    await dialogButton('Delete').click();
    await page.waitForURL(/console\/mappings$/);
    expect((await app.api(`/mappings/${scene.mappingId}`, { as: scene.operator })).status).toBe(404);
  });
});
