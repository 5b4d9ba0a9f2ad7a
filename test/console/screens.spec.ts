import type { BrowserContext } from 'playwright-core';
import { accessibilityViolations, describeInBrowser, screenshot } from './support/browser.js';
import { type ConsoleScene, openConsole, openConsoleScene } from './support/console-scene.js';

const VIEWS = [
  { size: 'desktop', dark: false },
  { size: 'phone', dark: false },
  { size: 'desktop', dark: true },
  { size: 'phone', dark: true },
] as const;

describeInBrowser('every screen of the console', (chrome) => {
  let scene: ConsoleScene;
  beforeAll(async () => (scene = await openConsoleScene()), 90_000);
  afterAll(() => scene.app.stop());

  const screens = () => ({
    dashboard: '',
    jobs: '/jobs',
    'job-failed': `/jobs/${scene.failedJobId}/show`,
    'job-done': `/jobs/${scene.jobId}/show`,
    'base-images': '/base-images',
    'base-image': `/base-images/${scene.baseImageId}/show`,
    placement: `/base-images/${scene.baseImageId}/placement`,
    artworks: '/artworks',
    artwork: `/artworks/${scene.artworkId}/show`,
    mappings: '/mappings',
    mapping: `/mappings/${scene.mappingId}/show`,
    users: '/users',
    user: `/users/${scene.artist.id}/show`,
    settings: '/settings',
  });

  it.each(VIEWS)(
    'is accessible and fits, $size, dark $dark',
    async ({ size, dark }) => {
      let context: BrowserContext | undefined;
      const found: string[] = [];
      const page = await openConsole(chrome, scene.app, '', { size, dark });
      context = page.context();
      for (const [name, path] of Object.entries(screens())) {
        await page.goto(`${scene.app.url}/console${path}`);
        await page.locator('.page-head h1').waitFor();
        await page.waitForLoadState('networkidle');
        const violations = await accessibilityViolations(page);
        found.push(...violations.map((violation) => `${name}: ${violation}`));
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (overflow > 0) found.push(`${name}: ${overflow} px wider than the screen`);
        await screenshot(page, `console-${name}-${size}-${dark ? 'dark' : 'light'}`);
      }
      await context.close();
      expect(found).toEqual([]);
      // The failed job's artwork is gone, which is why it failed.
      expect(chrome.complaints.filter((complaint) => !/jobs\/.*404/.test(complaint))).toEqual([]);
    },
    180_000,
  );
});
