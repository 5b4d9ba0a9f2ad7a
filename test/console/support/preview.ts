import type { Page } from 'playwright-core';
import { drawnAnew } from './browser.js';

const MEASURE = 'studio-preview';
/** Not with each frame, as is usual: a page without a graphics card draws them all by the processor. */
const ASKING = { timeout: 60_000, polling: 50 };

/** Waits for the first picture of the preview. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, MEASURE, ASKING);
}

/** Waits until the preview shows what was asked for last: the page has taken the input in, and nothing is left to draw. */
export async function rested(page: Page): Promise<void> {
  await drawnAnew(page);
  await page.waitForFunction(() => document.querySelector('canvas.print')?.ariaBusy === 'false', null, ASKING);
}

/** Tells pictures of the preview apart; equal pictures give equal ones. */
export async function fingerprint(page: Page): Promise<string> {
  return page.locator('canvas.print').evaluate(async (canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height);
    const context = copy.getContext('2d')!;
    context.drawImage(canvas, 0, 0);
    const digest = await crypto.subtle.digest('SHA-1', context.getImageData(0, 0, canvas.width, canvas.height).data);
    return `${canvas.width}x${canvas.height} ${Array.from(new Uint8Array(digest)).join('.')}`;
  });
}
