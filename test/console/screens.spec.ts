import { accessibilityViolations, describeInBrowser, follow, screenshot } from './support/browser.js';
import { type ConsoleScene, openConsole, openConsoleScene } from './support/console-scene.js';

/** Dark differs from light in its colours alone. */
const APPEARANCES: readonly { colourScheme: 'light' | 'dark'; rules?: readonly string[] }[] = [
  { colourScheme: 'light' },
  { colourScheme: 'dark', rules: ['color-contrast', 'link-in-text-block'] },
];

describeInBrowser('every screen of the console', (chrome) => {
  let scene: ConsoleScene;
  beforeAll(async () => (scene = await openConsoleScene()), 90_000);
  afterAll(() => scene.app.stop());

  const screens = () => ({
    dashboard: '',
    jobs: '/jobs',
    'job-failed': `/jobs/${scene.failedJobId}/show`,
    'base-images': '/base-images',
    'job-done': `/jobs/${scene.jobId}/show`,
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

  it.each(['desktop', 'phone'] as const)(
    'is accessible and fits, light and dark, %s',
    async (size) => {
      const found: string[] = [];
      const page = await openConsole(chrome, scene.app, '/settings', { size });
      for (const [name, path] of Object.entries(screens())) {
        await follow(page, `/console${path}`);
        for (const { colourScheme, rules } of APPEARANCES) {
          await page.emulateMedia({ colorScheme: colourScheme });
          const violations = await accessibilityViolations(page, rules);
          found.push(...violations.map((violation) => `${name}, ${colourScheme}: ${violation}`));
          await screenshot(page, `console-${name}-${size}-${colourScheme}`);
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (overflow > 0) found.push(`${name}: ${overflow} px wider than the screen`);
      }
      await page.context().close();
      expect(found).toEqual([]);
      // The failed job's artwork is gone, which is why it failed.
      expect(chrome.complaints.filter((complaint) => !/jobs\/.*404/.test(complaint))).toEqual([]);
    },
    180_000,
  );
});
