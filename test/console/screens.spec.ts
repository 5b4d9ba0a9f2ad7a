import type { Application } from '../support/application.js';
import { breadth } from '../support/breadth.js';
import { sharedApplication } from '../support/shared-application.js';
import { accessibilityViolations, describeInBrowser, follow, screenshot, showIn, SIZES } from './support/browser.js';
import { type ConsoleScene, openConsole, openConsoleScene } from './support/console-scene.js';

interface Appearance {
  readonly colourScheme: 'light' | 'dark';
  /** All where none are named. */
  readonly rules?: readonly string[];
}

interface Appearances {
  readonly desktop: readonly Appearance[];
  readonly phone: readonly Appearance[];
}

const LIGHT: Appearance = { colourScheme: 'light' };
/** Dark differs from light in its colours alone. */
const DARK: Appearance = { colourScheme: 'dark', rules: ['color-contrast', 'link-in-text-block'] };
const EVERY: Appearances = { desktop: [LIGHT, DARK], phone: [LIGHT, DARK] };
/** One of a screen, by turns: in light on a desktop, in dark on a phone. */
const ONE: readonly Appearances[] = [
  { desktop: [LIGHT], phone: [] },
  { desktop: [], phone: [{ colourScheme: 'dark' }] },
];

describeInBrowser('every screen of the console', (chrome) => {
  let app: Application;
  let scene: ConsoleScene;
  beforeAll(async () => {
    app = await sharedApplication();
    scene = await openConsoleScene(app);
  }, 180_000);

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

  it('is accessible and fits, light and dark, on a desktop and on a phone', async () => {
    const found: string[] = [];
    const page = await openConsole(chrome, app, '/settings');
    for (const [index, [name, path]] of Object.entries(screens()).entries()) {
      const appearances = breadth(ONE[index % ONE.length]!, EVERY);
      await follow(page, `/console${path}`);
      for (const size of ['phone', 'desktop'] as const) {
        await page.setViewportSize(SIZES[size]);
        for (const { colourScheme, rules } of appearances[size]) {
          await showIn(page, colourScheme);
          const violations = await accessibilityViolations(page, rules);
          found.push(...violations.map((violation) => `${name}, ${size}, ${colourScheme}: ${violation}`));
          await screenshot(page, `console-${name}-${size}-${colourScheme}`);
        }
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (overflow > 0) found.push(`${name}, ${size}: ${overflow} px wider than the screen`);
      }
    }
    expect(found).toEqual([]);
    // The failed job's artwork is gone, which is why it failed.
    expect(chrome.complaints.filter((complaint) => !/jobs\/.*404/.test(complaint))).toEqual([]);
  }, 180_000);
});
