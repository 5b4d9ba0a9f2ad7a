import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FileChooser, Page } from 'playwright-core';
import sharp from 'sharp';
import type { Application } from '../support/application.js';
import { breadth } from '../support/breadth.js';
import { sharedApplication } from '../support/shared-application.js';
import {
  accessibilityViolations,
  describeInBrowser,
  screenshot,
  showIn,
  SIZES,
  violationsInAnotherState,
} from './support/browser.js';
import { drawn, fingerprint, rested } from './support/preview.js';

const PAINTING = join(__dirname, '../fixtures/starry-night.jpg');

/** What was exported last, where anything was: small prints are made at once. */
const OUTPUT = breadth({ longer: 600 }, {});

/** A browser, a server and its renderings on one machine. */
jest.setTimeout(180_000);

describeInBrowser('an artist, in a browser', (chrome) => {
  let app: Application;
  beforeAll(async () => {
    app = await sharedApplication();
  });

  const signUp = async (page: Page, email: string) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address').fill(email);
    await dialog.getByLabel('Password', { exact: true }).fill('a quiet brush on rice paper');
    await dialog.getByRole('button', { name: 'Create account' }).click();
  };
  const openPainting = async (page: Page) => {
    await page.locator('input[type=file]').first().setInputFiles(PAINTING);
    await drawn(page);
    await rested(page);
  };

  it('prints a painting before anybody has signed in, and what is on screen comes out as a file', async () => {
    const page = await chrome.visit(app.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'first-page-desktop-light');
    await openPainting(page);
    const before = await fingerprint(page);

    await page.getByLabel('Rotation', { exact: true }).focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowRight');
    await rested(page);
    expect(await fingerprint(page)).not.toBe(before);
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'editor-desktop-light');

    await page.evaluate((wish) => localStorage.setItem('studio-output', JSON.stringify(wish)), OUTPUT);
    await page.getByRole('button', { name: 'Export print' }).click();
    await signUp(page, 'journey@example.org');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('button', { name: 'Download' }).waitFor({ timeout: 60_000 });
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'export-desktop-light');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Starry-night.png');
    const file = await readFile(await download.path());

    const account = await app.api('/auth/login', {
      json: { email: 'journey@example.org', password: 'a quiet brush on rice paper' },
    });
    const { body } = await app.api('/mappings', { as: account.body });
    expect(body.items).toHaveLength(1);
    expect(body.items[0].parameters).toMatchObject({ rotation: -3 });
    expect(createHash('sha256').update(file).digest('hex')).toBe(body.items[0].result.sha256);
    expect(file.subarray(1, 4).toString()).toBe('PNG');

    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Gallery' }).click();
    await page.getByRole('link', { name: 'Open Starry-night' }).waitFor();
    await page.locator('.thumbnail img').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, 'gallery-desktop-light');
    const [archive] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByLabel('Select Starry-night')
        .check()
        .then(() => page.getByRole('button', { name: 'Download as zip' }).click()),
    ]);
    expect(archive.suggestedFilename()).toBe('Prints.zip');
    expect((await readFile(await archive.path())).subarray(0, 2).toString()).toBe('PK');
    const [sheet] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Contact sheet' }).click(),
    ]);
    expect(sheet.suggestedFilename()).toBe('Contact sheet.jpg');
    // The engine's tests leave sharp's loaders of files blocked in whatever runs after them in the same process.
    const contacts = await sharp(await readFile(await sheet.path())).metadata();
    expect(contacts).toMatchObject({ format: 'jpeg', width: 600, height: 668 });
    await page.getByRole('link', { name: 'Open Starry-night' }).click();
    await drawn(page);
    expect(await page.getByLabel('Rotation, number').inputValue()).toBe('3.0');

    const ownLight = await fingerprint(page);
    await page.getByRole('button', { name: 'Elsewhere' }).click();
    await page.getByLabel('Direction, number').fill('120');
    await page.keyboard.press('Enter');
    await rested(page);
    expect(await fingerprint(page)).not.toBe(ownLight);
    await page.getByRole('button', { name: 'Keep this look' }).click();
    await page.getByLabel('Name').fill('Evening');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Mine: Evening', pressed: true }).waitFor();
    await page.getByRole('button', { name: 'Natural', exact: true }).click();
    await page.getByRole('button', { name: 'Mine: Evening' }).click();
    await rested(page);
    expect(await page.getByLabel('Direction, number').inputValue()).toBe('120');
    expect(await violationsInAnotherState(page)).toEqual([]);
  });

  it.each(breadth(['dropped'], ['dropped', 'chosen', 'set by a program']))(
    'keeps an artwork that is %s before the page is alive',
    async (how) => {
      const page = await chrome.visit('about:blank');
      let letGo = () => {};
      const gate = new Promise<void>((open) => (letGo = open));
      await page.route(/\/assets\/index-[^/]*\.js$/, (route) => gate.then(() => route.continue()));
      await page.goto(app.url, { waitUntil: 'commit' });
      const link = page.locator('#root[inert] .drop-zone .link');
      await link.waitFor();
      // Where it stays: its style has come.
      await page.waitForFunction(() => getComputedStyle(document.querySelector('.drop-zone')!).display === 'grid');
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      if (how === 'dropped') {
        const bytes = (await readFile(PAINTING)).toString('base64');
        await page.evaluate((encoded) => {
          const dataTransfer = new DataTransfer();
          const data = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
          dataTransfer.items.add(new File([data], 'starry-night.jpg', { type: 'image/jpeg' }));
          for (const type of ['dragover', 'drop']) {
            document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
          }
        }, bytes);
      } else if (how === 'set by a program') {
        await page.locator('#root[inert] input[type=file]').setInputFiles(PAINTING);
      } else {
        const opened = page.waitForEvent('filechooser');
        let chooser: FileChooser | void = undefined;
        // Fonts that come late may move the page under the pointer: whoever missed clicks again.
        while (!chooser) {
          const box = (await link.boundingBox())!;
          await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
          chooser = await Promise.race([opened, page.waitForTimeout(1000)]);
        }
        await chooser.setFiles(PAINTING);
      }
      letGo();
      await page.getByRole('heading', { name: 'Starry-night' }).waitFor();
    },
  );

  describe('with a print in the editor', () => {
    let page: Page;
    beforeAll(async () => {
      page = await chrome.visit(app.url);
      await openPainting(page);
    });
    afterAll(() => page.context().close());

    it('takes a drag back as one step', async () => {
      const before = await fingerprint(page);
      const sheet = (await page.locator('.stage .sheet').boundingBox())!;
      const middle = { x: sheet.x + sheet.width / 2, y: sheet.y + sheet.height / 2 };
      await page.mouse.move(middle.x, middle.y);
      await page.mouse.down();
      for (let i = 1; i <= 12; i++) await page.mouse.move(middle.x + 8 * i, middle.y + 4 * i);
      await page.mouse.up();
      await rested(page);
      const across = page.getByLabel('Across, number');
      expect(Number(await across.inputValue())).toBeGreaterThan(5);
      await page.keyboard.press('Control+z');
      await rested(page);
      expect(await across.inputValue()).toBe('0.0');
      expect(await fingerprint(page)).toBe(before);
      await page.keyboard.press('Control+Shift+z');
      await rested(page);
      expect(Number(await across.inputValue())).toBeGreaterThan(5);
    });

    it('moves corners by the keyboard, and never into a fold', async () => {
      const before = await fingerprint(page);
      await page.keyboard.press('c');
      await page.keyboard.press('1');
      for (let i = 0; i < 8; i++) await page.keyboard.press('Shift+ArrowRight');
      await rested(page);
      expect(await fingerprint(page)).not.toBe(before);
      expect(await page.locator('#corner-1').getAttribute('aria-label')).toMatch(/x 80, y 0$/);
      expect(await violationsInAnotherState(page)).toEqual([]);
      await screenshot(page, 'corners-desktop-light');
    });

    it('compares flat and printed, and shows the sheet in three dimensions', async () => {
      await showIn(page, 'dark');
      await page.keyboard.press('v');
      const knob = page.getByRole('slider', { name: 'Compare flat and printed' });
      await knob.focus();
      await page.keyboard.press('Shift+ArrowRight');
      expect(await knob.getAttribute('aria-valuenow')).toBe('60');
      await screenshot(page, 'compare-desktop-dark');
      await page.keyboard.press('v');
      // Without a graphics card each picture of the sheet takes a while, and the longer the larger it is.
      await page.setViewportSize(breadth({ width: 1120, height: 560 }, SIZES.desktop));
      page.setDefaultTimeout(60_000);
      const canvas = page.locator('.model-canvas canvas, .model.absent canvas');
      await canvas.waitFor();
      await page.waitForFunction(() => !document.querySelector('.model-canvas .control-strip'), null, {
        timeout: 60_000,
      });
      const colours = await canvas.evaluate((element: HTMLCanvasElement) => {
        const copy = new OffscreenCanvas(64, 64);
        const context = copy.getContext('2d')!;
        context.drawImage(element, 0, 0, 64, 64);
        return new Set(new Uint32Array(context.getImageData(0, 0, 64, 64).data.buffer)).size;
      });
      expect(colours).toBeGreaterThan(200);
      expect(await accessibilityViolations(page)).toEqual([]);
      await screenshot(page, 'model-desktop-dark');
    });
  });

  it('works on a phone', async () => {
    const page = await chrome.visit(app.url, { size: 'phone' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await screenshot(page, 'first-page-phone-light');
    await openPainting(page);
    expect(await accessibilityViolations(page)).toEqual([]);
    for (const group of ['Place', 'Look', 'Paper']) {
      await page.getByRole('button', { name: group, exact: true }).first().click();
      await screenshot(page, `editor-${group.toLowerCase()}-phone-light`);
    }
    const { width, height } = (await page.locator('.stage .sheet').boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThan(200);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBe(0);
  });

  it('says what is wrong with a file, and keeps what is on screen', async () => {
    const page = await chrome.visit(app.url);
    await page.locator('input[type=file]').setInputFiles({
      name: 'poster.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    });
    await page.getByText('poster.pdf is not a JPEG, PNG or WebP picture.').waitFor();
    await page.locator('input[type=file]').setInputFiles({
      name: 'broken.png',
      mimeType: 'image/png',
      buffer: Buffer.from('not a picture at all'),
    });
    await page.getByText('broken.png may be damaged.').waitFor();
    expect(chrome.complaints).toEqual([]);
  });
});
