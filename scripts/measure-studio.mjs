// node scripts/measure-studio.mjs [TRACE]: the editor in Chromium: milliseconds from a click, or the drop of an artwork, to the picture
// that it asks for, and previews a second while a slider, a corner and the art itself are dragged, with the sizes that they were drawn in.
// TRACE: a file that gets the browser's own trace of the drags. Software rendering; the load of the machine comes with the figures.
import '../test/support/typescript-loader.mjs';
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { chromium } from 'playwright-core';

const trace = process.argv[2];
const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
const ARTWORK = 'test/fixtures/starry-night.jpg';
const MEASURE = 'studio-preview';
const DRAG_MOVES = 250;
/** As a hand at 60 moves a second. */
const MOVE_MILLISECONDS = 16;
const CLICKS = 6;

const { startApplication } = await import('../test/support/application.ts');

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const rounded = (value) => Math.round(value);

/** In the page: when the artist last clicked, chose or dropped. */
function noteInput() {
  globalThis.inputAt = 0;
  for (const type of ['click', 'change', 'drop']) {
    addEventListener(type, (event) => (globalThis.inputAt = event.timeStamp), { capture: true });
  }
}

/** Processor milliseconds that a process and all below it have used, in hundredths of a second. */
function processorMilliseconds(root) {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/\(.*\)/, '-')
          .split(' ')
          .map(Number);
        return [{ pid: fields[0], parent: fields[3], ticks: fields[13] + fields[14] }];
      } catch {
        return [];
      }
    });
  const family = new Set([root]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of stats) if (family.has(parent)) family.add(pid);
  }
  return stats.filter(({ pid }) => family.has(pid)).reduce((sum, { ticks }) => sum + 10 * ticks, 0);
}

const pictures = (page, since = 0) =>
  page.evaluate(
    ([name, from]) =>
      performance
        .getEntriesByName(name)
        .filter(({ startTime }) => startTime >= from)
        .map(({ startTime, duration, detail }) => ({ asked: startTime, shown: startTime + duration, ...detail })),
    [MEASURE, since],
  );

/** Milliseconds from the input to the first picture made after it. */
async function latency(page, act) {
  const before = await page.evaluate(() => performance.now());
  await act();
  await page.waitForFunction(
    ([name, since]) => performance.getEntriesByName(name).some(({ startTime }) => startTime >= since),
    [MEASURE, before],
    { polling: 50 },
  );
  const [first] = await pictures(page, before);
  const inputAt = await page.evaluate(() => globalThis.inputAt);
  await pause(900);
  const full = (await pictures(page, before)).find(({ longest }) => longest >= 1024);
  return {
    asked: first.asked - inputAt,
    shown: first.shown - inputAt,
    longest: first.longest,
    full: full && full.shown - inputAt,
  };
}

function told(name, samples) {
  const of = (key, share) =>
    rounded(
      quantile(
        samples.map((sample) => sample[key] ?? Number.NaN),
        share,
      ),
    );
  console.log(
    `| ${name} | ${of('asked', 0.5)} | ${of('shown', 0.5)} | ${of('shown', 0.95)} | ${of('longest', 0.5)} | ${of('full', 0.5)} |`,
  );
}

async function drag(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const before = processorMilliseconds(server.process().pid);
  const start = await page.evaluate(() => performance.now());
  const moves = [];
  const began = performance.now();
  for (let i = 0; i < DRAG_MOVES; i++) {
    // There and back, as one who looks for the place. A hand does not wait until the page has seen its move.
    const share = 0.5 - 0.5 * Math.cos((4 * Math.PI * i) / DRAG_MOVES);
    moves.push(page.mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share));
    await pause(began + MOVE_MILLISECONDS * (i + 1) - performance.now());
  }
  await Promise.all(moves);
  const end = await page.evaluate(() => performance.now());
  const processor = processorMilliseconds(server.process().pid) - before;
  await page.mouse.up();
  const shown = (await pictures(page, start)).filter((picture) => picture.shown < end);
  await pause(600);
  const gaps = shown.slice(1).map((picture, i) => picture.shown - shown[i].shown);
  return { seconds: (end - start) / 1000, shown, gaps, processor: processor / shown.length };
}

