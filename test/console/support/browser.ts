import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { OPERATOR } from '../../support/application.js';
import { breadth } from '../../support/breadth.js';
import { until } from '../../support/until.js';

/** Pictures for people to look at; not part of the repository. */
const SCREENSHOTS = 'screenshots';
const AXE = require.resolve('axe-core/axe.min.js');
/** A page that asks for nothing for this long has what it needs. */
const QUIET_MILLISECONDS = 150;
export const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** CHROME_PATH, or Chromium as the distribution installs it, best without the windows of which it draws none. */
const installed = JSON.parse(readFileSync(join('scripts', 'services', 'browsers.json'), 'utf8')) as string[];
const executablePath = [process.env['CHROME_PATH'], ...installed].find(
  (path) => path !== undefined && existsSync(path),
);

/** A suite for a real browser: skipped with a line where there is none, failing there with REQUIRE_SERVICES=1. */
export function describeInBrowser(name: string, suite: (chrome: Chrome) => void): void {
  if (executablePath === undefined && process.env['REQUIRE_SERVICES'] !== '1') {
    process.stderr.write(`No browser: "${name}" is skipped. Install Chromium or set CHROME_PATH.\n`);
    describe.skip(name, () => suite(new Chrome()));
    return;
  }
  describe(name, () => {
    const chrome = new Chrome();
    beforeAll(() => chrome.open());
    afterAll(() => chrome.close());
    beforeEach(() => chrome.beginTest());
    // Pages go on drawing and asking for news where nobody looks any more.
    afterEach(() => chrome.endTest());
    suite(chrome);
  });
}

interface PageOptions {
  readonly size?: keyof typeof SIZES;
  readonly dark?: boolean;
  /** Any part of a browser's state of its own: another person. */
  readonly context?: BrowserContext;
}

/** Of pages that come by plain HTTP from another machine, as in many a local network: unlike those of 127.0.0.1 no secure context. */
const PLAIN_HOST = 'studio.test';
export const byPlainHttp = (url: string) => url.replace('127.0.0.1', PLAIN_HOST);

export class Chrome {
  private browser: Browser | undefined;
  /** What pages complained of; a test that expects none looks here. */
  readonly complaints: string[] = [];
  private opened: readonly BrowserContext[] = [];

  async open(): Promise<void> {
    if (executablePath === undefined) throw new Error('REQUIRE_SERVICES=1, but there is no browser');
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      // Pages live for seconds here: V8's last compiler takes a quarter of their processor time, more than it saves them.
      '--js-flags=--no-opt',
      `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`,
    ];
    this.browser = await chromium.launch({ executablePath, args });
  }

  async close(): Promise<void> {
    await this.browser?.close();
  }

  beginTest(): void {
    this.opened = this.browser!.contexts();
  }

  /** Closes what was opened since the test began. */
  async endTest(): Promise<void> {
    const own = this.browser!.contexts().filter((context) => !this.opened.includes(context));
    await Promise.all(own.map((context) => context.close()));
  }

  /** A page at an address; a new browser profile where no context is given. */
  async visit(url: string, { size = 'desktop', dark = false, context }: PageOptions = {}): Promise<Page> {
    const owner =
      context ??
      (await this.browser!.newContext({
        viewport: SIZES[size],
        colorScheme: dark ? 'dark' : 'light',
        hasTouch: size === 'phone',
        reducedMotion: 'reduce',
      }));
    const page = await owner.newPage();
    page.setDefaultTimeout(30_000);
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector('#root[inert]') === null);
    return page;
  }
}

/** Fills in the sign-in form that the page shows. */
export async function signIn(page: Page, { email, password }: { email: string; password: string } = OPERATOR) {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Does something with a page, and waits until the page has all it asks for after it. */
export async function settled(page: Page, act: () => Promise<unknown>): Promise<void> {
  const asked = new Set<Request>();
  let quietSince = Date.now();
  const begins = (request: Request) => void asked.add(request);
  const ends = (request: Request) => {
    asked.delete(request);
    quietSince = Date.now();
  };
  page.on('request', begins).on('requestfinished', ends).on('requestfailed', ends);
  await act();
  await until(() => asked.size === 0 && Date.now() - quietSince > QUIET_MILLISECONDS);
  page.off('request', begins).off('requestfinished', ends).off('requestfailed', ends);
}

/** Goes to another page of the console as a link would, and waits until the page has all it asks for. */
export const follow = (page: Page, path: string): Promise<void> =>
  settled(page, async () => {
    await page.evaluate((address) => {
      document.querySelector('.page-head')?.setAttribute('data-left', '');
      history.pushState(null, '', address);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
    await page.locator('.page-head:not([data-left]) h1').waitFor();
  });

/** The page's own colours change at once, those that come with its components in the next frame. */
export async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await drawnAnew(page);
}

/** Waits until the page has taken in what was done to it, and shows it. */
export async function drawnAnew(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** What axe finds against WCAG 2.2 AA and its best practices; none is expected. @param rules not all, but these alone */
export async function accessibilityViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Until the page is left: it is half a megabyte of program.
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) await page.evaluate(readFileSync(AXE, 'utf8'));
  return page.evaluate(
    async (options) => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(document, options);
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
    },
    { resultTypes: ['violations' as const], preload: false, ...(rules && { runOnly: [...rules] }) },
  );
}

/** The same of a page that has been looked at in another state, where everything is gone through. */
export async function violationsInAnotherState(page: Page): Promise<string[]> {
  return breadth(false, true) ? accessibilityViolations(page) : [];
}

/** Keeps a picture of the page for people, `screenshots/NAME.png`, where everything is gone through; no test looks at it. */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (!breadth(false, true)) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
