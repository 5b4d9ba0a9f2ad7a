import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { Application } from '../support/application.js';
import { breadth } from '../support/breadth.js';
import { sharedApplication } from '../support/shared-application.js';
import { describeInBrowser } from './support/browser.js';
import { drawn, rested } from './support/preview.js';

jest.setTimeout(180_000);

const FIXTURES = join(__dirname, '../fixtures');
const ARTIST = { email: 'artist@example.org', password: 'a quiet brush on rice paper' };
/** Of 255; what the engine's two kernels may differ by. */
const MOST_CODES = 3;

describeInBrowser('the preview and the final picture', (chrome) => {
  let app: Application;
  beforeAll(async () => (app = await sharedApplication()));

  it('agree at the same size', async () => {
    const page = await chrome.visit(app.url);
    // PNG, so that both sides decode the same pixels; as large as the preview or smaller, so that neither reduces them.
    const art = await sharp(await readFile(join(FIXTURES, 'starry-night.jpg')))
      .resize(600, 480)
      .png()
      .toBuffer();
    const paper = await sharp(await readFile(join(FIXTURES, 'textured-paper.jpg')))
      .resize(720, 540, { fit: 'cover' })
      .png()
      .toBuffer();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'art.png', mimeType: 'image/png', buffer: art });
    await drawn(page);
    await page.getByRole('button', { name: 'Export print' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill(ARTIST.email);
    await dialog.getByLabel('Password', { exact: true }).fill(ARTIST.password);
    await dialog.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('dialog', { name: 'Export print' }).waitFor();
    await page.keyboard.press('Escape');
    await page
      .locator('.rail input[type=file]')
      .setInputFiles({ name: 'paper.png', mimeType: 'image/png', buffer: paper });
    await page.getByRole('button', { name: 'Paper', exact: true, pressed: true }).nth(1).waitFor();
    const { body: artist } = await app.api('/auth/login', { json: ARTIST });

    for (const preset of breadth(['Natural'], ['Natural', 'Classic'])) {
      await page.getByRole('button', { name: preset, exact: true }).click();
      await page.getByLabel('Rotation, number').fill('7');
      await page.keyboard.press('Enter');
      await page.getByLabel('Across, number').fill('4');
      await page.keyboard.press('Enter');
      await rested(page);
      const preview = await shownBy(page);
      expect([preview.width, preview.height]).toEqual([720, 540]);

      await page.getByRole('button', { name: 'Export print' }).click();
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      await page.getByRole('button', { name: 'Download' }).waitFor({ timeout: 60_000 });
      await page.keyboard.press('Escape');
      const { body } = await app.api('/mappings?sort=-createdAt&perPage=1', { as: artist });
      expect(body.items[0].preset).toBe(preset.toLowerCase());
      const final = await sharp(Buffer.from(await (await fetch(body.items[0].result.url)).arrayBuffer()))
        .ensureAlpha()
        .raw()
        .toBuffer();
      let most = 0;
      for (let i = 0; i < final.length; i++) most = Math.max(most, Math.abs(final[i]! - preview.codes[i]!));
      expect(most).toBeLessThanOrEqual(MOST_CODES);
    }
  });
});

/** The preview's pixels, RGBA. */
async function shownBy(page: Page): Promise<{ width: number; height: number; codes: Buffer }> {
  const { codes, ...size } = await page.locator('canvas.print').evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext('2d')!;
    context.drawImage(canvas, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let text = '';
    for (let i = 0; i < data.length; i += 4096) text += String.fromCharCode(...data.subarray(i, i + 4096));
    return { width: canvas.width, height: canvas.height, codes: btoa(text) };
  });
  return { ...size, codes: Buffer.from(codes, 'base64') };
}