function toldDrag(name, { seconds, shown, gaps, processor }) {
  const sizes = [...new Set(shown.map(({ longest }) => longest))].toSorted((a, b) => a - b);
  const shares = sizes.map((size) => {
    const share = shown.filter(({ longest }) => longest === size).length / shown.length;
    return `${size} (${rounded(100 * share)} %)`;
  });
  const engine = quantile(
    shown.map((picture) => picture.engine),
    0.5,
  );
  console.log(
    `| ${name} | ${(shown.length / seconds).toFixed(1)} | ${rounded(quantile(gaps, 0.5))} | ${rounded(quantile(gaps, 0.95))} | ${rounded(Math.max(...gaps))} | ${engine.toFixed(1)} | ${rounded(processor)} | ${shares.join(', ')} |`,
  );
}

const app = await startApplication();
const server = await chromium.launchServer({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const browser = await chromium.connect(server.wsEndpoint());
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(noteInput);
  const page = await context.newPage();
  await page.goto(app.url);
  await page.waitForFunction(() => document.querySelector('#root[inert]') === null);
  // The first page has got the editor ready.
  await pause(4000);
  console.log(
    `Load of the machine: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}\n`,
  );
  console.log('| Change | → asked, ms | → first picture, median | 95 % | its size | → full size, median |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  told('First artwork', [await latency(page, () => page.locator('input[type=file]').first().setInputFiles(ARTWORK))]);

  const papers = page.locator('#papers .tile');
  const first = [];
  for (let i = 1; i < (await papers.count()); i++) first.push(await latency(page, () => papers.nth(i).click()));
  told('Paper, for the first time', first);
  const again = [];
  for (let i = 0; i < CLICKS; i++) again.push(await latency(page, () => papers.nth(i % 3).click()));
  told('Paper, again', again);

  const looks = page.locator('.presets li > button:first-child');
  await page.locator('.all-looks').click();
  const preset = [];
  for (let i = 0; i < CLICKS; i++) preset.push(await latency(page, () => looks.nth((i + 2) % 8).click()));
  told('Look', preset);
  await looks.first().click();
  await pause(1500);

  console.log('\n| Drag | previews/s | median gap, ms | 95 % | greatest | engine, ms | processor ms each | sizes |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  if (trace)
    await browser.startTracing(page, {
      path: trace,
      categories: [
        '-*',
        'devtools.timeline',
        'v8.execute',
        'blink.user_timing',
        'toplevel',
        'disabled-by-default-v8.cpu_profiler',
        'disabled-by-default-devtools.timeline',
      ],
    });
  const sheet = await page.locator('.stage .sheet').boundingBox();
  const middle = { x: sheet.x + sheet.width / 2, y: sheet.y + sheet.height / 2 };
  toldDrag('The art itself', await drag(page, middle, { x: middle.x + 90, y: middle.y + 60 }));
  await page.keyboard.press('c');
  const corner = await page.locator('#corner-1').boundingBox();
  const target = { x: corner.x + corner.width / 2, y: corner.y + corner.height / 2 };
  toldDrag('A corner', await drag(page, target, { x: target.x + 90, y: target.y + 60 }));
  await page.keyboard.press('Control+z');
  await page.keyboard.press('c');
  for (const name of ['Rotation', 'Scale', 'Fold', 'Wear', 'Grain']) {
    const slider = page.getByLabel(name, { exact: true }).first();
    await slider.evaluate((input) => input.scrollIntoView({ block: 'center' }));
    const box = await slider.boundingBox();
    const at = await slider.evaluate((input) => (input.value - input.min) / (input.max - input.min));
    // The middle of the thumb, which stays within the track.
    const from = { x: box.x + 9 + (box.width - 18) * at, y: box.y + box.height / 2 };
    const to = { x: box.x + box.width * (at > 0.6 ? at - 0.4 : at + 0.3), y: from.y };
    toldDrag(name, await drag(page, from, to));
  }
  if (trace) await browser.stopTracing();
  console.log(
    `\nLoad of the machine: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}`,
  );
} finally {
  await server.close();
  await app.stop();
}
