import type { Page } from 'playwright-core';
import type { Account, Application } from '../../support/application.js';
import { MappingScene } from '../../support/mapping-scene.js';
import { type Chrome, signIn } from './browser.js';

/** A service with something in it: an artist with a mapping that succeeded and one that failed, an operator with an artwork. */
export interface ConsoleScene {
  readonly operator: Account;
  readonly artist: Account;
  readonly artworkId: string;
  readonly baseImageId: string;
  readonly mappingId: string;
  readonly jobId: string;
  readonly failedJobId: string;
}

export async function openConsoleScene(app: Application): Promise<ConsoleScene> {
  const scene = new MappingScene(app);
  const [operator, artist] = [await app.operator(), await app.signUp('vincent@example.org')];
  const { artworkId, baseImageId } = await scene.subject(artist);
  await scene.defaultPaper(operator);
  await scene.artwork(operator, '#1c4f8b');
  const { body: done } = await scene.map(artist, { artworkId, baseImageId, preset: 'natural' }, { wait: 30 });
  const { id: failed, jobId: failedJobId } = await failingMapping(app, scene, artist, baseImageId);
  await scene.ended(artist, failed);
  return { operator, artist, artworkId, baseImageId, mappingId: done.id, jobId: done.jobId, failedJobId };
}

/** Its artwork is gone by the time it is rendered. */
async function failingMapping(app: Application, scene: MappingScene, artist: Account, baseImageId: string) {
  const as = await app.operator();
  await app.api('/jobs/pause', { as, method: 'POST' });
  const artworkId = await scene.artwork(artist, '#0a7a3c');
  const { body } = await scene.map(artist, { artworkId, baseImageId });
  await app.api(`/artworks/${artworkId}`, { as: artist, method: 'DELETE' });
  await app.api('/jobs/resume', { as, method: 'POST' });
  return body as { id: string; jobId: string };
}

/** A page of the console, with the operator signed in. */
export async function openConsole(
  chrome: Chrome,
  app: Application,
  path = '',
  options: Parameters<Chrome['visit']>[1] = {},
): Promise<Page> {
  const page = await chrome.visit(`${app.url}/console${path}`, options);
  await signIn(page);
  await page.locator('.page-head h1').waitFor();
  return page;
}
