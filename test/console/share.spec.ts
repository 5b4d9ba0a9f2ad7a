import type { Page } from 'playwright-core';
import type { Application } from '../support/application.js';
import { breadth } from '../support/breadth.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';
import { accessibilityViolations, describeInBrowser, screenshot } from './support/browser.js';

jest.setTimeout(120_000);

const SIZES_SHOWN: readonly ('desktop' | 'phone')[] = breadth(['phone'], ['desktop', 'phone']);

describeInBrowser('a shared print, in a browser', (chrome) => {
  let app: Application;
  let url: string;
  beforeAll(async () => {
    app = await sharedApplication();
    const artist = await app.signUp();
    const scene = new MappingScene(app);
    const { body } = await scene.map(artist, await scene.subjectOnDefault(artist), { wait: 30 });
    url = (await app.api(`/mappings/${body.id}/share`, { as: artist, method: 'POST' })).body.url;
  });

  it.each(SIZES_SHOWN)('needs no account: %s', async (size) => {
    const page = await chrome.visit(url, { size, dark: size === 'phone' });
    const picture = page.getByRole('img', { name: 'art' });
    await picture.waitFor();
    await picture.evaluate((image: HTMLImageElement) => image.decode());
    const knob = page.getByRole('slider', { name: 'Compare flat and printed' });
    await knob.focus();
    await page.keyboard.press('Shift+ArrowRight');
    expect(await knob.getAttribute('aria-valuenow')).toBe('60');
    expect(await accessibilityViolations(page)).toEqual([]);
    await screenshot(page, `share-${size}-${size === 'phone' ? 'dark' : 'light'}`);
  });

  it.each(SIZES_SHOWN)('shows its picture, where it stays, before any program runs: %s', async (size) => {
    const place = (page: Page) =>
      page.locator('img[fetchpriority=high]').evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        const { x, y, width, height } = image.getBoundingClientRect();
        return { x, y, width, height };
      });
    const live = await chrome.visit(url, { size });
    const early = await live.context().newPage();
    await early.route('**/*.js', (route) => route.abort());
    await early.goto(url);
    expect(await place(early)).toEqual(await place(live));
    expect(await early.locator('h1').textContent()).toBe('art');
  });

  it('shows its pictures under another name of the host', async () => {
    const page = await chrome.visit(url.replace('localhost', '127.0.0.1'));
    const picture = page.getByRole('img', { name: 'art' });
    await picture.waitFor();
    await picture.evaluate((image: HTMLImageElement) => image.decode());
  });

  it('says so where there is nothing', async () => {
    const page = await chrome.visit(`${url.slice(0, -4)}0000`);
    await page.getByRole('heading', { name: 'There is nothing at this address.' }).waitFor();
  });
});
