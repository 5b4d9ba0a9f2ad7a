import type { Page } from 'playwright-core';
import type { Account, Application } from '../support/application.js';
import { MappingScene } from '../support/mapping-scene.js';
import { sharedApplication } from '../support/shared-application.js';
import { describeInBrowser, drawnAnew } from './support/browser.js';
import { openConsole } from './support/console-scene.js';

describeInBrowser('the placement editor', (chrome) => {
  let app: Application;
  let operator: Account;
  let baseImageId: string;
  let page: Page;
  beforeAll(async () => {
    app = await sharedApplication();
    operator = await app.operator();
    const scene = new MappingScene(app);
    baseImageId = await scene.paper(operator);
    await scene.artwork(operator);
    page = await openConsole(chrome, app);
  }, 180_000);
  beforeEach(async () => {
    await page.goto(`${app.url}/console/base-images/${baseImageId}/placement`);
    await target('Top left').waitFor();
  });

  const target = (corner: string) => page.getByRole('button', { name: new RegExp(`^${corner} corner`) });
  const field = (corner: string, axis: 'x' | 'y') => page.getByLabel(`${corner}, ${axis}`);
  const pixels = async (corner: string) => {
    await drawnAnew(page);
    return [Number(await field(corner, 'x').inputValue()), Number(await field(corner, 'y').inputValue())];
  };

  /** Drags a corner to a place given in fractions of the picture. */
  async function drag(corner: string, x: number, y: number, { drop = true } = {}) {
    const sheet = (await page.locator('.placement-sheet').boundingBox())!;
    const box = (await target(corner).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(sheet.x + sheet.width * x, sheet.y + sheet.height * y, { steps: 8 });
    if (drop) await page.mouse.up();
  }

  it('moves a corner by dragging, under a magnifier, and undoes it as one step', async () => {
    const before = await pixels('Top left');
    await drag('Top left', 0.2, 0.25, { drop: false });
    await page.locator('.magnifier').waitFor();
    await page.mouse.up();
    const [x, y] = await pixels('Top left');
    expect(Math.abs(x! - 96)).toBeLessThanOrEqual(2);
    expect(Math.abs(y! - 80)).toBeLessThanOrEqual(2);
    await page.keyboard.press('Control+z');
    expect(await pixels('Top left')).toEqual(before);
    await page.keyboard.press('Control+Shift+z');
    expect(await pixels('Top left')).toEqual([x, y]);
  });

  it('moves a corner by keys: 1 px, 10 px with Shift, chosen by its number', async () => {
    await page.keyboard.press('3');
    const [x, y] = await pixels('Bottom right');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowUp');
    expect(await pixels('Bottom right')).toEqual([x! - 1, y! - 10]);
    await page.keyboard.down('z');
    await page.locator('.magnifier').waitFor();
    await page.keyboard.up('z');
    await page.locator('.magnifier').waitFor({ state: 'detached' });
  });

  it('says while dragging that the outline is dented, and does not save it', async () => {
    await drag('Bottom right', 0.1, 0.1, { drop: false });
    await page.getByText(/dented at corner/).waitFor();
    await page.mouse.up();
    expect(await page.getByRole('button', { name: 'Save placement' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Shape is a proper four-sided sheet').waitFor();
  });

  it('redraws the sample with the corners, and saves them', async () => {
    const sample = page.locator('.sample img');
    await sample.waitFor();
    const first = await sample.getAttribute('src');
    await drag('Top right', 0.7, 0.2);
    await page.waitForFunction((old) => document.querySelector('.sample img')?.getAttribute('src') !== old, first);
    const [x, y] = await pixels('Top right');
    await page.getByRole('button', { name: 'Save placement' }).click();
    await page.getByText('The placement is saved.').waitFor();
    const { body } = await app.api(`/base-images/${baseImageId}`, { as: operator });
    expect(Math.round(body.placement.quad[1].x * 480)).toBe(x);
    expect(Math.round(body.placement.quad[1].y * 320)).toBe(y);
    await page.getByText('Not saved').waitFor({ state: 'detached' });
  });

  it('bends the sheet through points of a mesh, and saves them', async () => {
    await page.getByRole('button', { name: '3 × 3' }).click();
    const middle = page.getByRole('button', { name: /^Row 1, column 2, x/ });
    await middle.focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
    const y = Number(await page.getByRole('spinbutton', { name: 'Row 1, column 2, y' }).inputValue());
    await page.getByRole('button', { name: 'Save placement' }).click();
    await page.getByText('The placement is saved.').waitFor();
    const { body } = await app.api(`/base-images/${baseImageId}`, { as: operator });
    expect(body.placement.mesh).toHaveLength(3);
    expect(Math.round(body.placement.mesh[0][1].y * 320)).toBe(y);
    await page.getByRole('button', { name: 'Corners', exact: true }).click();
    await middle.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await middle.waitFor();
  });
});
